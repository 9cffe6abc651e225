import { createInterface } from "node:readline";
import { DuckDBInstance } from "@duckdb/node-api";
import { openHome } from "../../server/home/home.ts";
import { readCatalogue } from "../../server/reports/catalogue.ts";
import { compose } from "../../server/reports/compose.ts";
import { splitList } from "../../server/reports/ownParameter.ts";
import { parsePeriod } from "../../server/reports/period.ts";
import { warehousePath } from "../../server/warehouse/build.ts";
import { currentDigest } from "../../server/warehouse/current.ts";
import { timed } from "./measure.ts";

/** In a process of its own: for each line `REPORT PERIOD` runs the report's SQL in the engine alone and prints the milliseconds. */
const home = openHome(process.argv[2] ?? "");
const engine = await DuckDBInstance.create(warehousePath(home, currentDigest(home) ?? ""), {
  access_mode: "READ_ONLY",
});
const connection = await engine.connect();
const { reports } = readCatalogue();
for await (const line of createInterface({ input: process.stdin })) {
  const [id = "", period = ""] = line.split(" ");
  const report = reports.get(id);
  if (!report) throw new Error(`no report ${id}`);
  const own = Object.fromEntries(
    Object.entries(report.spec.own).map(([name, { type }]) => {
      const text = report.spec.defaults[name] ?? null;
      return [name, text !== null && type === "list" ? splitList(text) : text];
    }),
  );
  const { sql, bound } = compose(report.file.sql, {
    period: parsePeriod(period, home.settings.fiscalYearStartMonth),
    basis: "incurred",
    slice: {},
    own,
    paidLimit: null,
    counted: false,
  });
  const values = Object.fromEntries(Object.entries(bound).map(([name, { value }]) => [name, value]));
  const types = Object.fromEntries(Object.entries(bound).map(([name, { type }]) => [name, type]));
  const ms = await timed(async () => (await connection.runAndReadAll(sql, values, types)).getRows());
  console.log(ms.toFixed(3));
}
connection.disconnectSync();
engine.closeSync();
