import { type DirtFile, delimited, fixedWidth, type Row, rowsWhere, total } from "./dirtFile.ts";
import type { ExtractSample } from "./extractSample.ts";
import { madeUpMark, madeUpName } from "./madeUpNames.ts";

const columns = [
  "claim_id",
  "claim_line_number",
  "person_id",
  "claim_start_date",
  "hcpcs_code",
  "allowed_amount",
  "paid_amount",
];

/** The same lines in the shapes in which files come: other delimiters, fixed width, line ends in fields, BOM, cp1252. */
export function fileShapes({ firstAdministrator, enrollment }: ExtractSample): DirtFile[] {
  const rows = firstAdministrator.filter((row) => row.claim_status === "paid").slice(0, 120);
  const shape = (file: string, kind: string, rule: string, text: string): DirtFile => ({
    file,
    kind,
    rule,
    rows: rows.length,
    wrong: [],
    totals: { paid_amount: total(rows, "paid_amount"), allowed_amount: total(rows, "allowed_amount") },
    bytes: Buffer.from(text),
  });
  const sniff = "Look at the first records, show what was found, and keep it with the mapping.";
  const fixed = fixedWidth(
    {
      claim_id: 18,
      claim_line_number: 3,
      person_id: 10,
      claim_start_date: 10,
      hcpcs_code: 5,
      allowed_amount: 12,
      paid_amount: 12,
    },
    rows,
  );
  const noted = rows.map((row, index) => ({ ...row, note: index % 8 === 3 ? "sent again\nsee letter, page 2" : "" }));
  return [
    shape("stars.txt", "fields between asterisks", sniff, delimited(columns, rows, "*")),
    shape("pipes.txt", "fields between bars", sniff, delimited(columns, rows, "|")),
    { ...shape("fixed-width.txt", "fixed width without a header", sniff, fixed.text), layout: fixed.layout },
    {
      ...shape(
        "line-ends-in-fields.csv",
        "line ends within quotes",
        "A quoted field may hold line ends and commas.",
        delimited([...columns, "note"], noted),
      ),
      wrong: [{ what: "line end within a field", rows: rowsWhere(noted, (row) => row.note !== "") }],
    },
    shape(
      "byte-order-mark.csv",
      "a byte order mark before the header",
      "The mark is no part of the first column's name.",
      `\uFEFF${delimited(columns, rows)}`,
    ),
    cp1252(enrollment),
  ];
}

/** Names in Windows code page 1252; read as UTF-8 they are broken. */
function cp1252(enrollment: Row[]): DirtFile {
  const rows = enrollment
    .slice(0, 100)
    .map((row, index): Row => ({ ...row, ...madeUpName(index), name_is: madeUpMark }));
  const beyond = (row: Row) => /[^ -~]/.test(`${row.first_name}${row.last_name}`);
  return {
    file: "code-page-1252.csv",
    kind: "code page 1252",
    rule: "What is not valid UTF-8 is read as code page 1252, and said so. The names are made up.",
    rows: rows.length,
    wrong: [{ what: "letter beyond ASCII", rows: rowsWhere(rows, beyond) }],
    totals: { names_beyond_ascii: rows.filter(beyond).length, first_such_name: fullName(rows.find(beyond) ?? {}) },
    bytes: Buffer.from(
      delimited(["member_id", "first_name", "last_name", "name_is", "birth_date", "plan"], rows).replaceAll(
        "’",
        "\u0092",
      ),
      "latin1",
    ),
  };
}

function fullName(row: Row): string {
  return `${row.first_name} ${row.last_name}`;
}
