import { type PrintedColumn, type PrintedLine, printedTable } from "../../server/exports/pdf/tablePlan.ts";
import type { AnsweredPart } from "../../server/packets/packet.ts";
import { ScrollRegion } from "../components/ScrollRegion.tsx";
import { counted } from "../format/list.ts";
import "../report/table.css";

/** The lines that the page draws of an exhibit; its own page has all. */
const shown = 200;

/** The table of an exhibit, in the words and the order in which the PDF prints it. */
export function ExhibitTable({ part }: { part: AnsweredPart }) {
  const table = printedTable(part.envelope, { rows: Math.min(part.rows ?? shown, shown), columns: part.columns });
  const groups = groupsOf(table.columns);
  const grouped = groups.some(({ title }) => title !== null);
  return (
    <section className="table-section">
      <ScrollRegion label={`Table ${part.title}`}>
        <table className="report-table exhibit-table">
          <caption className="visually-hidden">{part.title}</caption>
          <thead>
            {grouped ? (
              <tr className="groups">
                {groups.map(({ title, span, first }) => (
                  <th key={first} colSpan={span} scope={title ? "colgroup" : undefined}>
                    {title}
                  </th>
                ))}
              </tr>
            ) : null}
            <tr>
              {table.columns.map(({ at, label, right }) => (
                <th key={at} scope="col" className={right ? "number" : undefined}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.lines.map((line, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of one answer never change places
              <Line key={i} line={line} columns={table.columns} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {table.left > 0 ? (
        <p className="soft">{counted(table.left, "more line", "more lines")} on the report’s own page.</p>
      ) : null}
    </section>
  );
}

function Line({ line, columns }: { line: PrintedLine; columns: readonly PrintedColumn[] }) {
  return (
    <tr className={{ row: "rows", subtotal: "subtotals", total: "totals" }[line.kind]}>
      {columns.map(({ at, right }, place) => {
        const { text, given } = line.cells[at] ?? { text: "", given: true };
        const words = given ? text : <span className="not-given">{text}</span>;
        if (place === 0) {
          return (
            <th key={at} scope="row">
              {words}
            </th>
          );
        }
        return (
          <td key={at} className={right ? "number" : undefined}>
            {words}
          </td>
        );
      })}
    </tr>
  );
}

function groupsOf(columns: readonly PrintedColumn[]): { title: string | null; span: number; first: number }[] {
  const groups: { title: string | null; span: number; first: number }[] = [];
  for (const { group, at } of columns) {
    const last = groups.at(-1);
    if (last && last.title === group) last.span += 1;
    else groups.push({ title: group, span: 1, first: at });
  }
  return groups;
}
