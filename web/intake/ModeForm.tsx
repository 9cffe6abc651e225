import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
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
  /** Whether another way is chosen than was checked. */
  onUndecided: (undecided: boolean) => void;
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

interface Period {
  from: string;
  to: string;
  by: string;
}

/** How the load stands to earlier ones. Nothing is deleted: undo brings back what gave way. */
export function ModeForm({ mode, rehearsal, vendor, busy, onSet, onUndecided }: ModeFormProps) {
  const id = useId();
  const dates = useDateColumns(rehearsal);
  const [kind, setKind] = useState(mode.kind);
  const [typed, setTyped] = useState<Partial<Period>>(mode.kind === "replace-period" ? mode : {});
  const by = typed.by ?? dates[0] ?? "paid_date";
  const period: Period = { ...spanOf(rehearsal, by), by, ...typed };
  const setPeriod = (changed: Partial<Period>) => setTyped({ ...typed, ...changed });
  const chosen: Mode = kind === "replace-period" ? { kind, from: period.from, to: period.to, by: period.by } : { kind };
  const changed = JSON.stringify(chosen) !== JSON.stringify(mode);
  useEffect(() => onUndecided(changed), [changed, onUndecided]);
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
                    onChange={(event) => setPeriod({ from: event.target.value })}
                  />
                </p>
                <p className="field">
                  <label htmlFor={`${id}-to`}>To</label>
                  <input
                    id={`${id}-to`}
                    type="date"
                    className="text-input"
                    value={period.to}
                    onChange={(event) => setPeriod({ to: event.target.value })}
                  />
                </p>
                <p className="field">
                  <label htmlFor={`${id}-by`}>By</label>
                  <select
                    id={`${id}-by`}
                    className="text-input"
                    value={period.by}
                    onChange={(event) => setTyped({ by: event.target.value })}
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

/** The first and the last of a date in these files. */
function spanOf({ profile }: Pick<Rehearsal, "profile">, by: string): Pick<Period, "from" | "to"> {
  const columns = Object.values(profile.tables).flatMap((table) => table.columns.filter(({ column }) => column === by));
  const firsts = columns.flatMap(({ least }) => least?.slice(0, 10) ?? []).sort();
  const lasts = columns.flatMap(({ most }) => most?.slice(0, 10) ?? []).sort();
  return { from: firsts[0] ?? "", to: lasts.at(-1) ?? "" };
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
