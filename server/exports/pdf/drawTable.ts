import { type ColumnSheets, columnSheets, type PlacedColumn } from "./columnSheets.ts";
import { paper } from "./paper.ts";
import { type Orientation, type Sheet, type Tagged, type TextStyle, widthOf } from "./sheet.ts";
import type { PrintedLine, PrintedTable } from "./tablePlan.ts";

/** How close lines stand, and how large their letters are. */
interface Setting {
  size: number;
  leading: number;
  padding: number;
}

/** Rows that stay with the heading, and with the sum that ends them. */
const together = 2;

export interface TablePlan extends ColumnSheets, Setting {}

/** How a table stands on paper, known before anything of its report is drawn. */
export function planTable(sheet: Sheet, table: PrintedTable, { dense }: { dense: boolean }): TablePlan {
  const measure = (text: string, strong: boolean, size: number) =>
    sheet.measure(text, { size, face: strong ? "strong" : "text" });
  const rooms: { orientation: Orientation; width: number }[] = dense
    ? [{ orientation: sheet.orientation, width: sheet.width }]
    : [
        { orientation: "portrait", width: widthOf("portrait") },
        { orientation: "landscape", width: widthOf("landscape") },
      ];
  return { ...columnSheets(table, measure, rooms), leading: dense ? 8.8 : 11, padding: dense ? 1.4 : 3.5 };
}

/**
 * Draws a table below what was drawn last: its heading again on every page, no sum alone on a page, columns that one
 * sheet cannot hold after the others beside the names of the lines.
 * @param caption what is said again, with the page's share, where the table goes on.
 */
export function drawTable(
  sheet: Sheet,
  parent: Tagged,
  { table, plan, caption }: { table: PrintedTable; plan: TablePlan; caption: string },
): void {
  const { orientation, sheets } = plan;
  for (const [i, columns] of sheets.entries()) {
    const part = sheets.length > 1 ? `${caption}, columns ${i + 1} of ${sheets.length}` : caption;
    drawColumns(sheet, parent, { columns, lines: table.lines, caption: part, orientation, setting: plan });
  }
}

interface Columns {
  columns: PlacedColumn[];
  lines: PrintedLine[];
  caption: string;
  orientation: Orientation;
  setting: Setting;
}

function drawColumns(sheet: Sheet, parent: Tagged, { columns, lines, caption, orientation, setting }: Columns): void {
  const heights = lines.map((line) => lineHeight(sheet, line, columns, setting));
  const head = headHeight(sheet, columns);
  const least = 18 + head + heights.slice(0, together + 1).reduce((sum, height) => sum + height, 0);
  if (orientation !== sheet.orientation) sheet.newPage(orientation);
  else if (sheet.y + Math.min(least, sheet.height) > sheet.bottom) sheet.newPage();
  const element = sheet.doc.struct("Table");
  parent.add(element);
  sheet.tagged(element, "Caption", () =>
    sheet.line(caption, sheet.left, sheet.y, { face: "heading", size: 11, leading: 15 }),
  );
  sheet.y += 18;
  drawHead(sheet, element, columns, head, true);
  for (let at = 0; at < lines.length; ) {
    const block = blockAt(lines, at);
    const tall = heights.slice(at, at + block).reduce((sum, height) => sum + height, 0);
    if (sheet.y + tall > sheet.bottom && sheet.y > 80) {
      sheet.newPage();
      sheet.adorn(() =>
        sheet.line(`${caption}, continued`, sheet.left, sheet.y, { face: "note", size: 8, color: paper.soft }),
      );
      sheet.y += 14;
      drawHead(sheet, element, columns, head, false);
    }
    for (const [i, line] of lines.slice(at, at + block).entries())
      drawLine(sheet, element, columns, { line, setting, height: heights[at + i] ?? setting.leading });
    at += block;
  }
  element.end();
  sheet.y += 8;
}

/** Lines from here that one page must hold: a row by itself, or the last rows with the sums that follow them. */
function blockAt(lines: readonly PrintedLine[], at: number): number {
  const next = lines.findIndex(({ kind }, i) => i >= at && kind !== "row");
  if (next < 0 || next - at > together) return 1;
  let end = next;
  while (end < lines.length && lines[end]?.kind !== "row") end += 1;
  return end - at;
}

function headHeight(sheet: Sheet, columns: readonly PlacedColumn[]): number {
  const most = columns.reduce(
    (most, column) => Math.max(most, sheet.lines(column.label, { ...headStyle, width: column.width }).length),
    1,
  );
  return most * 10 + (columns.some(({ group }) => group !== null) ? 14 : 0) + 6;
}

const headStyle: TextStyle = { face: "strong", size: 7.2, leading: 10, color: paper.soft };

/** The columns' names, with the measure above what is compared; repeated ones are no part of what is read aloud. */
function drawHead(sheet: Sheet, table: Tagged, columns: readonly PlacedColumn[], height: number, first: boolean): void {
  const top = sheet.y;
  const bottom = top + height - 6;
  const draw = (column: PlacedColumn) => {
    const words = sheet.lines(column.label, { ...headStyle, width: column.width });
    const align = column.right ? "right" : "left";
    for (const [i, text] of words.entries()) {
      sheet.line(text, sheet.left + column.x, bottom - (words.length - i) * 10, {
        ...headStyle,
        width: column.width,
        align,
      });
    }
  };
  const drawGroups = () => {
    for (const { group, x, width } of groupsOf(columns)) {
      sheet.line(group, sheet.left + x, top, { ...headStyle, color: paper.ink, width, align: "center" });
      sheet.doc
        .moveTo(sheet.left + x, top + 12)
        .lineTo(sheet.left + x + width, top + 12)
        .lineWidth(0.4)
        .strokeColor(paper.edge)
        .stroke();
    }
  };
  if (first) {
    sheet.adorn(drawGroups);
    const row = sheet.doc.struct("TR");
    table.add(row);
    for (const column of columns) {
      const spoken = column.group === null ? column.label : `${column.group}, ${column.label}`;
      sheet.tagged(row, "TH", () => draw(column), { scope: "Column", actual: spoken });
    }
    row.end();
  } else {
    sheet.adorn(() => {
      drawGroups();
      for (const column of columns) draw(column);
    });
  }
  sheet.y = top + height - 3;
  sheet.rule(sheet.y, { color: paper.ink, weight: 0.8 });
  sheet.y += 1.5;
}

function groupsOf(columns: readonly PlacedColumn[]): { group: string; x: number; width: number }[] {
  const groups: { group: string; x: number; width: number }[] = [];
  for (const { group, x, width } of columns) {
    if (group === null) continue;
    const last = groups.at(-1);
    if (last?.group === group) last.width = x + width - last.x;
    else groups.push({ group, x, width });
  }
  return groups;
}

function cellLines(sheet: Sheet, line: PrintedLine, column: PlacedColumn, setting: Setting): string[] {
  return sheet.lines(line.cells[column.at]?.text ?? "", {
    ...cellStyle(line, column, setting),
    width: column.width + 0.5,
  });
}

function cellStyle(line: PrintedLine, column: PlacedColumn, { size, leading }: Setting): TextStyle {
  const given = line.cells[column.at]?.given ?? true;
  if (!given) return { face: "note", size: size - 0.8, leading, color: paper.soft };
  return { face: line.kind === "row" ? "text" : "strong", size, leading };
}

function lineHeight(sheet: Sheet, line: PrintedLine, columns: readonly PlacedColumn[], setting: Setting): number {
  const most = columns.reduce((most, column) => Math.max(most, cellLines(sheet, line, column, setting).length), 1);
  return most * setting.leading + setting.padding;
}

function drawLine(
  sheet: Sheet,
  table: Tagged,
  columns: readonly PlacedColumn[],
  { line, setting, height }: { line: PrintedLine; setting: Setting; height: number },
): void {
  if (line.kind === "total") sheet.rule(sheet.y, { color: paper.ink, weight: 0.8 });
  const row = sheet.doc.struct("TR");
  table.add(row);
  for (const [i, column] of columns.entries()) {
    const draw = () => {
      for (const [n, text] of cellLines(sheet, line, column, setting).entries()) {
        const style = {
          ...cellStyle(line, column, setting),
          width: column.width,
          align: column.right ? "right" : "left",
        } as const;
        sheet.line(text, sheet.left + column.x, sheet.y + setting.padding / 2 + n * setting.leading, style);
      }
    };
    if (i === 0) sheet.tagged(row, "TH", draw, { scope: "Row" });
    else sheet.tagged(row, "TD", draw);
  }
  row.end();
  sheet.y += height;
  if (line.kind !== "total") sheet.rule(sheet.y, { weight: 0.4 });
}
