import { type DirtFile, delimited, type Row, rowsWhere, total } from "./dirtFile.ts";
import type { ExtractSample } from "./extractSample.ts";

const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const columns = ["claim_id", "claim_line_number", "claim_start_date", "paid_date", "paid_amount"];

/** Dates as spreadsheet serials, with years of two digits, and in two formats within one column. */
export function damagedDates({ secondAdministrator, enrollment }: ExtractSample): DirtFile[] {
  const all = secondAdministrator.filter((row) => row.claim_status === "paid");
  const step = Math.max(1, Math.floor(all.length / 150));
  const paid = all.filter((_, index) => index % step === 0).slice(0, 150);
  return [serials(paid), twoDigitYears(enrollment.slice(0, 150)), mixedFormats(paid)];
}

function serials(right: Row[]): DirtFile {
  const serial = (date: string | undefined) =>
    String((Date.parse(`${date}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);
  const rows: Row[] = right.map((row) => ({
    ...row,
    claim_start_date: serial(row.claim_start_date),
    paid_date: serial(row.paid_date),
  }));
  return {
    file: "dates-as-serials.csv",
    kind: "dates as spreadsheet serials",
    rule: "A serial counts days from 1899-12-30.",
    rows: rows.length,
    wrong: [{ what: "claim_start_date and paid_date", rows: rowsWhere(rows, () => true) }],
    totals: dateTotals(right),
    bytes: Buffer.from(delimited(columns, rows)),
  };
}

function twoDigitYears(right: Row[]): DirtFile {
  const short = (date: string | undefined) => {
    const [year = "", month = "", day = ""] = (date ?? "").split("-");
    return `${month}/${day}/${year.slice(2)}`;
  };
  const rows: Row[] = right.map((row) => ({ ...row, birth_date: short(row.birth_date) }));
  const births = right.map((row) => row.birth_date ?? "").sort();
  return {
    file: "years-of-two-digits.csv",
    kind: "years of two digits",
    rule: "Nobody is born after the file: a year that would lie ahead of it is of the last century.",
    rows: rows.length,
    wrong: [
      { what: "birth_date", rows: rowsWhere(rows, () => true) },
      {
        what: "of the last century, though its two digits come before 69",
        rows: rowsWhere(right, ({ birth_date = "" }) => birth_date < "1969"),
      },
    ],
    totals: {
      file_date: right[0]?.file_date ?? "",
      earliest_birth_date: births[0] ?? "",
      latest_birth_date: births.at(-1) ?? "",
      born_before_1969: births.filter((date) => date < "1969").length,
    },
    bytes: Buffer.from(delimited(["person_id", "member_id", "gender", "birth_date", "plan", "file_date"], rows)),
  };
}

function mixedFormats(right: Row[]): DirtFile {
  const written = (date: string | undefined, index: number) => {
    const [year = "", month = "", day = ""] = (date ?? "").split("-");
    return index % 3 === 2 ? `${day}-${monthNames[Number(month) - 1]}-${year}` : `${month}/${day}/${year}`;
  };
  const rows: Row[] = right.map((row, index) => ({
    ...row,
    claim_start_date: written(row.claim_start_date, index),
    paid_date: written(row.paid_date, index),
  }));
  return {
    file: "dates-in-two-formats.csv",
    kind: "month first and day-month mixed in a column",
    rule: "Numbers with slashes are month first here, as the days above twelve show; a month in letters says itself.",
    rows: rows.length,
    wrong: [{ what: "day-month-year", rows: rowsWhere(rows, (_, index) => index % 3 === 2) }],
    totals: dateTotals(right),
    bytes: Buffer.from(delimited(columns, rows)),
  };
}

function dateTotals(rows: Row[]): Record<string, string> {
  const starts = rows.map((row) => row.claim_start_date ?? "").sort();
  const month = rows[0]?.paid_date?.slice(0, 7) ?? "";
  return {
    paid_amount: total(rows, "paid_amount"),
    first_claim_start_date: starts[0] ?? "",
    last_claim_start_date: starts.at(-1) ?? "",
    month,
    paid_amount_of_the_month: total(
      rows.filter((row) => row.paid_date?.startsWith(month)),
      "paid_amount",
    ),
  };
}
