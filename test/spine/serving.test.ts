import type { ChildProcess } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { planlens, startPlanlens, tempDir } from "./commandLine.ts";

const folder = tempDir();
const home = join(folder, "home");
let server: ChildProcess;
let origin: string;
let cookie: string;

function extract(name: string, claim: string, paid: string): string {
  const path = join(folder, name);
  writeFileSync(
    path,
    `claim_id,claim_line_number,claim_type,person_id,claim_start_date,place_of_service_code,hcpcs_code,paid_amount,data_source
${claim},1,professional,P1,2025-03-01,11,99213,${paid},test
`,
  );
  return path;
}

async function paid(): Promise<string> {
  const response = await fetch(`${origin}/api/reports/cost-by-category?period=2025`, { headers: { cookie } });
  const { columns, totals } = await response.json();
  return totals[columns.findIndex((column: { name: string }) => column.name === "paid")];
}

beforeAll(async () => {
  expect((await planlens(["load", extract("one.csv", "C1", "10.25"), "--home", home])).code).toBe(0);
  server = startPlanlens(["serve", "--port", "0", "--home", home]);
  const link = await new Promise<string>((found) => {
    server.stdout?.on("data", (chunk: Buffer) => found(chunk.toString().trim()));
  });
  origin = new URL(link).origin;
  const signedIn = await fetch(link, { redirect: "manual" });
  cookie = (signedIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
});

afterAll(() => {
  server.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
});

describe("a server and the command line on one home", () => {
  it("load beside each other, and the server shows the new data", async () => {
    expect(await paid()).toBe("10.25");
    const loaded = await planlens(["load", extract("two.csv", "C2", "5.50"), "--home", home]);
    expect(loaded.code, loaded.err).toBe(0);
    expect(await paid()).toBe("15.75");
    const undone = await planlens(["undo", "1", "--home", home]);
    expect(undone.code, undone.err).toBe(0);
    expect(await paid()).toBe("5.50");
  });

  it("answer as of an earlier load once it has been built, and build it when asked", async () => {
    const warehouses = join(home, "warehouse");
    const current = `${readFileSync(join(warehouses, "current"), "utf8").trim()}.duckdb`;
    for (const name of readdirSync(warehouses)) {
      if (name.endsWith(".duckdb") && name !== current) rmSync(join(warehouses, name));
    }
    const ask = () => fetch(`${origin}/api/reports/cost-by-category?period=2025&as_of=1`, { headers: { cookie } });
    const first = await ask();
    const { error } = await first.json();
    expect([first.status, error?.code]).toEqual([409, "not-built"]);
    const job = await fetch(`${origin}/api/jobs/${error.detail.job}`, {
      headers: { cookie, accept: "text/event-stream" },
    });
    expect(await job.text()).toContain("done");
    const second = await ask();
    expect((await second.json()).totals).toContain("10.25");
    expect(await paid()).toBe("5.50");
  });

  it("gives nothing to somebody who has not signed in", async () => {
    const response = await fetch(`${origin}/api/reports/cost-by-category?period=2025`);
    expect([response.status, (await response.json()).error.code]).toEqual([401, "not-signed-in"]);
  });
});
