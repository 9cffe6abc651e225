import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CheckBook, checkBook } from "../../server/load/checks/check.ts";
import { foundRowsOf } from "../../server/load/checks/checkRows.ts";
import { relationsOf } from "../../server/load/checks/judged.ts";
import { runChecks } from "../../server/load/checks/runChecks.ts";
import { cases } from "./cases.ts";
import { TinyLoads } from "./tinyLoad.ts";

/** Every rule of queries/checks, each put to a few rows of which it must find the bad ones and no other. */
describe("the checks", () => {
  let loads: TinyLoads;

  beforeAll(async () => {
    loads = await TinyLoads.open();
  });

  afterAll(() => loads.close());

  it("have a case each", () => {
    const { checks } = checkBook();
    const expected = checks.flatMap(({ check, tables }) => tables.map((table) => `${check} ${table}`));
    const tried = cases.flatMap(({ check, table }) => `${check} ${table}`);
    expect(tried.sort()).toEqual([...new Set(tried)].sort());
    expect(expected.filter((each) => !tried.includes(each))).toEqual([]);
    expect(tried.filter((each) => !expected.includes(each))).toEqual([]);
    expect(checks.length).toBeGreaterThanOrEqual(60);
  });

  it.each(cases)("$check finds the bad row of $table and not the good one", async (each) => {
    const { check, table, bad, good = [], others = {}, held, found = bad.length, says } = each;
    const { connection } = loads;
    const load = await loads.stage({ [table]: [...bad, ...good], ...others });
    const earlier = held ? [await loads.hold(held)] : [];
    const book = bookOf(check);
    const results = await runChecks({ connection, ...load, held: earlier, book });
    const result = results.find((one) => one.table === table);
    expect(result).toMatchObject({ check, table, rows: found });
    expect(result?.message).toMatch(/\S/);
    expect(result?.message).not.toMatch(/\{\w+\}|none that can be named/);
    if (says) expect(result?.message).toContain(says);
    const rows = await foundRowsOf({ connection, ...load, held: earlier, check, limit: 100, book });
    const own = rows.filter((row) => row.table === table && row.row !== null).map(({ row }) => row);
    expect(own).toEqual(bad.map((_, at) => at + 1));
  });
});

/** One rule and what it reads. */
function bookOf(check: string): CheckBook {
  const { checks, relations } = checkBook();
  const only = checks.filter((each) => each.check === check);
  return {
    checks: only,
    relations: relationsOf(
      { relations },
      only.flatMap((each) => each.with),
    ),
  };
}
