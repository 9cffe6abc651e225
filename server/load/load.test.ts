import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { Manifest } from "./manifest.ts";
import { Bench, medicalCsv, medicalHeader, medicalRow, shared } from "./testing.ts";

const bench = new Bench();
afterAll(() => bench.close());

const tuva = join(shared, "data", "tuva");

describe.skipIf(!existsSync(tuva))("prepareLoad on published extracts", () => {
  it("takes what it recognizes of a folder, to the cent, and says what it leaves", async () => {
    const { manifest, unread } = await bench.load(join(tuva, "integration-10-members"));
    expect(manifest.tables.medical_claim).toMatchObject({
      rows: 2075,
      loaded: 2075,
      rejected: 0,
      repeatedKeys: 0,
      totals: {
        paid_amount: { sum: "163818.97", given: 1707, notGiven: 368 },
        allowed_amount: { sum: "96643.28", given: 1575, notGiven: 500 },
      },
    });
    expect(manifest.tables.pharmacy_claim).toMatchObject({
      rows: 291,
      loaded: 291,
      totals: {
        paid_amount: { sum: "45827.28", given: 291, notGiven: 0 },
        allowed_amount: { sum: "84560.97", given: 291, notGiven: 0 },
      },
    });
    expect(manifest.tables.eligibility).toMatchObject({
      rows: 31,
      loaded: 31,
      firstDate: "2016-01-01",
      lastDate: "2018-12-31",
      totals: {},
    });
    expect(unread.map(({ name }) => name)).toEqual([
      "appointment_seed.csv",
      "immunization_seed.csv",
      "lab_result_seed.csv",
      "observation_seed.csv",
    ]);
    expect(manifest.unread).toEqual(unread);
  });

  it("takes the demonstration set, whose other files are none of ours", async () => {
    const { manifest, unread } = await bench.load(join(tuva, "demo-1000-members"));
    expect(manifest.tables.eligibility?.loaded).toBe(2309);
    expect(manifest.tables.pharmacy_claim?.loaded).toBe(12_019);
    expect(unread.map(({ name }) => name)).toEqual(["_seeds.yml", "immunization.csv", "provider_attribution.csv"]);
  });
});

describe("prepareLoad", () => {
  it("writes typed rows, in the order of the file and numbered, and a manifest that says so", async () => {
    const csv = medicalCsv([
      medicalRow(),
      medicalRow({ claim_line_number: "2", paid_amount: "-12.5", allowed_amount: "", claim_type: "Institutional" }),
    ]);
    const { manifest, stagingDir } = await bench.load(bench.write("typed.csv", csv));
    const path = join(stagingDir, "medical_claim.parquet");
    expect(await bench.rows(`select * from '${path}'`)).toEqual([
      [
        "C1",
        "1",
        "professional",
        "P1",
        "M1",
        "2024-01-15",
        "2024-01-16",
        "2024-02-01",
        "80.00",
        "100.00",
        "150.00",
        "tpa",
        "0",
        null,
        null,
        "1",
      ],
      [
        "C1",
        "2",
        "institutional",
        "P1",
        "M1",
        "2024-01-15",
        "2024-01-16",
        "2024-02-01",
        "-12.50",
        null,
        "150.00",
        "tpa",
        "0",
        null,
        null,
        "2",
      ],
    ]);
    expect(
      await bench.rows(
        `select column_name, column_type from (describe select * from '${path}') where column_type <> 'VARCHAR'`,
      ),
    ).toEqual([
      ["claim_line_number", "BIGINT"],
      ["claim_start_date", "DATE"],
      ["claim_end_date", "DATE"],
      ["paid_date", "DATE"],
      ["paid_amount", "DECIMAL(18,2)"],
      ["allowed_amount", "DECIMAL(18,2)"],
      ["charge_amount", "DECIMAL(18,2)"],
      ["source_file", "SMALLINT"],
      ["source_row", "BIGINT"],
    ]);
    expect(Manifest.parse(JSON.parse(readFileSync(join(stagingDir, "manifest.json"), "utf8")))).toEqual(manifest);
    expect(manifest.files).toEqual([
      {
        name: "typed.csv",
        format: "csv",
        size: Buffer.byteLength(csv),
        sha256: createHash("sha256").update(csv).digest("hex"),
        table: "medical_claim",
        unreadColumns: [],
        absentColumns: expect.arrayContaining(["payer", "diagnosis_code_25", "network_tier"]),
        layout: "tuva",
        mapping: null,
        vendor: null,
        delivered: "typed.csv",
        notes: [],
        control: [],
        linesAbove: 0,
        rows: 2,
        loaded: 2,
        rejected: 0,
        setAside: 0,
        totals: {
          paid_amount: { sum: "67.50", given: 2, notGiven: 0 },
          allowed_amount: { sum: "100.00", given: 1, notGiven: 1 },
          charge_amount: { sum: "300.00", given: 2, notGiven: 0 },
        },
        rejectedTotals: {},
        firstDate: "2024-01-15",
        lastDate: "2024-01-15",
        roundedValues: 0,
      },
    ]);
    expect(bench.leftovers()).toEqual([]);
  });

  const rows = [medicalRow(), medicalRow({ claim_id: "C2", member_id: "M;|x" }), medicalRow({ claim_id: "C3" })];
  const csv = medicalCsv(rows);
  const delimited = (sign: string) => medicalCsv(rows).replaceAll(",", sign).replaceAll("M;|x", `"M;|x"`);
  const packed = gzipSync(csv);
  it.each<[string, string, string | Uint8Array]>([
    ["CRLF", "crlf.csv", medicalCsv(rows, "\r\n")],
    ["CR", "cr.csv", medicalCsv(rows, "\r")],
    ["mixed line ends", "mixed.csv", csv.replace("\n", "\r\n")],
    ["no end of the last line", "open.csv", csv.trimEnd()],
    ["a byte-order mark", "bom.csv", `\uFEFF${csv}`],
    ["a byte-order mark before a quoted header", "bomq.csv", `\uFEFF"claim_id"${csv.slice("claim_id".length)}`],
    ["bars", "bars.txt", delimited("|")],
    ["tabs", "tabs.tsv", delimited("\t")],
    ["semicolons", "semicolons.csv", delimited(";")],
    ["every field quoted", "quoted.csv", csv.replace(/[^,\n]+/g, '"$&"')],
    ["blanks around fields", "blanks.csv", csv.replaceAll(",", " , ")],
    ["tabs and no-break spaces around fields", "odd.csv", csv.replaceAll(",tpa", ",\ttpa\u00a0")],
    ["a comma at the end of every line", "comma.csv", csv.replaceAll("\n", ",\n")],
    ["empty lines", "gaps.csv", csv.replaceAll("\n", "\n\n")],
    ["lines of blanks", "blank.csv", csv.replaceAll("\n", "\n   \n")],
    ["an empty first line", "late.csv", `\n${csv}`],
    ["UTF-16", "wide.csv", Buffer.from(`\uFEFF${csv}`, "utf16le")],
    ["gzip", "packed.csv.gz", packed],
    ["gzip under another name", "packed.csv", packed],
    ["gzip in two members", "members.csv.gz", Buffer.concat([gzipSync(csv.slice(0, 300)), gzipSync(csv.slice(300))])],
    ["a name with signs of patterns and quotes", "o'dd [1]*? ä.csv", csv],
  ])("reads a file with %s", async (_, name, content) => {
    const { manifest, stagingDir } = await bench.load(bench.write(name, content));
    expect(manifest.files[0]).toMatchObject({ name, rows: 3, loaded: 3 });
    const path = join(stagingDir, "medical_claim.parquet");
    expect(await bench.rows(`select claim_id, member_id, paid_amount, data_source, source_row from '${path}'`)).toEqual(
      [
        ["C1", "M1", "80.00", "tpa", "1"],
        ["C2", "M;|x", "80.00", "tpa", "2"],
        ["C3", "M1", "80.00", "tpa", "3"],
      ],
    );
  });

  it("does not take one file for another whose name is a pattern", async () => {
    bench.write("x 1.csv", medicalCsv([medicalRow(), medicalRow({ claim_line_number: "2" })]));
    const { manifest } = await bench.load(bench.write("x [1].csv", csv));
    expect(manifest.files[0]?.rows).toBe(3);
  });

  it("keeps quoted delimiters, quotes and line ends inside fields", async () => {
    const spoken = medicalCsv([
      medicalRow({ data_source: '"a ""b"", c\r\nd"' }),
      medicalRow({ claim_line_number: "2" }),
    ]);
    const { manifest, stagingDir } = await bench.load(bench.write("spoken.csv", spoken));
    expect(manifest.files[0]).toMatchObject({ rows: 2, loaded: 2 });
    expect(await bench.rows(`select data_source from '${join(stagingDir, "medical_claim.parquet")}'`)).toEqual([
      ['a "b", c\r\nd'],
      ["tpa"],
    ]);
  });

  it("takes several files of a table in one load, each row with its file and number", async () => {
    bench.write("months/2024-02.csv", medicalCsv([medicalRow({ claim_id: "F1" }), medicalRow({ claim_id: "F2" })]));
    bench.write(
      "months/2024-01.csv",
      `x_agency,${medicalCsv([medicalRow({ claim_id: "J1" })])
        .replace("\nC", "\nDOT,C")
        .replace("\nJ", "\nDOT,J")}`,
    );
    bench.write("months/notes.txt", "see also the other folder\n");
    bench.write("months/older/2023.csv", medicalCsv([medicalRow({ claim_id: "O1" })]));
    const { manifest, stagingDir, unread } = await bench.load(join(bench.dir, "months"));
    expect(
      await bench.rows(
        `select source_file, source_row, claim_id, x_agency from '${join(stagingDir, "medical_claim.parquet")}'`,
      ),
    ).toEqual([
      ["0", "1", "J1", "DOT"],
      ["1", "1", "F1", null],
      ["1", "2", "F2", null],
      ["2", "1", "O1", null],
    ]);
    expect(manifest.tables.medical_claim).toMatchObject({
      rows: 4,
      totals: { paid_amount: { sum: "320.00", given: 4 } },
    });
    expect(manifest.files.map(({ name, rows }) => [name, rows])).toEqual([
      ["2024-01.csv", 1],
      ["2024-02.csv", 2],
      ["older/2023.csv", 1],
    ]);
    expect(unread).toEqual([{ name: "notes.txt", why: expect.stringContaining("no known layout") }]);
  });

  it("names a load by its content: not by file names, their order or the folder", async () => {
    const one = bench.write("one/a.csv", csv);
    const two = bench.write("one/b.csv", medicalCsv([medicalRow({ claim_id: "Z" })]));
    const first = await bench.load([one, two]);
    const second = await bench.load([two, one, one]);
    bench.write("other/z.csv", csv);
    bench.write("other/y.csv", readFileSync(two));
    const third = await bench.load(join(bench.dir, "other"));
    expect(second.manifest).toEqual(first.manifest);
    expect(third.manifest.load_id).toBe(first.manifest.load_id);
    expect(first.manifest.load_id).toMatch(/^[0-9a-f]{16}$/);
    expect((await bench.load(one)).manifest.load_id).not.toBe(first.manifest.load_id);
  });

  it("writes the same bytes with one thread and with four", async () => {
    const many = medicalCsv(
      Array.from({ length: 30_000 }, (_, n) => medicalRow({ claim_id: `C${n}`, paid_amount: `${n}.25` })),
    );
    const path = bench.write("many.csv", many);
    const bytes = async (threads: number) =>
      readFileSync(join((await bench.load(path, { threads })).stagingDir, "medical_claim.parquet"));
    expect((await bytes(1)).equals(await bytes(4))).toBe(true);
  });

  it("lists the columns that nothing takes, and those that are absent", async () => {
    const csv = `${medicalHeader},note,patient_id\n${medicalRow()},secret,P9\n`;
    const { manifest } = await bench.load(bench.write("more.csv", csv));
    expect(manifest.files[0]?.unreadColumns).toEqual(["note", "patient_id"]);
    expect(manifest.files[0]?.absentColumns).toContain("copayment_amount");
  });

  it("takes the older patient_id", async () => {
    const path = bench.write("older.csv", csv.replace("person_id", "patient_id"));
    const { stagingDir } = await bench.load(path);
    expect(await bench.rows(`select distinct person_id from '${join(stagingDir, "medical_claim.parquet")}'`)).toEqual([
      ["P1"],
    ]);
  });

  it("counts keys that repeat, and takes the rows", async () => {
    const rows = [
      medicalRow(),
      medicalRow({ paid_amount: "-80.00" }),
      medicalRow(),
      medicalRow({ claim_line_number: "2" }),
    ];
    const { manifest } = await bench.load(bench.write("repeats.csv", medicalCsv(rows)));
    expect(manifest.tables.medical_claim).toMatchObject({ loaded: 4, repeatedKeys: 2 });
  });

  it("does not take keys for one that only run together alike", async () => {
    const header = `${medicalHeader},claim_version`;
    const row = (claim_id: string, line: string, data_source: string, version: string) =>
      `${medicalRow({ claim_id, claim_line_number: line, data_source })},${version}`;
    const rows = [
      row("C1", "1", "1:a", "2"),
      row("C1", "11", ":a", "2"),
      row("C11", "1", ":a", "2"),
      row("C1", "1", "", "2"),
      row("C1", "1", "-", "2"),
      row("C1", "1", "-", ""),
      row("C1", "1", "", "2"),
    ];
    const csv = [header, ...rows, ""].join("\n");
    const { manifest } = await bench.load(bench.write("alike.csv", csv));
    expect(manifest.tables.medical_claim).toMatchObject({ loaded: 7, repeatedKeys: 1 });
  });

  it("rounds what is more exact than a cent half away from zero, and counts it", async () => {
    const amounts = ["1.005", "-1.005", "2.0049", "3.1000", "4", "-.5", "0.125"];
    const rows = amounts.map((paid_amount, n) => medicalRow({ claim_line_number: String(n), paid_amount }));
    const { manifest, stagingDir } = await bench.load(bench.write("exact.csv", medicalCsv(rows)));
    expect(await bench.rows(`select paid_amount from '${join(stagingDir, "medical_claim.parquet")}'`)).toEqual(
      ["1.01", "-1.01", "2.00", "3.10", "4.00", "-0.50", "0.13"].map((amount) => [amount]),
    );
    expect(manifest.tables.medical_claim?.roundedValues).toBe(4);
    expect(manifest.files[0]?.roundedValues).toBe(4);
  });

  it("takes a table whose dates the file does not give, and names none", async () => {
    const csv = "plan_year,plan,deductible_single,limit_single\n2024,PPO,500.00,3000.00\n";
    const { manifest } = await bench.load(bench.write("designs.csv", csv));
    expect(manifest.tables.plan_design).toMatchObject({ loaded: 1, firstDate: null, lastDate: null });
  });

  it("tells of its progress and stops when it is told to", async () => {
    const path = bench.write("watched.csv", csv);
    const seen: (number | null)[] = [];
    await bench.load(path, { onProgress: ({ fraction }) => seen.push(fraction) });
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => Number(a) - Number(b)));
    const stopped = AbortSignal.abort();
    expect((await bench.refusal(path, { signal: stopped })).code).toBe("cancelled");

    const big = bench.write(
      "big.csv",
      medicalCsv(Array.from({ length: 300_000 }, (_, n) => medicalRow({ claim_id: `C${n}` }))),
    );
    const control = new AbortController();
    const refused = bench.refusal(big, {
      signal: control.signal,
      onProgress: ({ message }) => message.startsWith("Reading") && control.abort(),
    });
    expect((await refused).code).toBe("cancelled");
    expect(bench.leftovers()).toEqual([]);
  });
});
