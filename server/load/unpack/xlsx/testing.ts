import { type ZipPart, zipOf } from "../testing.ts";

export interface SheetXml {
  name: string;
  state?: "hidden" | "veryHidden";
  /** What stands within `sheetData`. */
  rows: string;
}

/** A workbook of sheets as raw XML, for what no program would write by itself. */
export function workbook(
  sheets: SheetXml[],
  options: { strings?: string; styles?: string; date1904?: boolean; more?: ZipPart[] } = {},
): Buffer {
  const { strings, styles, date1904, more = [] } = options;
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  const listed = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}" ${state ? `state="${state}"` : ""} r:id="rId${index + 1}"/>`,
  );
  const relations = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="http://x/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  return zipOf([
    {
      name: "xl/workbook.xml",
      data: `${head}<workbook>${date1904 ? '<workbookPr date1904="1"/>' : ""}<sheets>${listed.join("")}</sheets></workbook>`,
    },
    { name: "xl/_rels/workbook.xml.rels", data: `${head}<Relationships>${relations.join("")}</Relationships>` },
    ...(strings === undefined ? [] : [{ name: "xl/sharedStrings.xml", data: `${head}<sst>${strings}</sst>` }]),
    ...(styles === undefined ? [] : [{ name: "xl/styles.xml", data: `${head}<styleSheet>${styles}</styleSheet>` }]),
    ...sheets.map(({ rows }, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      data: `${head}<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    })),
    ...more,
  ]);
}

/** A row of text cells. */
export function textRow(number: number, cells: string[]): string {
  const each = cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`);
  return `<row r="${number}">${each.join("")}</row>`;
}
