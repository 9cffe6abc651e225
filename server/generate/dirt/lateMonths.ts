import { type DirtFile, delimited, groups, type Row, rowsWhere, total } from "./dirtFile.ts";
import type { ExtractSample } from "./extractSample.ts";

const columns = [
  "claim_id",
  "claim_line_number",
  "line_type",
  "claim_start_date",
  "paid_date",
  "allowed_amount",
  "paid_amount",
];

/** Claims paid so far: the last months of service are still filling in. */
export function lateMonths({ hmo }: ExtractSample): DirtFile[] {
  const paid = hmo.filter((row) => row.claim_status === "paid");
  const through =
    paid
      .map((row) => row.paid_date ?? "")
      .sort()
      .at(-1) ?? "";
  const step = Math.max(1, Math.floor(paid.length / 280));
  const rows = paid.filter((_, index) => index % step === 0).slice(0, 300);
  const last = [0, 1, 2].map((back) => monthsBefore(through, back)).sort();
  const isLate = (row: Row) => (row.claim_start_date ?? "").slice(0, 7) >= (last[0] ?? "");
  const complete = rows.filter((row) => !isLate(row));
  return [
    {
      file: "late-months.csv",
      kind: "service months that are still filling in",
      rule: "Three months' run-out make a month near complete; the last three are drawn as incomplete and never compared.",
      rows: rows.length,
      wrong: [{ what: "of a month that is still filling in", rows: rowsWhere(rows, isLate) }],
      totals: {
        paid_through: through,
        incomplete_months: last.join(" "),
        service_months: groups(rows, (row) => (row.claim_start_date ?? "").slice(0, 7)).size,
        paid_amount: total(rows, "paid_amount"),
        paid_amount_of_complete_months: total(complete, "paid_amount"),
      },
      bytes: Buffer.from(delimited(columns, rows)),
    },
  ];
}

function monthsBefore(date: string, back: number): string {
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 - back;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
}
