import { useId, useState } from "react";
import type { Intake, Rehearsal } from "../api/types.ts";
import { columnTitle } from "../loads/tableTitles.ts";
import type { IntakeHandle } from "./useIntake.ts";
import { writtenFigure } from "./writtenFigure.ts";

interface ControlFormProps {
  handle: IntakeHandle;
  intake: Intake;
  rehearsal: Rehearsal;
}

interface Entry {
  file: string;
  what: string;
  text: string;
}

/** The vendor's figures typed in, where no control report says them. */
export function ControlForm({ handle, intake, rehearsal }: ControlFormProps) {
  const given = new Set(
    rehearsal.control.filter(({ source }) => source !== "typed").map(({ file, what }) => `${file} ${what}`),
  );
  const askable = rehearsal.manifest.files.flatMap(({ name, totals }) =>
    ["rows", ...amountsOf(totals)]
      .filter((what) => !given.has(`${name} ${what}`))
      .map((what) => ({ file: name, what })),
  );
  const [entries, setEntries] = useState<Entry[]>(() =>
    askable.map(({ file, what }) => ({
      file,
      what,
      text: intake.settings.control.find((each) => each.file === file && each.what === what)?.vendor ?? "",
    })),
  );
  const id = useId();
  if (askable.length === 0) return null;
  const filled = entries.filter(({ text }) => text.trim() !== "");
  const wrong = filled.filter(({ text }) => writtenFigure(text) === null);
  const compare = () => {
    const control = filled.map(({ file, what, text }) => ({ file, what, vendor: writtenFigure(text) ?? "" }));
    void handle.rehearse({ ...intake.settings, control });
  };
  const files = [...new Set(entries.map(({ file }) => file))];
  return (
    <details className="part-details" open={rehearsal.control.length === 0 && files.length <= 2}>
      <summary>Type the vendor’s totals</summary>
      <form
        className="control-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (wrong.length === 0) compare();
        }}
      >
        {files.map((file) => (
          <fieldset key={file}>
            <legend className="file-name">{file}</legend>
            {entries
              .filter((entry) => entry.file === file)
              .map((entry, place) => (
                <p key={entry.what} className="field">
                  <label htmlFor={`${id}-${file}-${place}`}>
                    {entry.what === "rows" ? "Rows" : columnTitle(entry.what)}
                  </label>
                  <input
                    id={`${id}-${file}-${place}`}
                    className="text-input figure-input"
                    inputMode="decimal"
                    autoComplete="off"
                    value={entry.text}
                    aria-invalid={entry.text.trim() !== "" && writtenFigure(entry.text) === null}
                    onChange={(event) =>
                      setEntries(entries.map((each) => (each === entry ? { ...each, text: event.target.value } : each)))
                    }
                  />
                </p>
              ))}
          </fieldset>
        ))}
        <p role="status" className="worse">
          {wrong.length > 0 ? "A figure is written 1,234.50, with a minus in front where it is below zero." : ""}
        </p>
        <button type="submit" className="button" disabled={handle.busy || wrong.length > 0}>
          Compare
        </button>
      </form>
    </details>
  );
}

/** Paid, allowed and charged come first; what no row gives is not asked for. */
function amountsOf(totals: Rehearsal["manifest"]["files"][number]["totals"]): string[] {
  const names = Object.keys(totals).filter((name) => (totals[name]?.given ?? 0) > 0);
  const first = ["paid_amount", "allowed_amount", "charge_amount"].filter((name) => names.includes(name));
  return first.length > 0 ? first : names.slice(0, 2);
}
