import type { Rehearsal } from "../api/types.ts";
import { counted } from "../format/list.ts";
import { formatDate } from "../format/month.ts";
import { formatFigure } from "../loads/controlWords.ts";
import { columnTitle, tableTitle } from "../loads/tableTitles.ts";

interface GivesWayProps {
  mode: { kind: "append" } | { kind: "replace-all" } | { kind: "replace-period"; from: string; to: string; by: string };
  rehearsal: Rehearsal;
}

/** Which rows of which loads give way to these files, above all where it is none. */
export function GivesWay({ mode, rehearsal: { replaced, manifest } }: GivesWayProps) {
  if (mode.kind === "append") return null;
  const what =
    mode.kind === "replace-all"
      ? "everything of this vendor before it"
      : `${formatDate(mode.from)} to ${formatDate(mode.to)} by ${columnTitle(mode.by).toLowerCase()}`;
  if (replaced.length === 0) {
    return (
      <p className="stale-note">
        Nothing of an earlier load gives way. These files are to replace {what}, but no earlier load
        {manifest.vendor ? ` of ${manifest.vendor}` : " of this vendor"} has such rows: they are counted beside all that
        is there. Look whether the vendor’s name and the dates are right.
      </p>
    );
  }
  return (
    <section className="part">
      <h2>What gives way</h2>
      <p className="soft">These files replace {what}. Undoing this load brings it back.</p>
      <ul className="plain-list">
        {replaced.map(({ load, table, rows, amount }) => (
          <li key={`${load} ${table}`}>
            Load {load}, {tableTitle(table).toLowerCase()}: {counted(rows, "row")}
            {amount === null ? "" : `, ${formatFigure("paid", amount)} paid`}
          </li>
        ))}
      </ul>
    </section>
  );
}
