/** What the answer key says of one dirty file. */
export interface DirtKey {
  /** Name inside the folder `dirt`. */
  file: string;
  /** The kind of dirt, in a few words. */
  kind: string;
  /** How a reader has to treat it. */
  rule: string;
  /** Records in the file, without a header line. */
  rows: number;
  /** What is wrong where; records count from 1 after the header line. */
  wrong: { what: string; rows: number[] }[];
  /** What a right reading gives. Money as decimal text. */
  totals: Record<string, string | number>;
  /** Of fixed-width records: each column with its first byte, counted from 1, and its width. */
  layout?: { column: string; start: number; width: number }[];
}

/** A dirty file before it is written. */
export interface DirtFile extends DirtKey {
  bytes: Buffer;
}

export type Row = Record<string, string>;

/** Records as delimited text; a field is quoted where it must be. */
export function delimited(columns: string[], rows: Row[], delimiter = ","): string {
  const field = (text: string) =>
    text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const line = (fields: string[]) => `${fields.map(field).join(delimiter)}\n`;
  return line(columns) + rows.map((row) => line(columns.map((column) => row[column] ?? ""))).join("");
}

/** Records as text of fixed width, and where each column stands. */
export function fixedWidth(widths: Record<string, number>, rows: Row[]): { text: string; layout: DirtFile["layout"] } {
  const columns = Object.entries(widths);
  let start = 1;
  const layout = columns.map(([column, width]) => {
    const place = { column, start, width };
    start += width;
    return place;
  });
  const line = (row: Row) =>
    columns.map(([column, width]) => (row[column] ?? "").padEnd(width).slice(0, width)).join("");
  return { text: rows.map((row) => `${line(row)}\n`).join(""), layout };
}

/** The numbers, from 1, of the records that a test holds for. */
export function rowsWhere(rows: Row[], test: (row: Row, index: number) => boolean): number[] {
  return rows.flatMap((row, index) => (test(row, index) ? [index + 1] : []));
}

/** Cents of a decimal text. */
export function cents(text: string | undefined): number {
  return Math.round(Number(text ?? "0") * 100);
}

/** The sum of a column as decimal text. */
export function total(rows: Row[], column: string): string {
  return dollars(rows.reduce((sum, row) => sum + cents(row[column]), 0));
}

/** Cents as decimal text. */
export function dollars(amount: number): string {
  return (amount / 100).toFixed(2);
}

/** The rows with the same text under a column or a rule, in the order of first appearance. */
export function groups(rows: Row[], by: (row: Row) => string): Map<string, Row[]> {
  const grouped = new Map<string, Row[]>();
  for (const row of rows) {
    const key = by(row);
    const group = grouped.get(key);
    if (group) group.push(row);
    else grouped.set(key, [row]);
  }
  return grouped;
}
