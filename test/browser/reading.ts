import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Site } from "./testing/site.ts";
import { plainNumber } from "./testing/table.ts";

/** From a figure to what it is made of: filters by clicking, the way down to lines, two sides of a comparison, charts of every kind. */
export function reading(site: () => Site) {
  const open = async (page: Page, path: string) => {
    await page.goto(`${site().url}/reports/${path}`);
    await settled(page);
  };
  const settled = async (page: Page) => {
    await page.waitForSelector("h1.answer");
    await page.waitForSelector(".report-body[data-dimmed=false]");
  };
  /** The cell of a line (or the total) under a heading, as a plain number. */
  const cell = async (page: Page, line: string, heading: string) => {
    const text = await page.locator(".report-table").evaluate(
      (table, { line, heading }) => {
        const heads = [...table.querySelectorAll("thead tr:last-child th")].map((th) => th.textContent?.trim());
        const row = [...table.querySelectorAll("tbody tr, tfoot tr")].find((tr) =>
          tr.querySelector("th")?.textContent?.trim().startsWith(line),
        );
        return row?.children[heads.indexOf(heading)]?.textContent ?? "none";
      },
      { line, heading },
    );
    return plainNumber(text);
  };

  test("a value and a bar filter the page, and the way back is in sight", async () => {
    const { context, page } = await site().signIn();
    await open(page, "cost-by-plan");
    const whole = await page.textContent("h1");
    await page.getByRole("button", { name: "Show only PPO" }).click();
    await page.waitForURL((url) => url.search === "?plan=PPO");
    await settled(page);
    expect(await page.locator("tbody tr").count()).toBe(1);
    await page.getByText("Only PPO.").waitFor();
    await page.getByRole("button", { name: "Show all again", exact: true }).click();
    await page.waitForURL((url) => url.search === "");
    await settled(page);
    expect(await page.textContent("h1")).toBe(whole);

    const box = await page.locator(".chart-figure svg").first().boundingBox();
    if (!box) throw new Error("no chart");
    const bar = [box.x + box.width * 0.3, box.y + 18] as const;
    await page.mouse.move(...bar);
    await page.mouse.click(...bar);
    await page.waitForURL((url) => url.searchParams.has("plan"));
    await page.goBack();
    await page.waitForURL((url) => url.search === "");
    await context.close();
  });

  test("from the plan down to the claim lines, each level adds up to the cell that led there", async () => {
    const { context, page } = await site().signIn();
    await open(page, "cost-by-plan?period=2025-03");
    const paid = "Plan paid";
    const steps: [line: string | null, to: string][] = [
      ["PPO", "cost-by-category"],
      ["Imaging", "cost-by-service"],
    ];
    for (let down = 0; down < 6; down++) {
      const at = new URL(page.url()).pathname.split("/").at(-1);
      if (at === "claim-lines") break;
      const [line, to] = steps[down] ?? [null, null];
      const name = line ?? ((await page.locator("tbody th a").first().textContent()) ?? "").trim();
      const led = await cell(page, name, paid);
      await page.locator("tbody th", { hasText: name }).getByRole("link").first().click();
      await page.waitForURL((url) => (to ? url.pathname.endsWith(`/${to}`) : !url.pathname.endsWith(`/${at}`)));
      await settled(page);
      expect(await cell(page, "Total", paid), `${name} in ${page.url()}`).toBe(led);
    }
    expect(new URL(page.url()).pathname).toBe("/reports/claim-lines");
    const way = page.getByRole("navigation", { name: "The way here" });
    expect(await way.getByRole("link").count()).toBeGreaterThanOrEqual(3);
    await page.goBack();
    await page.waitForURL((url) => !url.pathname.endsWith("/claim-lines"));
    await settled(page);
    await way.getByRole("link").first().click();
    await page.waitForURL("**/cost-by-plan?period=2025-03");
    await context.close();
  });

  test("two populations stand side by side, each as it is alone", async () => {
    const { context, page } = await site().signIn();
    await open(page, "cost-by-category?plan=HMO");
    const alone = await cell(page, "Total", "Plan paid");
    await open(page, "cost-by-category?plan=PPO&against=plan=HMO");
    const total = await page.locator("tfoot td").allTextContents();
    expect(total.map(plainNumber)).toContain(alone);
    expect(await page.locator("thead").textContent()).toContain("HMO");
    await context.close();
  });

  test("a heat map is read with the arrow keys; a waterfall and a pyramid say what they show", async () => {
    const { context, page } = await site().signIn();
    await open(page, "cost-heat-map");
    const map = page.getByRole("group", { name: /values by arrow keys/ });
    await map.locator("svg").waitFor();
    await map.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => /Feb 20\d\d: /.test(document.querySelector(".heat-told")?.textContent ?? ""));
    for (const [report, begins, shape] of [
      ["why-it-changed", "Waterfall", /^Waterfall chart\. 20\d\d \$/],
      ["age-sex", "Pyramid", /^Pyramid of .* by age/],
    ] as const) {
      await open(page, report);
      // A companion's chart may be drawn before the report's own.
      const svg = page.locator(`.chart-figure svg[role=img][aria-description^="${begins}"]`);
      await svg.waitFor();
      expect(await svg.getAttribute("aria-description")).toMatch(shape);
    }
    await context.close();
  });
}
