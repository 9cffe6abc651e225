import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Site } from "./testing/site.ts";

const phone = { width: 390, height: 844 };

/** No violation that axe can find, light and dark, and nothing wider than a phone. */
export function accessibility(site: () => Site) {
  async function paths(page: Page): Promise<string[]> {
    await page.waitForSelector("h1.answer");
    const links = await page.getByRole("navigation", { name: "Reports" }).getByRole("link").all();
    const found = await Promise.all(links.map((link) => link.getAttribute("href")));
    const reports = found.filter((href): href is string => href !== null && href !== "/reports/claim-lines");
    return [
      ...reports,
      "/reports/claim-lines?period=2025-03",
      "/reports/cost-by-category?compare=prior-year&profile=committee",
      "/reports/cost-by-category?show=method",
      "/reports/claim-lines?period=2019",
      "/reports/nowhere",
      "/loads/1",
      "/loads/new",
    ];
  }

  async function settle(page: Page) {
    await page.waitForSelector("h1");
    await page.waitForFunction(() => !document.querySelector(".skeleton, .chart-waiting, [aria-busy=true]"));
    await page.evaluate(() => document.fonts.ready.then(() => true));
  }

  async function violations(page: Page, what: string): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${what}: ${id} at ${node.target.join(" ")}`));
  }

  test.each(["light", "dark"] as const)(
    "axe finds nothing on any page, %s",
    async (colorScheme) => {
      const { context, page } = await site().signIn({ colorScheme });
      for (const path of await paths(page)) {
        await page.goto(site().url + path);
        await settle(page);
        expect(await violations(page, path)).toEqual([]);
      }
      await context.close();
    },
    300_000,
  );

  test.each(["light", "dark"] as const)("axe finds nothing in what opens, %s", async (colorScheme) => {
    const { context, page } = await site().signIn({ colorScheme });
    await page.goto(`${site().url}/reports/cost-by-month`);
    await settle(page);
    for (const name of [/^Period/, /^Comparison/, /^Filters/, /^View as/, /^Download/]) {
      await page.getByRole("button", { name }).click();
      expect(await violations(page, String(name))).toEqual([]);
      await page.keyboard.press("Escape");
    }
    await context.close();
    const signedOut = await site().browser.newContext({ colorScheme });
    const other = await signedOut.newPage();
    await other.goto(site().url);
    await other.waitForSelector("h1");
    expect(await violations(other, "signed out")).toEqual([]);
    await signedOut.close();
  });

  test("on a phone no page is wider than the screen, and the menu leads everywhere", async () => {
    const { context, page } = await site().signIn();
    const all = await paths(page);
    await page.setViewportSize(phone);
    for (const path of all) {
      await page.goto(site().url + path);
      await settle(page);
      const beyond = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(beyond, path).toBeLessThanOrEqual(0);
    }
    await page.goto(`${site().url}/reports/cost-by-month`);
    await page.getByRole("button", { name: "Menu" }).click();
    const dialog = page.getByRole("dialog");
    expect(await violations(page, "menu")).toEqual([]);
    await dialog.getByRole("link", { name: "Pharmacy", exact: true }).click();
    await page.waitForURL("**/reports/pharmacy");
    await dialog.waitFor({ state: "detached" });
    await context.close();
  }, 180_000);
}
