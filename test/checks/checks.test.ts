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
    expect(expected.filter((each) => !tried.includes(each))).toEqual([]);
    expect(tried.filter((each) => !expected.includes(each))).toEqual([]);
    expect(checks.length).toBeGreaterThanOrEqual(60);
  });

  it.each(cases)("$check finds the bad row of $table and not the good one", async (each) => {
    const { check, table, bad, good = [], others = {}, held, vendors, found = bad.length, says } = each;
    const { connection } = loads;
    const load = await loads.stage({ [table]: [...bad, ...good], ...others }, vendors && { vendor: vendors[0] });
    const earlier = held ? [await loads.hold(held, 1, vendors?.[1])] : [];
    const book = bookOf(check);
    const results = await runChecks({ connection, ...load, held: earlier, book });
    const result = results.find((one) => one.table === table);
    expect(result).toMatchObject({ check, table, rows: found });
    if (found > 0) expect(result?.message).toMatch(/\S/);
    expect(result?.message).not.toMatch(/\{\w+\}|none that can be named/);
    if (says) expect(result?.message).toContain(says);
    const rows = await foundRowsOf({ connection, ...load, held: earlier, check, limit: 100, book });
    const own = rows.filter((row) => row.table === table && row.row !== null).map(({ row }) => row);
    expect(own).toEqual(bad.map((_, at) => at + 1));
    if (found > 0) expect(result?.ofRows).toBe(bad.length > 0);
  });

  it("show the line that rejects show, and what stood in the cells that could not be read", async () => {
    const { connection } = loads;
    const load = await loads.stage({
      medical_claim: [
        {
          claim_id: "C1",
          rejected: "CHK DT: not a date written YYYY-MM-DD; claim_id: empty",
          kept: '{"line":7,"row":{"CHK DT":"31/31/2025","PROC":"36415","claim_id":null}}',
        },
      ],
    });
    const rows = await foundRowsOf({ connection, ...load, held: [], check: "dates-unreadable", limit: 9 });
    expect(rows).toMatchObject([{ line: 7, row: 1, values: { "CHK DT": "31/31/2025", claim_id: "C1" } }]);
    expect(rows[0]?.values).not.toHaveProperty("PROC");
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
