import type { ReactNode } from "react";
import type { Check } from "../api/types.ts";
import { formatDecimal } from "../format/decimal.ts";
import { counted, inWords } from "../format/list.ts";
import { formatFigure } from "./controlWords.ts";
import { tableTitle } from "./tableTitles.ts";

interface FindingsProps {
  checks: readonly Check[];
  /** What to show beneath a finding: the way to its rows. */
  more?: (check: Check) => ReactNode;
}

const order = { stop: 0, reject: 1, warn: 2 };
const words = { stop: "Stops the load", reject: "Rejects rows", warn: "To look at" };

/** What the checks found, the gravest first: how many rows, what it means, what to do. */
export function Findings({ checks, more }: FindingsProps) {
  const found = checks
    .filter((check) => check.found)
    .sort((a, b) => order[a.severity] - order[b.severity] || b.rows - a.rows);
  if (checks.length === 0) return <p className="soft">No check was run on these files.</p>;
  return (
    <>
      <p className="soft">
        {found.length === 0
          ? `${counted(checks.length, "check")} found nothing.`
          : `${counted(found.length, "finding")} of ${counted(checks.length, "check")}.`}
      </p>
      {found.length > 0 ? (
        <ul className="findings">
          {found.map((check) => (
            <li key={`${check.check} ${check.table}`} data-severity={check.severity}>
              <p className="finding-head">
                <span className="severity">{words[check.severity]}</span>
                <strong>{check.title}</strong>
                <span className="finding-count">
                  {countOf(check)}
                  {check.amount ? `${countOf(check) ? ", " : ""}${formatFigure("amount", check.amount)}` : ""}
                </span>
              </p>
              <p>{check.message}</p>
              <p className="soft">
                {check.remedy} {placeOf(check)}
              </p>
              {more?.(check)}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** What is found as a month or a file is counted by the message. */
function countOf({ rows, of, ofRows, files }: Check): string {
  if (ofRows !== false) return `${formatDecimal(rows, 0)} of ${counted(of, "row")}`;
  return files.length > 0 ? counted(files.length, "file") : "";
}

function placeOf({ table, files }: Check): string {
  const names = files.slice(0, 3).map(({ name, rows }) => `${name} (${formatDecimal(rows, 0)})`);
  const rest = files.length > 3 ? [`${files.length - 3} more`] : [];
  return `${tableTitle(table)}: ${inWords([...names, ...rest]) || "in several files"}.`;
}
