import type { Rehearsal } from "../api/types.ts";
import { ScrollRegion } from "../components/ScrollRegion.tsx";
import { formatDecimal } from "../format/decimal.ts";
import { counted } from "../format/list.ts";
import { formatSpan } from "../format/month.ts";
import { formatFigure } from "../loads/controlWords.ts";
import { mainAmount } from "../loads/mainAmount.ts";
import { columnTitle, tableTitle } from "../loads/tableTitles.ts";

type ReadFile = Rehearsal["manifest"]["files"][number];
type Counts = Pick<ReadFile, "rows" | "loaded" | "rejected" | "totals" | "firstDate" | "lastDate"> & {
  setAside?: number;
};

/** More files than this are folded beneath the sums by table. */
const few = 6;

/** The rows and dollars that the files give, by table where there are many, and file by file. */
export function ReadFiles({ rehearsal: { manifest, unread } }: { rehearsal: Rehearsal }) {
  const { files, tables } = manifest;
  const aside = files.some(({ setAside }) => setAside > 0);
  const byFile = (
    <CountTable
      title="Files"
      first="File"
      aside={aside}
      lines={files.map((file) => ({ key: `${file.name} ${file.table}`, file, counts: file }))}
    />
  );
  return (
    <>
      {files.length > few ? (
        <>
          <CountTable
            title="Tables"
            first="Table"
            aside={false}
            lines={Object.entries(tables).map(([table, counts]) => ({ key: table, table, counts }))}
          />
          <details className="part-details">
            <summary>Show the {counted(files.length, "file")}</summary>
            {byFile}
          </details>
        </>
      ) : (
        byFile
      )}
      {unread.length > 0 ? (
        <div className="part-note">
          <h3>{counted(unread.length, "file")} left unread</h3>
          <ul className="plain-list">
            {unread.map(({ name, why }) => (
              <li key={`${name} ${why}`}>
                <span className="file-name">{name}</span>: {why}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  );
}

interface CountTableProps {
  title: string;
  first: string;
  /** Whether some rows were set aside, which gets a column then. */
  aside: boolean;
  lines: { key: string; table?: string; file?: ReadFile; counts: Counts }[];
}

function CountTable({ title, first, aside, lines }: CountTableProps) {
  const byFile = lines.some(({ file }) => file);
  return (
    <ScrollRegion label={title}>
      <table className="plain-table">
        <caption className="visually-hidden">Rows and dollars by {first.toLowerCase()}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {byFile ? <th scope="col">Fills</th> : null}
            {["Rows", "Loaded", "Rejected", ...(aside ? ["Set aside"] : []), "Dollars"].map((heading) => (
              <th scope="col" className="number" key={heading}>
                {heading}
              </th>
            ))}
            <th scope="col">Dates</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, table, file, counts }) => (
            <tr key={key}>
              <th scope="row" className={file ? "file-name" : undefined}>
                {file ? file.name : tableTitle(table ?? "")}
                {file?.notes.map((note) => (
                  <span key={note} className="beneath">
                    {note}
                  </span>
                ))}
              </th>
              {file ? (
                <td>
                  {tableTitle(file.table)}
                  <span className="beneath">
                    {file.mapping
                      ? `mapping of ${file.mapping.id}, version ${file.mapping.version}`
                      : `layout ${file.layout}`}
                  </span>
                </td>
              ) : null}
              <td className="number">{formatDecimal(counts.rows, 0)}</td>
              <td className="number">{formatDecimal(counts.loaded, 0)}</td>
              <td className="number" data-worse={counts.rejected > 0}>
                {formatDecimal(counts.rejected, 0)}
              </td>
              {aside ? <td className="number">{formatDecimal(counts.setAside ?? 0, 0)}</td> : null}
              <td className="number">
                <Dollars totals={counts.totals} />
              </td>
              <td className="dates">{formatSpan(counts.firstDate, counts.lastDate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** What the plan paid where that is given, else other dollars that can be added up. */
function Dollars({ totals }: Pick<ReadFile, "totals">) {
  const name = mainAmount(Object.keys(totals).filter((each) => (totals[each]?.given ?? 0) > 0));
  const total = name ? totals[name] : undefined;
  if (!name || !total) return null;
  return (
    <>
      {formatFigure(name, total.sum)}
      {name === "paid_amount" ? null : <span className="beneath">{columnTitle(name)}</span>}
    </>
  );
}
