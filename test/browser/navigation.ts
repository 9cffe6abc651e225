import { expect, test } from "vitest";
import type { Site } from "./testing/site.ts";

/** The whole page by the keyboard alone. */
export function navigation(site: () => Site) {
  test("a report is found by typing and opened without the mouse", async () => {
    const { context, page } = await site().signIn();
    await page.waitForSelector("h1.answer");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the content");

    await page.keyboard.press("Control+k");
    await page.keyboard.type("presc");
    const links = page.getByRole("navigation", { name: "Reports" }).getByRole("link");
    expect((await links.allTextContents()).join()).toContain("Pharmacy");
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("A");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/reports/pharmacy");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");

    await page.keyboard.press("/");
    await page.keyboard.type("zebra");
    await page.getByText("No report has “zebra”.").waitFor();
    await page.keyboard.press("Escape");
    expect(await links.count()).toBeGreaterThan(5);
    await context.close();
  });

  test("filters are set, a line opened and the method read without the mouse", async () => {
    const { context, page } = await site().signIn();
    await page.goto(`${site().url}/reports/cost-by-month`);
    await page.waitForSelector("h1.answer");
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const focusBy = async (selector: string) => {
      for (let i = 0; i < 80; i++) {
        if (await page.evaluate((css) => document.activeElement?.matches(css), selector)) return;
        await press("Tab");
      }
      throw new Error(`Tab never reaches ${selector}`);
    };
    await focusBy(".chip[data-dashed=true] .chip-main");
    await press("Enter");
    await page.waitForFunction(() => document.activeElement?.matches(".choice-list button"));
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Plan");
    await press("Enter");
    await page.waitForFunction(() => document.activeElement?.matches(".value-list input"));
    await press("Space", "Enter");
    await page.waitForURL((url) => url.searchParams.has("plan"));
    await page.waitForSelector(".report-body[data-dimmed=false]");
    await focusBy("tbody th a");
    await press("Enter");
    await page.waitForURL((url) => url.searchParams.has("via"));
    await page.waitForSelector(".report-body[data-dimmed=false]");
    await focusBy(".foot-open a");
    await press("Enter");
    await page.getByRole("dialog").waitFor();
    await press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await context.close();
  });

  test("a long table is a region that the keyboard reaches and scrolls", async () => {
    const { context, page } = await site().signIn();
    await page.goto(`${site().url}/reports/claim-lines?period=2025-03`);
    await page.waitForSelector("h1.answer");
    const region = page.locator(".long-table");
    expect(await region.getAttribute("tabindex")).toBe("0");
    await region.focus();
    await page.keyboard.press("End");
    await page.waitForFunction(() => (document.querySelector(".long-table")?.scrollTop ?? 0) > 1000);
    await context.close();
  });
}
