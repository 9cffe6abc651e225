import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { checkRowsQuery } from "../api/loadQueries.ts";
import type { Check, CheckRows } from "../api/types.ts";
import { ScrollRegion } from "../components/ScrollRegion.tsx";
import { formatDecimal } from "../format/decimal.ts";
import { counted } from "../format/list.ts";
import { columnTitle } from "./tableTitles.ts";

/** The rows behind a finding, once somebody wants to see them. */
export function FindingRows({ number, check }: { number: number; check: Check }) {
  const [open, setOpen] = useState(false);
  if (check.rows === 0 || check.ofRows === false) return null;
  return (
    <details className="part-details" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Show the rows</summary>
      {open ? <Rows number={number} check={check} /> : null}
    </details>
  );
}

function Rows({ number, check }: { number: number; check: Check }) {
  const { data, error } = useQuery(checkRowsQuery(number, check.check, check.table));
  if (error) return <p className="worse">{error.message}</p>;
  if (!data) return <p className="soft">Looking them up…</p>;
  if (data.rows.length === 0) return <p className="soft">The finding is not of single rows.</p>;
  const columns = columnsOf(data);
  const ofLines = data.rows.some(({ line }) => line !== null);
  return (
    <>
      <ScrollRegion label={`Rows of: ${check.title}`} className="finding-rows">
        <table className="plain-table">
          <caption className="visually-hidden">Rows of: {check.title}</caption>
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col" className="number">
                {ofLines ? "Line" : "Row"}
              </th>
              {columns.map((name) => (
                <th scope="col" key={name}>
                  {columnTitle(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and a row may stand in it twice
              <tr key={place}>
                <th scope="row" className="file-name">
                  {row.file}
                </th>
                <td className="number">{placeOf(row, ofLines)}</td>
                {columns.map((name) => (
                  <td key={name} className="sample">
                    {row.values[name] ?? ""}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {data.more ? <p className="soft">The first {counted(data.rows.length, "row")} are listed.</p> : null}
    </>
  );
}

/** Where rejects show it too: the line of a file that has lines, otherwise the number of the row. */
function placeOf({ line, row }: CheckRows["rows"][number], ofLines: boolean): string {
  if (row === null) return "";
  if (line !== null) return formatDecimal(line, 0);
  return ofLines ? `row ${formatDecimal(row, 0)}` : formatDecimal(row, 0);
}

/** The columns that some row fills, what names a row before the rest. */
function columnsOf({ rows }: CheckRows): string[] {
  const names = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
  const first = ["reject_reason", "claim_id", "claim_line_number", "person_id", "member_id"];
  return [...first.filter((name) => names.includes(name)), ...names.filter((name) => !first.includes(name))];
}
