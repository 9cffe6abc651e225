import type { TextRows } from "../checkedRows.ts";

export interface CsvText {
  gzip: boolean;
  delimiter: string;
  /** How many columns the header has. */
  width: number;
  padded: boolean;
}

/** A CSV file as the engine's own reader takes it: all its threads, and an error at the first row that is not whole. */
export function csvRows(parameter: string, { gzip, delimiter, width, padded }: CsvText): TextRows {
  const fields = Array.from({ length: width }, (_, at) => `f${at}`);
  const relation = readCsv(parameter, { fields, delimiter, gzip, header: true, careful: false });
  return { relation, fields, padded, careful: false };
}

/** The copy that the careful reader made. */
export function carefulRows(parameter: string, width: number): TextRows {
  const fields = Array.from({ length: width }, (_, at) => `f${at}`);
  const relation = readCsv(parameter, {
    fields: ["line", "fault", "text", ...fields],
    delimiter: ",",
    gzip: false,
    header: false,
    careful: true,
  });
  const typed = `(select * replace (line::bigint as line) from ${relation})`;
  return { relation: typed, fields, padded: true, careful: true };
}

function readCsv(
  parameter: string,
  options: { fields: string[]; delimiter: string; gzip: boolean; header: boolean; careful: boolean },
): string {
  const { fields, delimiter, gzip, header, careful } = options;
  const columns = fields.map((field) => `${field}: 'VARCHAR'`).join(", ");
  const sign = delimiter === "\t" ? "\\t" : delimiter;
  const bounds = careful ? "parallel = false, max_line_size = 8388608, buffer_size = 33554432" : "parallel = true";
  return `read_csv($${parameter}, auto_detect = false, header = ${header}, delim = '${sign}', quote = '"', escape = '"',
    compression = '${gzip ? "gzip" : "none"}', ${bounds}, columns = {${columns}})`;
}
