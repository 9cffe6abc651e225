/** Columns set under their headings; those that look like figures to the right. */
export function alignedTable(headings: string[], rows: string[][]): string {
  const widths = headings.map((heading, i) => Math.max(heading.length, ...rows.map((row) => (row[i] ?? "").length)));
  const numeric = headings.map(
    (_, i) =>
      rows.length > 0 &&
      rows.every((row) => /^$|^not given$|^[−-]?[$\d][\d,.%−:T-]*( [\w:]{1,6})?$/.test(row[i] ?? "")),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, i) => (numeric[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd();
  return `${[headings, widths.map((width) => "─".repeat(width)), ...rows].map(line).join("\n")}\n`;
}
