import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Bench, medicalCsv, medicalRow } from "./testing.ts";

const bench = new Bench();
afterAll(() => bench.close());

async function parquet(name: string, select: string): Promise<string> {
  const path = join(bench.dir, name);
  await bench.rows(`copy (${select}) to '${path}' (format parquet)`);
  return path;
}

const typed = `select 'C' || i as claim_id, i::integer as claim_line_number, 'professional' as claim_type, i::bigint as "Person ID",
  date '2024-01-15' as claim_start_date, timestamp '2024-01-16 00:00:00' as claim_end_date, i + 0.125::double as paid_amount,
  timestamptz '2024-02-01 00:00:00+00' as paid_date, (i + 0.5)::float as allowed_amount, 7.0::double as member_id,
  true as in_network_flag from range(1, 3) t(i)`;

describe("prepareLoad of Parquet", () => {
  it("takes the types that writers use", async () => {
    const { manifest, stagingDir } = await bench.load(await parquet("typed.parquet", typed));
    expect(manifest.files[0]).toMatchObject({ format: "parquet", rows: 2, loaded: 2, roundedValues: 2 });
    expect(
      await bench.rows(`select claim_id, claim_line_number, person_id, claim_start_date, claim_end_date, paid_amount, paid_date,
        allowed_amount, member_id, in_network_flag, source_row from '${join(stagingDir, "medical_claim.parquet")}'`),
    ).toEqual([
      ["C1", "1", "1", "2024-01-15", "2024-01-16", "1.13", "2024-02-01", "1.50", "7", "true", "1"],
      ["C2", "2", "2", "2024-01-15", "2024-01-16", "2.13", "2024-02-01", "2.50", "7", "true", "2"],
    ]);
  });

  it("gives what the same rows give as CSV, and stands beside it in one load", async () => {
    const csv = medicalCsv([medicalRow(), medicalRow({ claim_id: "C2", allowed_amount: "" })]);
    const path = bench.write("same.csv", csv);
    const copy = await parquet("same.parquet", `select * from read_csv('${path}', all_varchar = true)`);
    const { manifest, stagingDir } = await bench.load([path, copy]);
    const staged = join(stagingDir, "medical_claim.parquet");
    expect(
      await bench.rows(`select count(*) from (select * exclude (source_file) from '${staged}' where source_file = 0
      except all select * exclude (source_file) from '${staged}' where source_file = 1)`),
    ).toEqual([["0"]]);
    expect(manifest.files.map(({ totals }) => totals.paid_amount?.sum)).toEqual(["160.00", "160.00"]);
  });

  it("rejects rows and names them by number", async () => {
    const path = await parquet("bad.parquet", typed.replace("i + 0.125::double", "if(i = 2, 'nan', '1.5')::double"));
    const error = await bench.refusal(path);
    expect(error.code).toBe("rejected-rows");
    expect(error.message).toContain("bad.parquet, row 2, column paid_amount: not an amount");
  });

  it.each([
    ["a list", "[1.5] as paid_amount", "paid_amount", "DECIMAL(2,1)[]"],
    ["a truth value for an amount", "true as paid_amount", "paid_amount", "BOOLEAN"],
    ["a number for a date", "20240115 as claim_start_date", "claim_start_date", "INTEGER"],
    ["bytes for an id", "'C1'::blob as claim_id", "claim_id", "BLOB"],
  ])("refuses %s", async (_, column, name, type) => {
    const path = await parquet("wrong.parquet", `select * exclude (${name}), ${column} from (${typed})`);
    const error = await bench.refusal(path);
    expect(error.code).toBe("unreadable-file");
    expect(error.message).toContain(`wrong.parquet, column ${name}: the column's type is ${type}`);
  });

  it("refuses one that is damaged or cut off", async () => {
    const whole = readFileSync(await parquet("whole.parquet", typed));
    const zeroed = Buffer.from(whole);
    zeroed.fill(0, 4, whole.length - 900);
    for (const [name, bytes] of Object.entries({ cut: whole.subarray(0, -20), head: whole.subarray(0, 6), zeroed })) {
      const error = await bench.refusal(bench.write(`${name}.parquet`, bytes));
      expect([name, error.code]).toEqual([name, "unreadable-file"]);
      expect(error.message).toContain(`${name}.parquet: this is not a whole Parquet file`);
    }
  });

  it("refuses one without rows, and one that lacks a column", async () => {
    const none = await bench.refusal(await parquet("none.parquet", `${typed} limit 0`));
    expect(none.message).toContain("none.parquet: there is a header and no row below it");
    const lacking = await bench.refusal(
      await parquet("lacking.parquet", `select * exclude (claim_id) from (${typed})`),
    );
    expect(lacking.code).toBe("unknown-layout");
    expect(lacking.message).toContain("this looks like medical_claim, but lacks column claim_id");
  });
});
