import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Served, serve } from "./serve.ts";
import { createMemoryPlan } from "./testing/memoryPlan.ts";
import { testDesk } from "./testing/testDesk.ts";

const executablePath = [process.env.PLANLENS_CHROMIUM, "/usr/bin/chromium"].find((path) => path && existsSync(path));

/** What a page's own script sees: the session, a job's stream, and whether an inline script ran. */
const script = `
  const session = await fetch("/api/session");
  document.body.dataset.session = session.status;
  if (session.ok) {
    const id = crypto.randomUUID();
    const events = new EventSource("/api/jobs/" + id);
    const states = [];
    events.onmessage = ({ data }) => {
      states.push(JSON.parse(data).state);
      document.body.dataset.states = states.join(" ");
      if (states.at(-1) !== "running") events.close();
    };
    await fetch("/api/reports/plan-summary", { headers: { "X-Request-Id": id } });
  }
`;

describe.skipIf(!executablePath)("in a browser", () => {
  const webDir = mkdtempSync(join(tmpdir(), "planlens-browser-"));
  let browser: Browser;
  let served: Served;

  beforeAll(async () => {
    writeFileSync(
      join(webDir, "index.html"),
      `<!doctype html><body>Planlens<script type="module" src="/main.js"></script>
      <script>document.body.dataset.inline = "ran";</script></body>`,
    );
    writeFileSync(join(webDir, "main.js"), script);
    const plan = createMemoryPlan();
    plan.state.beforeReport = () => new Promise((resolve) => setTimeout(resolve, 300));
    served = await serve({ plan, desk: testDesk(), actor: "pat", version: "1.2.3", port: 0, log: () => {}, webDir });
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  });

  afterAll(async () => {
    await browser?.close();
    await served?.close();
    rmSync(webDir, { recursive: true, force: true });
  });

  test("the link signs in, the page follows its job, and no inline script runs", async () => {
    const page = await browser.newPage();
    await page.goto(served.newSignInLink());
    expect(page.url()).toBe(served.url);
    await page.waitForSelector('body[data-session="200"]');
    await page.waitForSelector('body[data-states$="done"]');
    expect(await page.getAttribute("body", "data-inline")).toBeNull();
    await page.close();
  });

  test("the link signs in when it is clicked on another site's page too", async () => {
    const link = served.newSignInLink();
    const mail = createServer((_, response) => {
      response.setHeader("Content-Type", "text/html").end(`<a href="${link}">Sign in</a>`);
    });
    await new Promise<void>((resolve) => mail.listen(0, "127.0.0.1", resolve));
    const page = await browser.newPage();
    await page.goto(`http://localhost:${(mail.address() as AddressInfo).port}/`);
    await page.click("a");
    await page.waitForSelector('body[data-session="200"]');
    expect(page.url()).toBe(served.url);
    await page.goBack();
    await page.click("a");
    await page.waitForSelector("h1");
    expect(await page.textContent("h1")).toContain("has been used");
    await page.click("a");
    await page.waitForSelector('body[data-session="200"]');
    await page.close();
    mail.closeAllConnections();
    mail.close();
  });

  test("whoever comes without the link is not signed in", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(served.url);
    await page.waitForSelector('body[data-session="401"]');
    await context.close();
  });
});
