import type { LoadProfile } from "../api/types.ts";
import { ScrollRegion } from "../components/ScrollRegion.tsx";
import { formatDecimal } from "../format/decimal.ts";
import { formatNumber } from "../format/unit.ts";
import { columnTitle } from "./tableTitles.ts";

type Column = LoadProfile["tables"][string]["columns"][number];

/** What stands in each column: how often it is filled, how many values, from where to where, and the commonest. */
export function ProfileTable({ columns, title }: { columns: readonly Column[]; title: string }) {
  return (
    <ScrollRegion label={`Columns of ${title}`}>
      <table className="plain-table profile-table">
        <caption className="visually-hidden">What stands in each column of {title}</caption>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col" className="number">
              Filled
            </th>
            <th scope="col" className="number">
              Values
            </th>
            <th scope="col">Least to most</th>
            <th scope="col">Commonest</th>
            <th scope="col" className="lines">
              Known values
            </th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <tr key={column.column}>
              <th scope="row">
                {columnTitle(column.column)}
                {column.header ? <span className="beneath">{column.header}</span> : null}
              </th>
              <td className="number" data-worse={column.given === 0}>
                {shareOf(column)}
              </td>
              <td className="number">
                {column.about ? "about " : ""}
                {formatDecimal(column.about ? rounded(column.distinct) : column.distinct, 0)}
              </td>
              <td className="sample">
                {column.least === null
                  ? ""
                  : column.least === column.most
                    ? column.least
                    : `${column.least} – ${column.most}`}
              </td>
              <td className="sample">
                {column.top
                  .slice(0, 3)
                  .map(({ value, rows }) => `${value} (${formatDecimal(rows, 0)})`)
                  .join(", ")}
              </td>
              <td className="lines" data-worse={column.valid !== null && column.valid.share < 0.95}>
                {column.valid ? percent(column.valid.share) : ""}
                {column.valid && column.valid.share < 1 ? (
                  <span className="beneath">otherwise: {lowerFirst(column.valid.of)}</span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function shareOf({ given, empty }: Column): string {
  return given + empty === 0 ? "no rows" : percent(given / (given + empty));
}

/** Never rounded to all or nothing where it is not. */
function percent(share: number): string {
  if (share > 0.9995 && share < 1) return "99.9%";
  if (share > 0 && share < 0.0005) return "under 0.1%";
  return formatNumber(share, "ratio", 1).replace(".0%", "%");
}

/** An estimate is good for two digits. */
function rounded(count: number): number {
  return Number(count.toPrecision(2));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
