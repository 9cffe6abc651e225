import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { rejectsOf } from "./rejects.ts";
import { Bench, medicalCsv, medicalHeader, medicalRow } from "./testing.ts";

const bench = new Bench();
afterAll(() => bench.close());

/** Reasons of the one bad row among good ones, told and kept. */
async function reasonsFor(row: string): Promise<string[]> {
  const good = Array.from({ length: sampled }, (_, n) => medicalRow({ claim_line_number: `${n}` }));
  const path = bench.write("dirty.csv", medicalCsv([...good, row, medicalRow({ claim_line_number: "-1" })]));
  const error = await bench.refusal(path);
  expect(error.code).toBe("rejected-rows");
  expect(error.message).toContain(`1 of ${sampled + 2} rows cannot be loaded.`);
  expect(error.message).toContain(`dirty.csv, line ${sampled + 2}`);
  const { manifest, stagingDir } = await bench.load(path, { force: true });
  expect(manifest.tables.medical_claim).toMatchObject({ rows: sampled + 2, loaded: sampled + 1, rejected: 1 });
  const [reject] = await rejectsOf(stagingDir, "medical_claim");
  expect(reject).toMatchObject({ file: "dirty.csv", line: sampled + 2, row: sampled + 1 });
  return reject?.reasons ?? [];
}

/** So many good rows go before, that the file is taken for one written the usual way. */
const sampled = 60;

const spans = "person_id,enrollment_start_date,enrollment_end_date,birth_date";

describe("rejected rows", () => {
  const date = "not a date written YYYY-MM-DD";
  const amount = "not an amount written like 1234.50";
  it.each<[string, Record<string, string>, string[]]>([
    ["a day that no calendar has", { paid_date: "2023-02-29" }, [`paid_date: ${date}`]],
    ["a date the American way", { paid_date: "02/01/2024" }, [`paid_date: ${date}`]],
    ["a date in digits", { paid_date: "20240201" }, [`paid_date: ${date}`]],
    ["a date with slashes", { paid_date: "2024/02/01" }, [`paid_date: ${date}`]],
    ["a date of short parts", { paid_date: "2024-2-1" }, [`paid_date: ${date}`]],
    ["a date with a time of day", { paid_date: "2024-02-01 13:30:00" }, [`paid_date: ${date}`]],
    ["a date of five-digit year", { paid_date: "20240-02-01" }, [`paid_date: ${date}`]],
    ["infinity for a date", { paid_date: "infinity" }, [`paid_date: ${date}`]],
    ["epoch for a date", { paid_date: "epoch" }, [`paid_date: ${date}`]],
    ["a year of another millennium", { paid_date: "3024-02-01" }, ["paid_date: a year that cannot be right"]],
    ["a year too long ago", { paid_date: "1024-02-01" }, ["paid_date: a year that cannot be right"]],
    ["a new year's eve too far", { paid_date: "3024-12-31" }, ["paid_date: a year that cannot be right"]],
    ["a spreadsheet's day number", { paid_date: "45292" }, [`paid_date: ${date}`]],
    ["a word for an amount", { paid_amount: "N/A" }, [`paid_amount: ${amount}`]],
    ["NaN", { paid_amount: "NaN" }, [`paid_amount: ${amount}`]],
    ["infinity for an amount", { paid_amount: "-inf" }, [`paid_amount: ${amount}`]],
    ["an amount in scientific notation", { paid_amount: "1.2E+03" }, [`paid_amount: ${amount}`]],
    ["an amount with a currency sign", { paid_amount: "$5.00" }, [`paid_amount: ${amount}`]],
    ["an amount with underscores", { paid_amount: "1_000" }, [`paid_amount: ${amount}`]],
    ["an amount beyond all measure", { paid_amount: "12345678901234567.00" }, [`paid_amount: ${amount}`]],
    ["a signed overpunch", { paid_amount: "500{" }, [`paid_amount: ${amount}`]],
    ["half a line", { claim_line_number: "1.5" }, ["claim_line_number: not a whole number"]],
    ["a line in hexadecimal", { claim_line_number: "0x10" }, ["claim_line_number: not a whole number"]],
    ["no claim number", { claim_id: "" }, ["claim_id: empty"]],
    ["blanks for a claim number", { claim_id: "  " }, ["claim_id: empty"]],
    ["no line number", { claim_line_number: "" }, ["claim_line_number: empty"]],
    ["an end before the start", { claim_end_date: "2024-01-14" }, ["claim_end_date: before claim_start_date"]],
    [
      "a claim type of its own",
      { claim_type: "dental" },
      ["claim_type: not one of professional, institutional, undetermined"],
    ],
    [
      "an id that a spreadsheet has rounded",
      { claim_id: "1.23457E+15" },
      ["claim_id: turned into a rounded number by a spreadsheet (like 1.2E+15)"],
    ],
    [
      "several faults at once",
      { claim_id: "", paid_date: "soon", allowed_amount: "x", claim_end_date: "2023-12-31" },
      ["claim_id: empty", `paid_date: ${date}`, `allowed_amount: ${amount}`, "claim_end_date: before claim_start_date"],
    ],
  ])("tell of %s", async (_, fields, reasons) => {
    expect(await reasonsFor(medicalRow(fields))).toEqual(reasons);
  });

  it.each([
    ["too few columns", medicalRow().replace(",tpa", ""), "(row): 11 columns where the header has 12"],
    ["too many columns", `${medicalRow()},more`, "(row): 13 columns where the header has 12"],
    ["a lone word", "Total", "(row): 1 column where the header has 12"],
    [
      "text after a quote",
      medicalRow({ member_id: '"M"1' }),
      "member_id: a quotation mark within the field or after its end",
    ],
  ])("tell of a row with %s", async (_, row, reason) => {
    expect(await reasonsFor(row)).toEqual([reason]);
  });

  it.each([["2024-02-01 00:00:00"], ["2024-02-01T00:00:00.000"], ["2024-02-01 00:00"]])(
    "are not made of a date with midnight, %s",
    async (paid_date) => {
      const { stagingDir } = await bench.load(bench.write("midnight.csv", medicalCsv([medicalRow({ paid_date })])));
      expect(await bench.rows(`select paid_date from '${join(stagingDir, "medical_claim.parquet")}'`)).toEqual([
        ["2024-02-01"],
      ]);
    },
  );

  it("are not made of what is well", async () => {
    const rows = [
      medicalRow({ claim_id: "12E05", paid_amount: "+5", claim_line_number: "01" }),
      medicalRow({
        claim_id: "0E110",
        paid_amount: "5.",
        claim_line_number: "2.0",
        charge_amount: "9999999999999999.99",
      }),
      medicalRow({ claim_id: "A+B", claim_end_date: "9999-12-31", paid_amount: "0005.10" }),
      medicalRow({ claim_id: "A-B", claim_end_date: "3000-01-01", paid_amount: "0.00" }),
      medicalRow({ claim_id: "A*B", claim_start_date: "1899-12-31", paid_amount: "0.00" }),
    ];
    const { manifest } = await bench.load(bench.write("well.csv", medicalCsv(rows)));
    expect(manifest.tables.medical_claim).toMatchObject({
      loaded: 5,
      rejected: 0,
      totals: { paid_amount: { sum: "15.10" } },
    });
  });

  it("tell of enrollment that ends before it begins, and take open spans", async () => {
    const csv = `${spans}\nP1,2024-01-01,,1980-01-01\nP2,2024-01-01,2099-12-31,1980-01-01\nP3,2024-05-01,2024-04-30,1980-01-01\n,2024-01-01,,\n`;
    const error = await bench.refusal(bench.write("spans.csv", csv));
    expect(error.message).toContain("line 4, column enrollment_end_date: before enrollment_start_date (1 row)");
    expect(error.message).toContain("line 5, column person_id: empty (1 row)");
  });

  it("are named by physical line where fields run over line ends, rows are empty, or a file is packed", async () => {
    const note = '"two\r\nlines"';
    const lines = (rows: string[]) => medicalCsv(rows, "\r\n");
    const bad = medicalRow({ paid_amount: "x" });
    const cases: [string, string | Uint8Array, number][] = [
      ["quoted.csv", lines([medicalRow({ data_source: note }), medicalRow({ data_source: note }), bad]), 6],
      ["gaps.csv", lines([medicalRow(), "", "", bad]), 5],
      ["late.csv", `\r\n${lines([medicalRow(), bad])}`, 4],
      [
        "wide.csv",
        lines([medicalRow({ data_source: note }), bad])
          .replace("data_source", '"data\nsource"')
          .replace("data\nsource", "data_source"),
        4,
      ],
      ["packed.csv.gz", gzipSync(lines([medicalRow({ data_source: note }), bad])), 4],
      ["short.csv", lines([medicalRow({ data_source: note }), `${bad},`, "1,2"]), 4],
    ];
    for (const [name, content, line] of cases) {
      const path = bench.write(name, content);
      expect((await bench.refusal(path)).message).toContain(`${name}, line ${line}, column paid_amount`);
      const { stagingDir } = await bench.load(path, { force: true });
      expect((await rejectsOf(stagingDir, "medical_claim"))[0]).toMatchObject({ line });
    }
  });

  it("are kept as they stood, with their file, beside what was loaded", async () => {
    const odd = `x_note,${medicalHeader},Note\nkeep,${medicalRow()},a\n  spaced ,${medicalRow({ paid_amount: " x" })},b\none,five\n`;
    const paths = [bench.write("a.csv", medicalCsv([medicalRow({ claim_id: "A" })])), bench.write("b.csv", odd)];
    const { manifest, stagingDir } = await bench.load(paths, { force: true });
    expect(manifest.files.map(({ name, rows, loaded, rejected }) => [name, rows, loaded, rejected])).toEqual([
      ["a.csv", 1, 1, 0],
      ["b.csv", 3, 1, 2],
    ]);
    expect(manifest.tables.medical_claim).toMatchObject({
      totals: { paid_amount: { sum: "160.00", given: 2 }, allowed_amount: { sum: "200.00", given: 2 } },
      rejectedTotals: {
        paid_amount: { given: 0, notGiven: 2 },
        allowed_amount: { sum: "100.00", given: 1, notGiven: 1 },
      },
    });
    expect(await rejectsOf(stagingDir, "medical_claim")).toEqual([
      {
        file: "b.csv",
        line: 3,
        row: 2,
        reasons: [expect.stringContaining("paid_amount: not an amount written like")],
        original: expect.objectContaining({ x_note: "  spaced ", claim_id: "C1", paid_amount: " x", Note: "b" }),
      },
      { file: "b.csv", line: 4, row: 3, reasons: ["(row): 2 columns where the header has 14"], original: "one,five" },
    ]);
    expect(await rejectsOf(stagingDir, "medical_claim", { limit: 1 })).toHaveLength(1);
    await expect(rejectsOf(stagingDir, "eligibility")).rejects.toThrow(
      "The load has no eligibility. It has: medical_claim.",
    );
  });

  it("are told of every table at once, each with its own file", async () => {
    bench.write("both/claims.csv", medicalCsv([medicalRow(), medicalRow({ paid_date: "soon" })]));
    bench.write("both/spans.csv", `${spans}\nP1,2024-01-01,,\nP2,,,\n`);
    const error = await bench.refusal(join(bench.dir, "both"));
    expect(error.message).toMatch(
      /2 of 4 rows[\s\S]*claims\.csv, line 3, column paid_date[\s\S]*spans\.csv, line 3, column enroll/,
    );
    const { manifest, stagingDir } = await bench.load(`${join(bench.dir, "both")}/`, { force: true });
    expect(await bench.rows(`select distinct source_file from '${join(stagingDir, "eligibility.parquet")}'`)).toEqual([
      ["1"],
    ]);
    expect(manifest.files[1]?.name).toBe("spans.csv");
    expect(await rejectsOf(stagingDir, "eligibility")).toMatchObject([{ file: "spans.csv", line: 3, row: 2 }]);
  });

  it("are told by kind, with the first few lines, and no value of a row", async () => {
    const rows = Array.from({ length: 50 }, (_, n) =>
      medicalRow({ claim_line_number: String(n), paid_amount: n % 5 === 0 ? "secret" : "1" }),
    );
    rows[7] = medicalRow({ paid_date: "secret" });
    const error = await bench.refusal(bench.write("kinds.csv", medicalCsv(rows)));
    expect(error.message.replace("1,234", "1234")).toBe(
      [
        "11 of 50 rows cannot be loaded.",
        `- kinds.csv, lines 2, 7, 12, …, column paid_amount: ${amount} (10 rows)`,
        `- kinds.csv, line 9, column paid_date: ${date} (1 row)`,
        "Nothing was changed. Mend the file and load it again, or load it without these rows with --force; they are kept with the reason.",
      ].join("\n"),
    );
    expect(JSON.stringify(error.detail)).not.toContain("secret");
  });
});
