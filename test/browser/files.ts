import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Site } from "./testing/site.ts";
import { parseCsv, plainNumber, tableOnScreen } from "./testing/table.ts";

/** What leaves the page says the same as the page. */
export function files(site: () => Site) {
  async function download(page: Page, item: string) {
    await page.getByRole("button", { name: "Download" }).click();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: item }).click(),
    ]);
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  }

  test("the CSV holds the numbers of the screen", async () => {
    const { context, page } = await site().signIn({ acceptDownloads: true });
    await page.goto(`${site().url}/reports/cost-by-category?plan=PPO&period=2024`);
    await page.waitForSelector("h1.answer");
    const screen = await tableOnScreen(page);
    const { name, bytes } = await download(page, "CSV");
    expect(name).toMatch(/cost-by-category.*\.csv$/);
    const [head = [], ...lines] = parseCsv(bytes.toString("utf8"));
    const paid = head.indexOf("paid");
    const shown = screen.map((cells) => [cells[0], cells.map(plainNumber)] as const);
    expect(lines).toHaveLength(screen.length);
    for (const [i, line] of lines.entries()) {
      const [first, numbers] = shown[i] ?? ["", []];
      expect(line[0] === "total" ? "Total" : line[1]).toBe(first);
      expect(numbers).toContain(line[paid]);
    }
    await context.close();
  });

  test.each(["Excel workbook", "Parquet", "Arrow", "JSON"])("%s comes as a file", async (item) => {
    const { context, page } = await site().signIn({ acceptDownloads: true });
    await page.goto(`${site().url}/reports/plan-summary`);
    await page.waitForSelector("h1.answer");
    const { name, bytes } = await download(page, item);
    expect(name).toMatch(/plan-summary.*\.(xlsx|parquet|arrow|arrows|json)$/);
    expect(bytes.length).toBeGreaterThan(500);
    await context.close();
  });

  test("the chart comes as a drawing and as a picture, with title, filters and digest", async () => {
    const { context, page } = await site().signIn({ acceptDownloads: true, colorScheme: "dark" });
    await page.goto(`${site().url}/reports/cost-by-month?plan=PPO`);
    await page.waitForSelector(".chart-figure svg");
    const svg = (await download(page, "Chart as SVG")).bytes.toString("utf8");
    const digest = (await page.locator(".report-foot code").first().textContent()) ?? "";
    expect(svg).toContain("Plan: PPO");
    expect(svg).toContain(digest.slice(0, 12));
    expect(svg).not.toContain("var(--");
    expect(svg).toContain("#fcfbf8");
    const png = (await download(page, "Chart as PNG")).bytes;
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBe(1920);
    await context.close();
  });

  test("the report prints whole, with every line, its filters and the profile's line", async () => {
    const { context, page } = await site().signIn({ colorScheme: "dark" });
    await page.goto(`${site().url}/reports/claim-lines?period=2025-03&plan=HMO&sex=Female`);
    await page.waitForSelector("h1.answer");
    const lines = Number((await page.locator(".figure-value").first().textContent())?.replaceAll(",", ""));
    expect(lines).toBeGreaterThan(250);
    expect(await page.locator("tbody tr").count()).toBeLessThan(200);
    await page.evaluate(() => {
      addEventListener("beforeprint", () => {
        document.body.dataset.printed = String(document.querySelectorAll("tbody tr").length);
      });
    });
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(Number(await page.locator("body").getAttribute("data-printed"))).toBe(lines);
    const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(sheets).toBeGreaterThan(lines / 60);

    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".sidebar").isVisible()).toBe(false);
    expect(await page.locator(".filter-bar").isVisible()).toBe(false);
    expect(await page.locator(".print-head").textContent()).toContain("Plan: HMO");
    expect(await page.locator(".profile-line").isVisible()).toBe(true);
    expect(await page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor)).toBe(
      "rgb(255, 255, 255)",
    );
    await context.close();
  });
}
