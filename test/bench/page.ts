import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { productPaths } from "../../server/root.ts";
import { findChromium, launchChromium } from "../browser/testing/chromium.ts";
import { median } from "./measure.ts";
import type { Measured } from "./result.ts";
import { startServer } from "./server.ts";
import { watchPlanlens } from "./watched.ts";

/** The weight of the first screen, and how long a changed filter takes to settle on the demonstration plan. */
export async function page(rounds: number): Promise<Measured[]> {
  const index = join(productPaths.web, "index.html");
  const settles: Measured = { part: "page", what: "A changed filter settles", unit: "ms", measured: null, budget: 300 };
  if (!existsSync(index)) return [{ ...settles, note: "the page has not been built: npm run build" }];
  const weight: Measured = {
    part: "page",
    what: "Script of the first screen, gzipped",
    unit: "kB",
    measured: kilobytes(index),
    budget: 300,
  };
  const chromium = findChromium();
  if (!chromium) return [weight, { ...settles, note: "no Chromium here" }];
  const times = await settling(chromium, Math.max(rounds, 5));
  return [
    weight,
    {
      ...settles,
      measured: median(times),
      note: "plan summary of the demonstration plan: from the change of the address to the new figures in the table",
    },
  ];
}

function kilobytes(index: string): number {
  const scripts = [...readFileSync(index, "utf8").matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(
    (match) => match[1] ?? "",
  );
  const sizes = [...new Set(scripts)].map(
    (path) => gzipSync(readFileSync(join(productPaths.web, path)), { level: 9 }).length,
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

/** Milliseconds from a change of the address inside the page to the report being there, filter by filter. */
async function settling(chromium: string, rounds: number): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), "planlens-bench-"));
  const [extracts, home] = [join(folder, "extracts"), join(folder, "home")];
  try {
    await watchPlanlens(["generate", "--out", extracts]);
    await watchPlanlens(["load", extracts, "--home", home]);
    const server = await startServer(home);
    const browser = await launchChromium(chromium);
    try {
      const { filters } = JSON.parse(await server.get("/api/filters"));
      const plans: string[] = filters
        .find((each: { name: string }) => each.name === "plan")
        .values.map((each: { value: string }) => each.value);
      const context = await browser.newContext();
      await context.addCookies([{ ...server.cookie, url: server.origin }]);
      // The loader that runs this file gives functions their names by a helper of its own.
      await context.addInitScript({ content: "globalThis.__name = (each) => each" });
      const tab = await context.newPage();
      await tab.goto(`${server.origin}/reports/plan-summary`);
      await tab.waitForSelector("article.report[aria-busy=false] table");
      const times: number[] = [];
      for (let round = 0; round < rounds; round += 1)
        times.push(
          await tab.evaluate(
            changeFilter,
            `?plan=${encodeURIComponent(plans[round % plans.length] ?? "")}&sex=${round % 2 ? "Female" : "Male"}`,
          ),
        );
      return times;
    } finally {
      await browser.close();
      await server.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs in the page. */
function changeFilter(search: string): Promise<number> {
  const start = performance.now();
  const answer = document.querySelector("article.report")?.textContent;
  history.pushState({}, "", location.pathname + search);
  return new Promise((settled) => {
    const look = () => {
      const report = document.querySelector("article.report");
      if (
        report?.getAttribute("aria-busy") === "false" &&
        report.textContent !== answer &&
        report.querySelector("table")
      )
        settled(performance.now() - start);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
