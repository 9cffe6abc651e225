import type { Rehearsal } from "../api/types.ts";
import { ScrollRegion } from "../components/ScrollRegion.tsx";
import { formatDecimal } from "../format/decimal.ts";
import { formatDate } from "../format/month.ts";
import { formatFigure } from "../loads/controlWords.ts";
import { columnTitle, tableTitle } from "../loads/tableTitles.ts";

type ReadFile = Rehearsal["manifest"]["files"][number];

/** Each file with the rows that it gives, and its dollars. */
export function ReadFiles({ rehearsal: { manifest, unread } }: { rehearsal: Rehearsal }) {
  const { files } = manifest;
  const aside = files.some(({ setAside }) => setAside > 0);
  return (
    <>
      <ScrollRegion label="Files">
        <table className="plain-table">
          <caption className="visually-hidden">Rows and dollars by file</caption>
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Fills</th>
              <th scope="col" className="number">
                Rows
              </th>
              <th scope="col" className="number">
                Loaded
              </th>
              <th scope="col" className="number">
                Rejected
              </th>
              {aside ? (
                <th scope="col" className="number">
                  Set aside
                </th>
              ) : null}
              <th scope="col" className="number">
                Dollars
              </th>
              <th scope="col">Dates</th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <tr key={`${file.name} ${file.table}`}>
                <th scope="row" className="file-name">
                  {file.name}
                  {file.notes.map((note) => (
                    <span key={note} className="beneath">
                      {note}
                    </span>
                  ))}
                </th>
                <td>{tableTitle(file.table)}</td>
                <td className="number">{formatDecimal(file.rows, 0)}</td>
                <td className="number">{formatDecimal(file.loaded, 0)}</td>
                <td className="number" data-worse={file.rejected > 0}>
                  {formatDecimal(file.rejected, 0)}
                </td>
                {aside ? <td className="number">{formatDecimal(file.setAside, 0)}</td> : null}
                <td className="number">{dollars(file)}</td>
                <td className="dates">
                  {file.firstDate && file.lastDate
                    ? `${formatDate(file.firstDate)} – ${formatDate(file.lastDate)}`
                    : ""}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {unread.length > 0 ? (
        <details className="part-details">
          <summary>{unread.length} left unread</summary>
          <ul className="plain-list">
            {unread.map(({ name, why }) => (
              <li key={`${name} ${why}`}>
                <span className="file-name">{name}</span>: {why}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

/** What the plan paid where that is given, else the first amount there is. */
function dollars({ totals }: ReadFile) {
  const names = Object.keys(totals).filter((name) => (totals[name]?.given ?? 0) > 0);
  const name = names.find((each) => each === "paid_amount") ?? names[0];
  const total = name ? totals[name] : undefined;
  if (!name || !total) return "";
  return (
    <>
      {formatFigure(name, total.sum)}
      {name === "paid_amount" ? null : <span className="beneath">{columnTitle(name)}</span>}
    </>
  );
}
