import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HomePlan } from "../../server/homePlan.ts";
import type { Served } from "../../server/http/serve.ts";
import { medicalCsv, medicalRow } from "../../server/load/testing.ts";
import { type Site, serveQuietly, signIn } from "./testing/site.ts";

/** Each test loads and builds more than once. */
const patience = 120_000;

/** From files to a load and back, in an empty home of its own. The tests go on where the one before them ended. */
export function loading(site: () => Site) {
  const dir = mkdtempSync(join(tmpdir(), "planlens-loading-"));
  let plan: HomePlan;
  let served: Served;
  let url: string;

  const file = (name: string, content: string) => {
    const path = join(dir, "vendor", name);
    mkdirSync(join(dir, "vendor"), { recursive: true });
    writeFileSync(path, content);
    return path;
  };
  const good = () =>
    file("claims.csv", medicalCsv([medicalRow(), medicalRow({ claim_id: "C2", paid_amount: "20.50" })]));

  beforeAll(async () => {
    plan = new HomePlan(join(dir, "home"), { threads: 2 });
    served = await serveQuietly(plan, site().webDir);
    url = served.url.replace(/\/$/, "");
  });
  afterAll(async () => {
    await served?.close();
    await plan?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const enter = (options?: BrowserContextOptions) => signIn(site().browser, served, options);

  /** Nothing that axe can find, light and dark, and nothing wider than a phone. */
  async function isSound(page: Page, what: string) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target.join(" ")}`));
      expect(found, `${what}, ${colorScheme}`).toEqual([]);
    }
    const size = page.viewportSize();
    await page.setViewportSize({ width: 390, height: 844 });
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(beyond, what).toBeLessThanOrEqual(0);
    if (size) await page.setViewportSize(size);
  }

  async function send(page: Page, paths: string[], vendor: string) {
    await page.setInputFiles("input[data-folder=false]", paths);
    await page.waitForURL("**/loads/new/**");
    await expect.poll(() => page.getByRole("button", { name: /^Remove / }).count()).toBe(paths.length);
    await page.getByLabel("Who sent them").fill(vendor);
    await page.getByRole("button", { name: /^Read/ }).click();
  }

  test(
    "an empty home has a place to drop files; they are read, shown and accepted, and a reload loses nothing",
    async () => {
      const { context, page } = await enter();
      await page.goto(`${url}/loads`);
      await page.getByRole("heading", { name: "No data has been loaded yet" }).waitFor();
      await isSound(page, "no loads");
      await send(page, [good()], "Harbor Health");
      await page.getByRole("heading", { name: /2 rows would be loaded, none rejected, \$100.50 paid/ }).waitFor();
      await isSound(page, "dry run");

      await page.reload();
      await page.getByRole("heading", { name: /2 rows would be loaded/ }).waitFor();
      await page.getByRole("button", { name: "Files", exact: false }).first().click();
      expect(await page.getByLabel("Who sent them").inputValue()).toBe("Harbor Health");
      await isSound(page, "files");

      await page.goto(`${url}/loads`);
      await page.getByRole("link", { name: /Harbor Health: claims.csv/ }).click();
      await page.getByRole("button", { name: "Go on to accept" }).click();
      await page.getByLabel("Add to what is there").waitFor();
      await isSound(page, "accept");
      await page.getByRole("button", { name: "Accept and build" }).click();
      await page.getByRole("heading", { name: "Load 1 is in" }).waitFor({ timeout: 60_000 });
      await isSound(page, "done");
      await page.getByRole("link", { name: "See load 1" }).click();
      await page.getByRole("heading", { name: "Load 1, Harbor Health" }).waitFor();
      await page.getByRole("heading", { name: "Findings" }).waitFor();
      await isSound(page, "load");
      await context.close();
    },
    patience,
  );

  test(
    "the vendor's figures are typed in and compared to the cent; a difference is accepted with a reason only",
    async () => {
      const { context, page } = await enter();
      await page.goto(`${url}/loads/new`);
      const path = file("march.csv", medicalCsv([medicalRow({ claim_id: "C9", paid_amount: "10.00" })]));
      await send(page, [path], "Harbor Health");
      await page.getByRole("heading", { name: /1 rows? would be loaded/ }).waitFor();
      await page.getByLabel("Paid", { exact: true }).fill("$10.01");
      await page.getByRole("button", { name: "Compare" }).click();
      await page.getByText(/differs by −?\$0\.01/).waitFor();
      await isSound(page, "control totals");
      await page.getByRole("button", { name: "Go on to accept" }).click();
      const accept = page.getByRole("button", { name: "Accept and build" });
      expect(await accept.isDisabled()).toBe(true);
      await page.getByLabel("Why it is accepted all the same").fill("Rounded in the vendor's report.");
      await accept.click();
      await page.getByRole("heading", { name: "Load 2 is in" }).waitFor({ timeout: 60_000 });
      await page.goto(`${url}/loads/2`);
      await page.getByText("Rounded in the vendor's report.").waitFor();
      await context.close();
    },
    patience,
  );

  test(
    "rejected rows are told with their lines, and taken knowingly",
    async () => {
      const { context, page } = await enter();
      await page.goto(`${url}/loads/new`);
      const many = Array.from({ length: 9 }, (_, i) => medicalRow({ claim_id: `D${i}` }));
      const rows = [...many, medicalRow({ claim_id: "D9", claim_start_date: "=1+2" })];
      await send(page, [file("april.csv", medicalCsv(rows))], "Harbor Health");
      await page.getByRole("heading", { name: /1 rejected/ }).waitFor();
      const rejected = page.getByRole("region", { name: "Rejected rows" });
      expect(await rejected.locator("tbody tr").first().textContent()).toMatch(/april\.csv.*claim_start_date.*11$/);
      await page.getByRole("button", { name: "Go on to accept" }).click();
      const accept = page.getByRole("button", { name: "Accept and build" });
      expect(await accept.isDisabled()).toBe(true);
      await page.getByLabel("Accept it all the same").check();
      await isSound(page, "accept knowingly");
      await accept.click();
      await page.getByRole("heading", { name: "Load 3 is in" }).waitFor({ timeout: 60_000 });
      await page.getByRole("link", { name: "See load 3" }).click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: /Download the 1 rejected/ }).click(),
      ]);
      const text = (await (await download.createReadStream()).toArray()).join("");
      expect(text).toContain("'=1+2");
      await context.close();
    },
    patience,
  );

  test(
    "a load is undone after a question, and brought back",
    async () => {
      const { context, page } = await enter();
      await page.goto(`${url}/loads/1`);
      await page.getByRole("button", { name: "Undo this load" }).click();
      await page.getByRole("dialog", { name: "Undo load 1?" }).waitFor();
      await isSound(page, "question");
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Undo this load" }).click();
      await page.getByRole("button", { name: "Undo load 1" }).click();
      await page.getByText("Load 1 is withdrawn").waitFor({ timeout: 60_000 });
      await isSound(page, "withdrawn");
      await page.goto(`${url}/loads`);
      await expect.poll(() => page.locator("tbody[data-state=withdrawn]").count()).toBe(1);
      await isSound(page, "loads");
      await page.goto(`${url}/loads/1`);
      await page.getByRole("button", { name: "Bring it back" }).click();
      await page.getByRole("dialog", { name: "Bring load 1 back?" }).waitFor();
      await page.getByRole("button", { name: "Bring load 1 back" }).click();
      await page.getByRole("button", { name: "Undo this load" }).waitFor({ timeout: 60_000 });
      await context.close();
    },
    patience,
  );

  test(
    "columns that nobody knows are said once, tried on the file's own rows, and read",
    async () => {
      const { context, page } = await enter();
      await page.goto(`${url}/loads/new`);
      const odd = [
        "CLM_NBR,LN_NO,SUBSCR_ID,SVC_FROM,SVC_TO,CHK_DT,BILLED,ALLOWED,PLAN_PD,CLM_TYP,SRC",
        "X1,1,S1,01/05/2025,01/06/2025,02/01/2025,200.00,150.00,120.00,professional,odd",
        "X2,1,S2,01/07/2025,01/08/2025,02/01/2025,300.00,250.00,220.00,professional,odd",
      ];
      await send(page, [file("MEDCLM.csv", `${odd.join("\n")}\n`)], "Odd Administrators");
      await page.getByRole("heading", { name: "MEDCLM.csv" }).waitFor();
      const table = page.getByLabel(/^What the rows of this file are/);
      if (await table.count()) await table.selectOption({ label: "Medical claims" });
      for (const [column, header] of [
        ["Claim ID", "CLM_NBR"],
        ["Claim line number", "LN_NO"],
        ["Member ID", "SUBSCR_ID"],
        ["Claim start date", "SVC_FROM"],
        ["Paid", "PLAN_PD"],
      ] as const) {
        const select = page.getByLabel(column, { exact: true });
        if ((await select.count()) === 0) await page.getByRole("button", { name: /^Show \d+ more/ }).click();
        await select.selectOption({ label: header });
      }
      await expect.poll(() => page.getByLabel("Claim start date: how dates are written").inputValue()).toMatch(/^M/);
      const read = page.getByRole("button", { name: "Read the files by this mapping" });
      await page.getByLabel("Claim ID", { exact: true }).selectOption("none");
      expect(await read.isDisabled()).toBe(true);
      await page.getByText(/^Still missing for MEDCLM\.csv, medical claims: claim id/i).waitFor();
      await page.getByLabel("Claim ID", { exact: true }).selectOption({ label: "CLM_NBR" });
      await page.getByRole("button", { name: "Files", exact: false }).first().click();
      await page.getByLabel("Who sent them").waitFor();
      await page.getByRole("button", { name: "Columns", exact: false }).first().click();
      expect(await page.getByLabel("Claim start date", { exact: true }).locator("option:checked").innerText()).toBe(
        "SVC_FROM",
      );
      await page.getByText("2025-01-05").first().waitFor();
      await isSound(page, "mapping");
      await page.getByRole("button", { name: "Read the files by this mapping" }).click();
      await page.getByRole("heading", { name: /2 rows would be loaded, none rejected, \$340\.00 paid/ }).waitFor();
      await page.goto(`${url}/scorecard`);
      await page.getByRole("heading", { name: "Scorecard" }).waitFor();
      await isSound(page, "scorecard");
      await context.close();
    },
    patience,
  );
}
