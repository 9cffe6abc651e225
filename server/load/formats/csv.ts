import type { TextRows } from "../checkedRows.ts";

export interface CsvText {
  gzip: boolean;
  delimiter: string;
  /** How many columns the header has. */
  width: number;
  padded: boolean;
  /** The parameter is a list of more than one path. */
  several: boolean;
}

/** CSV files as the engine's own reader takes them: all its threads, and an error at the first row that is not whole. */
export function csvRows(parameter: string, { gzip, delimiter, width, padded, several }: CsvText): TextRows {
  const fields = Array.from({ length: width }, (_, at) => `f${at}`);
  const columns = fields.map((field) => `${field}: 'VARCHAR'`).join(", ");
  const sign = delimiter === "\t" ? "\\t" : delimiter;
  const relation = `read_csv($${parameter}, auto_detect = false, header = true, delim = '${sign}', quote = '"', escape = '"',
    compression = '${gzip ? "gzip" : "none"}', columns = {${columns}})`;
  return { relation, fields, padded, file: several ? "file_index" : "0", careful: false };
}

/** The copy that the careful reader made: a line per row, a JSON list of line, fault, text and fields. */
export function carefulRows(parameter: string, width: number): TextRows {
  const names = ["line", "fault", "text", ...Array.from({ length: width }, (_, at) => `f${at}`)];
  const columns = names.map((name, at) => `cells[${at + 1}]${name === "line" ? "::bigint" : ""} as ${name}`);
  const relation = `(select ${columns.join(", ")} from read_json($${parameter}, format = 'newline_delimited',
    records = false, auto_detect = false, compression = 'uncompressed', columns = {cells: 'VARCHAR[]'}))`;
  return { relation, fields: names.slice(3), padded: true, file: "0", careful: true };
}
