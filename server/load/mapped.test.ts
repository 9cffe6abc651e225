import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Mapping } from "./mapping/mapping.ts";
import { Bench } from "./testing.ts";

const bench = new Bench();
afterAll(() => bench.close());

/** One file of claims of three kinds, of which two are taken. */
const mapping: Mapping = {
  name: "three-kinds",
  vendor: "Three Kinds",
  files: [
    {
      when: { columns: ["number", "kind"] },
      tables: [
        {
          table: "medical_claim",
          where: { column: "kind", in: ["M"] },
          columns: {
            claim_id: "number",
            claim_line_number: { constant: "1" },
            person_id: "person",
            claim_start_date: { from: "day", date: "YYYYMMDD" },
            paid_amount: { from: "cents", amount: "implied" },
          },
        },
        {
          table: "pharmacy_claim",
          where: { column: "kind", in: ["R"] },
          columns: {
            claim_id: "number",
            claim_line_number: { constant: "1" },
            person_id: "person",
            dispensing_date: { from: "day", date: "YYYYMMDD" },
            paid_amount: { from: "cents", amount: "implied" },
          },
        },
      ],
    },
  ],
};
const header = "Number,Kind,Person,Day,Cents";
const rows = [
  "A,M,P1,20240115,1234",
  "B,R,P1,20240116,500",
  "C,V,P2,20240117,1",
  "D,M,P2,20240230,700",
  "E,R,P3,20240118,12x",
  "F,M,P3,20240119,-50",
];
const text = (end = "\n") => [header, ...rows, ""].join(end);

describe("a file that fills two tables", () => {
  it.each([
    ["plain", text(), 5],
    ["with gaps", text("\n\n"), 9],
    ["with a torn row", text().replace("B,R", "torn,row\nB,R"), 6],
    ["with a field over two lines", text().replace("P1", '"P\n1"'), 6],
  ])("gives each row to its table, %s", async (name, csv, line) => {
    const { manifest, stagingDir } = await bench.load(bench.write(`${name}.csv`, csv), { mapping, onRejects: "keep" });
    const torn = name === "with a torn row" ? 1 : 0;
    expect(manifest.files.map((file) => [file.table, file.rows, file.loaded, file.rejected, file.setAside])).toEqual([
      ["medical_claim", 4 + torn, 2, 1 + torn, 1],
      ["pharmacy_claim", 2, 1, 1, 0],
    ]);
    expect(manifest.tables.medical_claim?.totals.paid_amount).toEqual({ sum: "11.84", given: 2, notGiven: 0 });
    expect(manifest.tables.medical_claim?.rejectedTotals.paid_amount?.sum).toBe("7.00");
    expect(manifest.tables.pharmacy_claim?.totals.paid_amount?.sum).toBe("5.00");
    const kept = (table: string) =>
      bench.rows(
        `select claim_id, source_row, reject_reason, reject_row->'row'->>'Kind' from '${join(stagingDir, `${table}.parquet`)}'
        where claim_id is not null`,
      );
    expect(await kept("medical_claim")).toEqual([
      ["A", "1", null, null],
      ["C", `${3 + torn}`, "(set aside)", "V"],
      ["D", `${4 + torn}`, "Day: not a date written YYYYMMDD", "M"],
      ["F", `${6 + torn}`, null, null],
    ]);
    expect(await kept("pharmacy_claim")).toEqual([
      ["B", `${2 + torn}`, null, null],
      ["E", `${5 + torn}`, expect.stringMatching(/^Cents: not an amount/), "R"],
    ]);
    const [[at]] = (await bench.rows(
      `select reject_row->>'line' from '${join(stagingDir, "medical_claim.parquet")}' where claim_id = 'D'`,
    )) as [[string | null]];
    expect(Number(at ?? 5)).toBe(line);
  });

  it("stands beside files of our own names in one load", async () => {
    bench.write("both/three.csv", text());
    bench.write(
      "both/own.csv",
      "claim_id,claim_line_number,claim_start_date,paid_amount,person_id\nX,1,2024-01-01,1.00,P\n",
    );
    const records = [{ mapping, id: "three-kinds", version: 3 }];
    const { manifest, stagingDir } = await bench.load(join(bench.dir, "both"), { records, onRejects: "keep" });
    expect(manifest.layout).toBe("tuva, three-kinds");
    expect(manifest.vendor).toBe(null);
    expect(manifest.files.map(({ name, table, mapping }) => [name, table, mapping])).toEqual([
      ["own.csv", "medical_claim", null],
      ["three.csv", "medical_claim", { id: "three-kinds", version: "3" }],
      ["three.csv", "pharmacy_claim", { id: "three-kinds", version: "3" }],
    ]);
    expect(
      await bench.rows(
        `select source_file, source_row, claim_id from '${join(stagingDir, "medical_claim.parquet")}' where reject_reason is null`,
      ),
    ).toEqual([
      ["0", "1", "X"],
      ["1", "1", "A"],
      ["1", "6", "F"],
    ]);
  });
});

it("a load is another one under another mapping, or in another mode", async () => {
  const path = bench.write("named.csv", text());
  const id = async (options: Parameters<Bench["load"]>[1]) =>
    (await bench.load(path, { mapping, onRejects: "keep", ...options })).manifest.load_id;
  const first = await id({});
  expect(await id({})).toBe(first);
  const [file] = mapping.files;
  const other = { ...mapping, files: file ? [{ ...file, nulls: ["?"] }] : [] };
  expect(await id({ mapping: other })).not.toBe(first);
  expect(await id({ mode: { kind: "replace-all" } })).not.toBe(first);
});
