import { spawn } from "node:child_process";
import { join } from "node:path";
import { openHome } from "../../server/home/home.ts";
import { readCatalogue } from "../../server/reports/catalogue.ts";
import { compose } from "../../server/reports/compose.ts";
import { parsePeriod } from "../../server/reports/period.ts";
import { warehousePath } from "../../server/warehouse/build.ts";
import { currentDigest } from "../../server/warehouse/current.ts";
import { Warehouse } from "../../server/warehouse/warehouse.ts";
import { interleaved, timed } from "./measure.ts";

/** Each report through the server (HTTP, envelope as JSON) against the same SQL in the engine alone, both warm. */
export async function reportOverhead(home: string, period: string, rounds: number) {
  const server = spawn(
    process.execPath,
    ["--import", "tsx", join(import.meta.dirname, "../../server/main.ts"), "serve", "--port", "0", "--home", home],
    { stdio: ["ignore", "pipe", "ignore"], env: { ...process.env, UV_THREADPOOL_SIZE: "16" } },
  );
  const digest = currentDigest(openHome(home)) ?? "";
  const warehouse = await Warehouse.open(warehousePath(openHome(home), digest), digest);
  try {
    const link = await new Promise<string>((found) => {
      server.stdout.on("data", (chunk: Buffer) => found(chunk.toString().trim()));
    });
    const { origin } = new URL(link);
    const signedIn = await fetch(link, { redirect: "manual" });
    const cookie = (signedIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const results = [];
    for (const report of readCatalogue().reports.values()) {
      // Lines are looked at by the month, everything else by the year.
      const asked = report.spec.people ? period : `${period.slice(0, 4)}-03`;
      const compare = report.spec.parameters.includes("compare") ? "&compare=none" : "";
      const own = Object.fromEntries(Object.keys(report.spec.own).map((name) => [name, null]));
      const { sql, bound } = compose(report.file.sql, {
        period: parsePeriod(asked, 7),
        basis: "incurred",
        slice: {},
        own,
        paidLimit: null,
        counted: false,
      });
      const url = `${origin}/api/reports/${report.id}?period=${asked}${compare}`;
      const overHttp = async () => {
        const response = await fetch(url, { headers: { cookie, "accept-encoding": "identity" } });
        const text = await response.text();
        if (!response.ok) throw new Error(`${report.id}: ${text}`);
      };
      const alone = () => warehouse.query(sql, bound);
      const { a, b } = await interleaved(
        () => timed(overHttp),
        () => timed(alone),
        rounds,
      );
      results.push({ report: report.id, server: a, alone: b, budget: b * 1.2 + 5, within: a <= b * 1.2 + 5 });
    }
    return results;
  } finally {
    warehouse.close();
    server.kill("SIGTERM");
  }
}
