import type { Page } from "playwright-core";

/** The text of each body line of the report's table, and of its total, cell by cell. */
export function tableOnScreen(page: Page): Promise<string[][]> {
  return page
    .locator(".report-table")
    .evaluate((table) =>
      [...table.querySelectorAll("tbody tr, tfoot tr")].map((row) =>
        [...row.querySelectorAll("th, td")].map((cell) => cell.textContent?.trim() ?? ""),
      ),
    );
}

/** The lines of a CSV whose fields may be quoted. */
export function parseCsv(text: string): string[][] {
  const lines = text.split("\r\n").filter(Boolean);
  return lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      (match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? "",
    ),
  );
}

/** `−$1,234.50` as `-1234.50`. */
export function plainNumber(text: string): string {
  return text.replace("−", "-").replace(/[$,]/g, "");
}
