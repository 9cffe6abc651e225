import type { Orientation } from "./sheet.ts";
import type { PrintedColumn, PrintedTable } from "./tablePlan.ts";

/** How text is measured: its width in points at a size. */
export type Measure = (text: string, strong: boolean, size: number) => number;

/** Points of the letters: the smaller ones where that spares turning the sheet or parting the columns. */
const sizes = [8, 7.2];

/** A column as it stands on a sheet: from where, how wide. */
export interface PlacedColumn extends PrintedColumn {
  x: number;
  width: number;
}

/** A table set on paper: upright or across, on one sheet beside each other or its columns on several. */
export interface ColumnSheets {
  size: number;
  orientation: Orientation;
  sheets: PlacedColumn[][];
}

/** Points between two columns. */
export const gutter = 12;
const narrowest = 34;
const widestText = 210;
/** Text is wrapped to this before a table is parted. */
const narrowText = 76;

/**
 * Shares a table's columns among sheets: upright where all fit, across where they do not, and where that is not
 * enough the measures on as many sheets as they take, with the columns that name the lines on each. What is compared
 * with each other is not parted.
 */
export function columnSheets(
  table: PrintedTable,
  measure: Measure,
  rooms: { orientation: Orientation; width: number }[],
): ColumnSheets {
  let size = sizes[0] ?? 8;
  const widthsAt = (points: number) =>
    table.columns.map((column) => natural(column, table, (text, strong) => measure(text, strong, points)));
  let widths = widthsAt(size);
  const sum = (columns: PrintedColumn[]) =>
    columns.reduce((all, { at }) => all + (widths[at] ?? 0), 0) + gutter * (columns.length - 1);
  const place = (columns: PrintedColumn[], room: number): PlacedColumn[] => {
    const spare = Math.max(0, room - sum(columns)) / Math.max(1, columns.length);
    const over = Math.max(0, sum(columns) - room);
    let x = 0;
    return columns.map((column) => {
      const own = widths[column.at] ?? narrowest;
      const share = columns.length > 1 ? over * (own / sum(columns)) : over;
      const width = Math.max(narrowest, own - share) + spare;
      const placed = { ...column, x, width };
      x += width + gutter;
      return placed;
    });
  };
  for (const { orientation, width } of rooms) {
    for (size of sizes) {
      widths = widthsAt(size);
      if (sum(table.columns) <= width) return { orientation, size, sheets: [place(table.columns, width)] };
    }
  }
  for (const { orientation, width } of rooms) {
    const over = sum(table.columns) - width;
    const texts = table.columns.filter((column) => !column.right);
    const spare = texts.reduce((all, { at }) => all + Math.max(0, (widths[at] ?? 0) - narrowText), 0);
    if (over > spare) continue;
    for (const { at } of texts)
      widths[at] = (widths[at] ?? 0) - over * (Math.max(0, (widths[at] ?? 0) - narrowText) / spare);
    return { orientation, size, sheets: [place(table.columns, width)] };
  }
  const { orientation, width: room } = rooms.at(-1) ?? { orientation: "landscape", width: 0 };
  const names = table.columns.slice(0, table.names);
  const sheets: PrintedColumn[][] = [];
  for (const block of blocks(table.columns.slice(table.names))) {
    const last = sheets.at(-1);
    if (last && sum([...last, ...block]) <= room) last.push(...block);
    else sheets.push([...names, ...block]);
  }
  return { orientation, size, sheets: sheets.map((columns) => place(columns, room)) };
}

/** Columns that stay together: a measure with what it is compared with. */
function blocks(columns: readonly PrintedColumn[]): PrintedColumn[][] {
  const blocks: PrintedColumn[][] = [];
  for (const column of columns) {
    const last = blocks.at(-1);
    if (last && column.group !== null && last[0]?.group === column.group) last.push(column);
    else blocks.push([column]);
  }
  return blocks;
}

/** As wide as its longest cell and the longest word of its heading; long text is wrapped. */
function natural(
  column: PrintedColumn,
  { lines }: PrintedTable,
  measure: (text: string, strong: boolean) => number,
): number {
  const cells = lines.map(({ cells, kind }) => measure(cells[column.at]?.text ?? "", kind !== "row"));
  const longestCell = cells.reduce((most, width) => Math.max(most, width), 0);
  const label = column.label.split(" ").reduce((most, word) => Math.max(most, measure(word, true)), 0);
  const halved = measure(column.label, true) / 2;
  const wanted = Math.max(longestCell, label, column.right ? Math.min(halved, 60) : 0, narrowest);
  return column.right ? wanted : Math.min(wanted, Math.max(widestText, label));
}
