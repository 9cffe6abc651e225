import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Site } from "./testing/site.ts";

const phone = { width: 390, height: 844 };

/** No violation that axe can find, light and dark, and nothing wider than a phone. */
export function accessibility(site: () => Site) {
  /** A page of each build: every kind of chart and table, what opens beside a report, and the pages that are none. */
  const paths = [
    "/reports",
    "/reports/plan-summary",
    "/reports/why-it-changed",
    "/reports/enrollment-mix-plan",
    "/reports/migration-by-plan",
    "/reports/age-sex",
    "/reports/cost-and-use?compare=prior-year",
    "/reports/cost-heat-map",
    "/reports/services",
    "/reports/pharmacy-net",
    "/reports/concentration",
    "/reports/claim-lines?period=2025-03&limit=200",
    "/reports/cost-by-category?compare=prior-year&profile=committee",
    "/reports/cost-by-category?show=method",
    "/reports/claim-lines?period=2019",
    "/reports/nowhere",
    "/loads",
    "/loads/1",
    "/loads/new",
    "/scorecard",
    "/glossary",
  ];

  async function settle(page: Page) {
    await page.waitForSelector("h1");
    await page.waitForFunction(() => !document.querySelector(".skeleton, .chart-waiting, [aria-busy=true]"));
    await page.evaluate(() => document.fonts.ready.then(() => true));
  }

  /** In the dark only the colours differ. */
  async function violations(page: Page, what: string, colorScheme: "light" | "dark" = "light"): Promise<string[]> {
    const axe = new AxeBuilder({ page });
    const { violations } = await (colorScheme === "dark" ? axe.withRules(["color-contrast"]) : axe).analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${what}: ${id} at ${node.target.join(" ")}`));
  }

  test("axe finds nothing on any page, light and dark, and none is wider than a phone", async () => {
    const { context, page } = await site().signIn();
    const wide = page.viewportSize() ?? { width: 1280, height: 720 };
    for (const path of paths) {
      await page.goto(site().url + path);
      await settle(page);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await violations(page, `${path}, ${colorScheme}`, colorScheme)).toEqual([]);
      }
      await page.emulateMedia({ colorScheme: "light" });
      await page.setViewportSize(phone);
      await page.waitForTimeout(60);
      const beyond = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(beyond, path).toBeLessThanOrEqual(0);
      await page.setViewportSize(wide);
    }
    await context.close();
  }, 300_000);

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

  test("on a phone the menu leads everywhere", async () => {
    const { context, page } = await site().signIn({ viewport: phone });
    await page.goto(`${site().url}/reports/cost-by-month`);
    await page.getByRole("button", { name: "Menu" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("link", { name: "All reports" }).waitFor();
    expect(await violations(page, "menu")).toEqual([]);
    await dialog.getByRole("button", { name: "Pharmacy" }).click();
    await dialog.getByRole("link", { name: "Pharmacy", exact: true }).click();
    await page.waitForURL("**/reports/pharmacy");
    await dialog.waitFor({ state: "detached" });
    await context.close();
  });
}
