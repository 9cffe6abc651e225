import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHome } from "../../server/home/home.ts";
import { warehousePath } from "../../server/warehouse/build.ts";
import { currentDigest } from "../../server/warehouse/current.ts";
import { openEngine, withConnection } from "../../server/warehouse/engine.ts";
import { planlens, tempDir } from "./commandLine.ts";

const folder = tempDir();
const extracts = join(folder, "extracts");
const homes = { one: join(folder, "one"), four: join(folder, "four") };

beforeAll(async () => {
  const made = await planlens(["generate", "--employees", "2000", "--years", "2", "--seed", "7", "--out", extracts]);
  expect(made.code, made.err).toBe(0);
  for (const home of Object.values(homes)) {
    const loaded = await planlens(["load", extracts, "--home", home]);
    expect(loaded.code, loaded.err).toBe(0);
  }
  for (const [name, home] of Object.entries(homes)) {
    rmSync(warehousePath(openHome(home), currentDigest(openHome(home)) ?? ""));
    const built = await planlens(["build", "--threads", name === "one" ? "1" : "4", "--home", home]);
    expect(built.code, built.err).toBe(0);
  }
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the same loads, built on one thread and on four", () => {
  it("have the same digest and equal tables", async () => {
    const [one, four] = Object.values(homes).map((home) => {
      const digest = currentDigest(openHome(home)) ?? "";
      return { digest, path: warehousePath(openHome(home), digest) };
    });
    expect(one?.digest).toBe(four?.digest);
    const engine = await openEngine(":memory:");
    try {
      await withConnection(engine, async (connection) => {
        await connection.run(`attach '${one?.path}' as a (read_only)`);
        await connection.run(`attach '${four?.path}' as b (read_only)`);
        const tables = await connection.runAndReadAll(
          "select schema_name, table_name from duckdb_tables() where database_name = 'a' order by all",
        );
        expect(tables.currentRowCount).toBeGreaterThan(8);
        for (const [schema, table] of tables.getRows()) {
          for (const [x, y] of ["ab", "ba"]) {
            const { value } = (
              await connection.runAndReadAll(
                `select count(*)::integer as value from (from ${x}.${schema}.${table} except all from ${y}.${schema}.${table})`,
              )
            ).getRowObjects()[0] as { value: number };
            expect([`${schema}.${table}`, value]).toEqual([`${schema}.${table}`, 0]);
          }
        }
      });
    } finally {
      engine.closeSync();
    }
  });

  it("give every report in the same bytes, asked with one thread and with four", { timeout: 240_000 }, async () => {
    const { reports } = JSON.parse((await planlens(["reports", "--json"])).out) as { reports: { id: string }[] };
    expect(reports.length).toBeGreaterThan(6);
    for (const { id } of reports) {
      const ask = (home: string, threads: string) =>
        planlens(["report", id, "--format", "json", "--threads", threads, "--home", home]);
      const [a, b] = await Promise.all([ask(homes.one, "1"), ask(homes.four, "4")]);
      expect([id, a.code, a.err]).toEqual([id, 0, ""]);
      expect(a.out === b.out, id).toBe(true);
    }
  });
});
