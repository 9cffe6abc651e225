import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { tablesQuery } from "../api/loadQueries.ts";
import type { IntakeSettings, Rehearsal } from "../api/types.ts";
import { columnTitle } from "../loads/tableTitles.ts";

type Mode = IntakeSettings["mode"];

interface ModeFormProps {
  mode: Mode;
  rehearsal: Rehearsal;
  vendor: string | null;
  busy: boolean;
  onSet: (mode: Mode) => void;
}

const modes: { kind: Mode["kind"]; title: string; note: string }[] = [
  { kind: "append", title: "Add to what is there", note: "For a vendor that sends each month what is new." },
  {
    kind: "replace-period",
    title: "Replace a period",
    note: "For a vendor that sends some months again: what this vendor sent of them before gives way.",
  },
  {
    kind: "replace-all",
    title: "Replace everything of this vendor",
    note: "For a vendor that sends the whole history each time.",
  },
];

/** How the load stands to earlier ones. Nothing is deleted: undo brings back what gave way. */
export function ModeForm({ mode, rehearsal, vendor, busy, onSet }: ModeFormProps) {
  const id = useId();
  const dates = useDateColumns(rehearsal);
  const tables = Object.values(rehearsal.manifest.tables);
  const first = tables.flatMap(({ firstDate }) => firstDate ?? []).sort()[0] ?? "";
  const last =
    tables
      .flatMap(({ lastDate }) => lastDate ?? [])
      .sort()
      .at(-1) ?? "";
  const [kind, setKind] = useState(mode.kind);
  const [period, setPeriod] = useState(
    mode.kind === "replace-period" ? mode : { from: first, to: last, by: dates[0] ?? "paid_date" },
  );
  const chosen: Mode = kind === "replace-period" ? { kind, from: period.from, to: period.to, by: period.by } : { kind };
  const changed = JSON.stringify(chosen) !== JSON.stringify(mode);
  const whole = kind !== "replace-period" || (period.from !== "" && period.to !== "" && period.from <= period.to);
  return (
    <form
      className="part mode-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && whole) onSet(chosen);
      }}
    >
      <fieldset disabled={busy}>
        <legend>
          <h2>How it stands to earlier loads</h2>
        </legend>
        {modes.map(({ kind: each, title, note }) => (
          <div key={each} className="check-field">
            <label>
              <input
                type="radio"
                name={`${id}-mode`}
                checked={kind === each}
                disabled={each !== "append" && !vendor}
                onChange={() => setKind(each)}
              />
              <span>
                {title}
                <span className="choice-note">{note}</span>
              </span>
            </label>
            {each === "replace-period" && kind === each ? (
              <div className="period-fields">
                <p className="field">
                  <label htmlFor={`${id}-from`}>From</label>
                  <input
                    id={`${id}-from`}
                    type="date"
                    className="text-input"
                    value={period.from}
                    onChange={(event) => setPeriod({ ...period, from: event.target.value })}
                  />
                </p>
                <p className="field">
                  <label htmlFor={`${id}-to`}>To</label>
                  <input
                    id={`${id}-to`}
                    type="date"
                    className="text-input"
                    value={period.to}
                    onChange={(event) => setPeriod({ ...period, to: event.target.value })}
                  />
                </p>
                <p className="field">
                  <label htmlFor={`${id}-by`}>By</label>
                  <select
                    id={`${id}-by`}
                    className="text-input"
                    value={period.by}
                    onChange={(event) => setPeriod({ ...period, by: event.target.value })}
                  >
                    {[...new Set([period.by, ...dates])].map((name) => (
                      <option key={name} value={name}>
                        {columnTitle(name)}
                      </option>
                    ))}
                  </select>
                </p>
              </div>
            ) : null}
          </div>
        ))}
        <p className="soft">
          {vendor
            ? "Nothing is deleted: undoing this load brings back what it replaced."
            : "To replace what a vendor sent before, say in the first step who sent these files."}
        </p>
        {changed ? (
          <button type="submit" className="button" disabled={!whole}>
            Check it this way
          </button>
        ) : null}
      </fieldset>
    </form>
  );
}

/** Dates that the tables of this load share a name for, the paid date first. */
function useDateColumns({ manifest }: Rehearsal): string[] {
  const { data: tables = [] } = useQuery(tablesQuery);
  const filled = Object.keys(manifest.tables);
  const names = tables
    .filter(({ name }) => filled.includes(name))
    .flatMap(({ columns }) => columns.filter(({ kind }) => kind === "date").map(({ name }) => name));
  const common = ["paid_date", "claim_start_date", "dispensing_date", "enrollment_start_date"];
  const shown = common.filter((name) => names.includes(name));
  return shown.length > 0 ? shown : [...new Set(names)].slice(0, 6);
}
