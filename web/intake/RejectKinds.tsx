import type { Rehearsal } from "../api/types.ts";
import { ScrollRegion } from "../components/ScrollRegion.tsx";
import { formatDecimal } from "../format/decimal.ts";

/** What is wrong with the rows that cannot be taken, and on which lines. */
export function RejectKinds({ kinds }: { kinds: Rehearsal["rejects"] }) {
  return (
    <ScrollRegion label="Rejected rows">
      <table className="plain-table">
        <caption className="visually-hidden">Why rows are rejected, by file</caption>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Column</th>
            <th scope="col">What is wrong</th>
            <th scope="col" className="number">
              Rows
            </th>
            <th scope="col" className="lines">
              Lines
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ file, column, what, rows, lines, hasLines }) => (
            <tr key={`${file} ${column} ${what}`}>
              <th scope="row" className="file-name">
                {file}
              </th>
              <td>{column === null ? "the whole row" : column}</td>
              <td>{what}</td>
              <td className="number">{formatDecimal(rows, 0)}</td>
              <td className="lines">
                {hasLines ? "" : "row "}
                {lines.map((line) => formatDecimal(line, 0)).join(" · ")}
                {rows > lines.length ? " …" : ""}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
