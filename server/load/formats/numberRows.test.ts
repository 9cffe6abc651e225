import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openEngine } from "../../warehouse/engine.ts";
import { numberRows } from "./numberRows.ts";

describe("numberRows", () => {
  const folder = mkdtempSync(join(tmpdir(), "planlens-number-"));
  let engine: DuckDBInstance;
  let connection: DuckDBConnection;
  beforeAll(async () => {
    engine = await openEngine(":memory:", { threads: 2 });
    connection = await engine.connect();
  });
  afterAll(() => {
    connection.closeSync();
    engine.closeSync();
    rmSync(folder, { recursive: true });
  });

  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();

  it.each([
    { name: "one run", runs: [10], group: 122880 },
    { name: "one row", runs: [1], group: 122880 },
    { name: "runs that end within a row group", runs: [5000, 1, 3000, 700], group: 2048 },
    { name: "runs longer than a row group, and one that is empty", runs: [6000, 0, 8192], group: 2048 },
    { name: "numbers of several bytes", runs: [400_000], group: 122880 },
  ])("numbers $name and leaves the rest as it was", async ({ runs, group }) => {
    const path = join(folder, "x.parquet");
    const total = runs.reduce((sum, each) => sum + each, 0);
    const ends = runs.map((_, at) => runs.slice(0, at + 1).reduce((sum, each) => sum + each, 0));
    const run = `list_sum(list_transform([${ends}], lambda e: if(e <= i, 1, 0)))`;
    await connection.run(`create or replace table t as select i, ${run} as run, 'v' || i as v, if(i % 3 = 0, null, i / 7.0) as d
      from range(${total}) x(i)`);
    await connection.run(`copy t to '${path}' (format parquet, compression zstd, row_group_size ${group})`);
    await numberRows(path, "source_row", runs);

    expect(
      await rows(`select count(*) from (select * exclude source_row from '${path}' except all select * from t)`),
    ).toEqual([["0"]]);
    expect(
      await rows(`select count(*) from '${path}'
        where source_row is distinct from i + 1 - [0, ${ends}][run::integer + 1]`),
    ).toEqual([["0"]]);
    expect(await rows(`select count(*), count(source_row) from '${path}'`)).toEqual([[String(total), String(total)]]);
    expect(await rows(`select count(*) from '${path}' where source_row = 1`)).toEqual([
      [String(runs.filter((each) => each > 0).length)],
    ]);
  });

  it("refuses runs that do not hold all rows", async () => {
    const path = join(folder, "y.parquet");
    await connection.run(`copy (select 1 as a from range(10)) to '${path}'`);
    await expect(numberRows(path, "source_row", [9])).rejects.toThrow("more rows");
  });
});
