import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { HomePlan } from "../../../server/homePlan.ts";
import { homeDesk } from "../../../server/http/loading/homeDesk.ts";
import type { LoadDesk } from "../../../server/http/loading/loadDesk.ts";
import { type Served, serve } from "../../../server/http/serve.ts";
import type { OpenPlan, ReportOptions } from "../../../server/openPlan.ts";
import { planlens, root } from "../../spine/commandLine.ts";
import { findChromium, launchChromium } from "./chromium.ts";

export interface Site {
  url: string;
  browser: Browser;
  home: string;
  /** The built page. */
  webDir: string;
  /** A context that is signed in, and a page in it. */
  signIn(options?: BrowserContextOptions): Promise<{ context: BrowserContext; page: Page }>;
  newSignInLink(): string;
  /** Runs before each report: to wait, to fail. Put back by the one who sets it. */
  meddle: { before: (id: string, options: ReportOptions) => Promise<void> };
  close(): Promise<void>;
}

/** The page, freshly built, on a real server over a small generated plan. */
export async function openSite({ employees }: { employees: number }): Promise<Site> {
  const dir = mkdtempSync(join(tmpdir(), "planlens-page-"));
  const [webDir, extracts, home] = [join(dir, "web"), join(dir, "extracts"), join(dir, "home")];
  buildPage(webDir);
  await run(["generate", "--employees", String(employees), "--years", "3", "--seed", "7", "--out", extracts]);
  await run(["load", extracts, "--home", home]);
  const plan = new HomePlan(home);
  const meddle: Site["meddle"] = { before: async () => {} };
  const served = await serveQuietly(meddled(plan, meddle), webDir, homeDesk(plan));
  const browser = await launchChromium(findChromium());
  return {
    url: served.url.replace(/\/$/, ""),
    browser,
    home,
    webDir,
    newSignInLink: () => served.newSignInLink(),
    signIn: (options) => signIn(browser, served, options),
    meddle,
    async close() {
      await browser.close();
      await served.close();
      await plan.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** As a process of its own: inside a test it would become a page for tests, with React's checks in it. */
function buildPage(outDir: string): void {
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const args = [vite, "build", "--outDir", outDir, "--emptyOutDir", "--logLevel", "error"];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (status !== 0) throw new Error(`The page could not be built: ${stderr}`);
}

export function serveQuietly(plan: OpenPlan, webDir: string, desk?: LoadDesk): Promise<Served> {
  return serve({ plan, desk, actor: "pat", version: "0.0.0", port: 0, log: () => {}, webDir });
}

/** Opens a context by a link of its own. */
export async function signIn(browser: Browser, served: Pick<Served, "newSignInLink">, options?: BrowserContextOptions) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(served.newSignInLink());
  return { context, page };
}

async function run(args: string[]): Promise<void> {
  const { code, err } = await planlens(args);
  if (code !== 0) throw new Error(`planlens ${args[0]} ended with ${code}: ${err}`);
}

function meddled(plan: OpenPlan, meddle: Site["meddle"]): OpenPlan {
  return {
    dir: plan.dir,
    planName: plan.planName,
    digest: () => plan.digest(),
    onSwitch: (listener) => plan.onSwitch(listener),
    catalogue: (profile) => plan.catalogue(profile),
    method: (id, profile, version) => plan.method(id, profile, version),
    ask: (question, params, options) => plan.ask(question, params, options),
    stamp: () => plan.stamp(),
    filters: (profile, options) => plan.filters(profile, options),
    loads: () => plan.loads(),
    norms: () => plan.norms(),
    build: (options) => plan.build(options),
    close: () => plan.close(),
    async report(id, params, options) {
      await meddle.before(id, options);
      return plan.report(id, params, options);
    },
  };
}
