import { cpSync } from "node:fs";
import { basename, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { PlanlensError } from "../../server/errors.ts";
import { HomePlan } from "../../server/homePlan.ts";
import { type Site, serveQuietly, signIn } from "./testing/site.ts";

/** Loading, stopped, empty, withheld, failed, signed out, without data and with new data: each says what it is. */
export function states(site: () => Site) {
  afterEach(() => {
    site().meddle.before = async () => {};
  });

  /** Makes each report wait until it is let go or stopped, and counts how often `watched` was stopped. */
  function holdReports(watched: string) {
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let stopped = 0;
    site().meddle.before = (id, { signal, onProgress }) =>
      new Promise((resolve, reject) => {
        onProgress?.({ fraction: 0.4, message: "Counting member months" });
        signal?.addEventListener("abort", () => {
          if (id === watched) stopped += 1;
          reject(new PlanlensError("cancelled", "Stopped."));
        });
        void gate.then(resolve);
      });
    return {
      letGo: () => {
        site().meddle.before = async () => {};
        letGo();
      },
      stopped: () => stopped,
    };
  }

  test("loading keeps its place, says how far it is after a while, and is stopped by a button", async () => {
    const { context, page } = await site().signIn();
    await page.waitForSelector("h1.answer");
    const held = holdReports("cost-by-service");
    await page.goto(`${site().url}/reports/cost-by-service?period=2024`);
    await page.waitForSelector(".skeleton");
    expect(await page.locator("h1").count()).toBe(1);
    await page.getByText("Counting member months").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("heading", { name: "You stopped this report" }).waitFor();
    await expect.poll(held.stopped).toBe(1);
    held.letGo();
    await page.getByRole("button", { name: "Work it out" }).click();
    await page.waitForSelector("h1.answer");
    await context.close();
  });

  test("a changed filter dims the former result until the new one is there", async () => {
    const { context, page } = await site().signIn();
    await page.goto(`${site().url}/reports/cost-by-plan`);
    await page.waitForSelector(".report-body[data-dimmed=false]");
    const sentence = await page.textContent("h1");
    const held = holdReports("cost-by-plan");
    await page.getByRole("button", { name: /^Period/ }).click();
    await page.getByRole("button", { name: "2023", exact: true }).click();
    await page.waitForSelector(".report-body[data-dimmed=true]");
    expect(await page.textContent("h1")).toBe(sentence);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("You stopped this.").waitFor();
    held.letGo();
    await page.getByRole("button", { name: "Work it out after all" }).click();
    await page.waitForFunction(() => document.querySelector(".basis-line")?.textContent?.includes("2023"));
    await page.waitForSelector(".report-body[data-dimmed=false]");
    await context.close();
  });

  test("an empty answer says what to try", async () => {
    const { context, page } = await site().signIn();
    await page.goto(`${site().url}/reports/claim-lines?period=2019&plan=PPO`);
    await page.getByRole("heading", { name: "Nothing was found for 2019" }).waitFor();
    await page.getByRole("button", { name: "Show the report with its defaults" }).click();
    await page.waitForURL((url) => url.search === "");
    await context.close();
  });

  test("withheld figures are marked and explained, and where all are withheld the page says why", async () => {
    const { context, page } = await site().signIn();
    await page.goto(`${site().url}/reports/cost-by-category?profile=committee`);
    await page.waitForSelector(".withheld");
    expect(await page.textContent(".table-notes")).toMatch(/figures? withheld.*fewer than 11/i);
    expect(await page.getByRole("button", { name: "Filters" }).count()).toBe(0);
    const few = "profile=sponsor-summary&plan=HMO&status=COBRA&period=2025-03";
    await page.goto(`${site().url}/reports/cost-by-tier?${few}`);
    await page.getByRole("heading", { name: "Too few people to show" }).waitFor();
    expect(await page.textContent("main")).toContain("A wider question can be answered");
    await page.goto(`${site().url}/reports/cost-by-category?profile=committee&plan=PPO`);
    await page.getByRole("heading", { name: "This view does not show that" }).waitFor();
    await context.close();
  });

  test("a failure says what happened, with the request's id, and tries again", async () => {
    const { context, page } = await site().signIn();
    site().meddle.before = async () => {
      throw new Error("a secret of the inside");
    };
    await page.goto(`${site().url}/reports/cost-by-tier`);
    await page.getByRole("heading", { name: "This could not be worked out" }).waitFor();
    expect(await page.textContent("main")).toMatch(/Request [0-9a-f-]{36}/);
    expect(await page.textContent("main")).not.toContain("secret");
    site().meddle.before = async () => {};
    await page.getByRole("button", { name: "Try again" }).click();
    await page.waitForSelector("h1.answer");
    await page.goto(`${site().url}/reports/cost-by-tier?plan=Nowhere`);
    await page.getByRole("heading", { name: "A filter does not fit this data" }).waitFor();
    await context.close();
  });

  test("whoever is signed out is told how to get a link, and sees nothing of the plan", async () => {
    const context = await site().browser.newContext();
    const page = await context.newPage();
    await page.goto(`${site().url}/reports/plan-summary`);
    await page.getByRole("heading", { name: "You are signed out" }).waitFor();
    expect(await page.textContent("body")).toContain("npm start");
    await context.close();
  });

  test("an address that leads nowhere says so", async () => {
    const { context, page } = await site().signIn();
    await page.goto(`${site().url}/reports/nowhere`);
    await page.getByRole("heading", { name: "There is no such report" }).waitFor();
    await page.goto(`${site().url}/nowhere`);
    await page.getByRole("heading", { name: "There is no such page" }).waitFor();
    await page.getByRole("link", { name: "Open the first report" }).click();
    await page.waitForURL("**/reports/plan-summary");
    await context.close();
  });

  test("a home without data says how to load some, and new data come by themselves", async () => {
    const home = join(site().home, "..", "other");
    const plan = new HomePlan(home);
    const served = await serveQuietly(plan, site().webDir);
    try {
      const { context, page } = await signIn(site().browser, served);
      await page.getByRole("heading", { name: "No data has been loaded yet" }).waitFor();
      cpSync(join(site().home, "loads"), join(home, "loads"), { recursive: true });
      const [from, to] = [join(site().home, "warehouse"), join(home, "warehouse")];
      cpSync(from, to, { recursive: true, filter: (path) => basename(path) !== "current" });
      cpSync(join(from, "current"), join(to, "current"));
      await page.waitForSelector("h1.answer", { timeout: 30_000 });
      await page.getByText("New data arrived").waitFor();
      await context.close();
    } finally {
      await served.close();
      await plan.close();
    }
  });
}
