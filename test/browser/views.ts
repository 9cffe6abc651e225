import { expect, test } from "vitest";
import type { Site } from "./testing/site.ts";
import { tableOnScreen } from "./testing/table.ts";

/** What one sees is in the address: it can be changed, reloaded, taken back and handed on. */
export function views(site: () => Site) {
  test("the link opens the plan summary", async () => {
    const { context, page } = await site().signIn();
    await page.waitForSelector("h1.answer");
    expect(new URL(page.url()).pathname).toBe("/reports/plan-summary");
    expect(await page.textContent("h1")).toMatch(/The plan paid \$[\d.,]+ for each member/);
    expect(await page.locator("h1").count()).toBe(1);
    expect(await page.title()).toBe("Plan summary · Planlens");
    await page.waitForSelector(".chart-figure svg[role=img][aria-label][aria-description]");
    await context.close();
  });

  test("a filter and the period are changed, stand in the address, and a reload shows the same", async () => {
    const { context, page } = await site().signIn();
    await page.goto(`${site().url}/reports/cost-by-category`);
    await page.waitForSelector("h1.answer");
    const whole = await tableOnScreen(page);
    expect(new URL(page.url()).search).toBe("");

    await page.getByRole("button", { name: "Filters" }).click();
    await page.getByRole("button", { name: "Plan", exact: true }).click();
    await page.getByLabel("PPO", { exact: true }).check();
    await page.getByRole("button", { name: "Show 1" }).click();
    await page.waitForURL("**/cost-by-category?plan=PPO");
    await page.waitForSelector(".report-body[data-dimmed=false]");
    const filtered = await tableOnScreen(page);
    expect(filtered).not.toEqual(whole);

    await page.getByRole("button", { name: /^Period/ }).click();
    await page.getByRole("button", { name: "2024", exact: true }).click();
    await page.waitForURL((url) => url.searchParams.get("period") === "2024");
    await page.waitForFunction(() => document.querySelector(".basis-line")?.textContent?.includes("2024"));
    await page.waitForSelector(".report-body[data-dimmed=false]");
    const shown = await tableOnScreen(page);
    expect(new URL(page.url()).search).toBe("?plan=PPO&period=2024");

    await page.reload();
    await page.waitForSelector("h1.answer");
    expect(await tableOnScreen(page)).toEqual(shown);

    await page.goBack();
    await page.waitForURL("**/cost-by-category?plan=PPO");
    await page.waitForFunction(() => document.querySelector(".basis-line")?.textContent?.includes("2025"));
    await page.waitForSelector(".report-body[data-dimmed=false]");
    expect(await tableOnScreen(page)).toEqual(filtered);

    await page.getByRole("button", { name: "Clear Plan" }).click();
    await page.waitForURL((url) => url.search === "");
    await context.close();
  });

  test("the default is not written, and going back to it takes it away", async () => {
    const { context, page } = await site().signIn();
    await page.goto(`${site().url}/reports/plan-summary`);
    const comparison = page.getByRole("button", { name: /^Comparison/ });
    await comparison.click();
    await page.getByRole("button", { name: /^Nothing/ }).click();
    await page.waitForURL("**/plan-summary?compare=none");
    await comparison.click();
    await page.getByRole("button", { name: /^The year before/ }).click();
    await page.waitForURL((url) => url.search === "");
    await context.close();
  });

  test("filters go along to the next report, and one that it does not have is said to be unused", async () => {
    const { context, page } = await site().signIn();
    await page.goto(`${site().url}/reports/cost-by-category?plan=PPO&basis=paid`);
    await page.getByLabel("Find a report", { exact: true }).fill("incurred and paid by month");
    const reports = page.getByRole("navigation", { name: "Reports" });
    await reports.getByRole("link", { name: /^Incurred and paid by month/ }).click();
    await page.waitForURL("**/reports/incurred-paid*");
    expect(new URL(page.url()).search).toBe("?basis=paid&plan=PPO");
    await page.waitForSelector("h1.answer");
    expect(await page.textContent(".chip-unused")).toContain("not used here");
    await context.close();
  });

  test("a line leads down, and the way back keeps the filters as they were", async () => {
    const { context, page } = await site().signIn();
    await page.goto(`${site().url}/reports/cost-by-month?plan=PPO`);
    await page.getByRole("link", { name: "Mar 2025" }).click();
    await page.waitForURL((url) => url.searchParams.get("period") === "2025-03");
    await page.waitForSelector("h1.answer");
    const down = new URL(page.url());
    expect(down.searchParams.get("plan")).toBe("PPO");
    expect(down.searchParams.get("via")).toBe("cost-by-month;period=");
    await page.getByRole("navigation", { name: "The way here" }).getByRole("link").click();
    await page.waitForURL("**/reports/cost-by-month?plan=PPO");
    await context.close();
  });

  test("the table is sorted by its headings, and the address says how", async () => {
    const { context, page } = await site().signIn();
    await page.goto(`${site().url}/reports/cost-by-category`);
    await page.getByRole("button", { name: "Plan paid", exact: true }).click();
    await page.waitForURL((url) => url.searchParams.get("sort") === "-paid");
    expect(await page.getByRole("columnheader", { name: "Plan paid", exact: true }).getAttribute("aria-sort")).toBe(
      "descending",
    );
    await page.waitForSelector("h1.answer");
    const paid = (await page.locator("tbody tr td:nth-child(6)").allTextContents()).map((text) =>
      Number(text.replace(/[$,]/g, "").replace("−", "-")),
    );
    expect(paid.length).toBeGreaterThan(3);
    await context.close();
  });

  test("the method says question, definitions and SQL", async () => {
    const { context, page } = await site().signIn();
    await page.goto(`${site().url}/reports/cost-by-category`);
    await page.getByRole("link", { name: "SQL" }).click();
    await page.waitForURL("**?show=sql");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("grouping sets").waitFor();
    expect(await dialog.textContent()).toContain("Where does the money go?");
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => url.search === "");
    await context.close();
  });

  test("colours follow the system until one is chosen, which is remembered", async () => {
    const { context, page } = await site().signIn({ colorScheme: "dark" });
    const scheme = () => page.locator("html").getAttribute("data-mantine-color-scheme");
    await page.waitForSelector("h1.answer");
    expect(await scheme()).toBe("dark");
    await page.getByRole("button", { name: "Light" }).click();
    expect(await scheme()).toBe("light");
    await page.reload();
    expect(await scheme()).toBe("light");
    await context.close();
  });
}
