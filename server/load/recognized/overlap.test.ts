import { existsSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { openEngine, withConnection } from "../../warehouse/engine.ts";
import { Bench, medicalCsv, medicalRow } from "../testing.ts";
import { findOverlap, type HeldLoad, type Overlap } from "./overlap.ts";

const bench = new Bench();
afterAll(() => bench.close());

interface Loaded extends HeldLoad {
  overlap: Overlap[];
  repeats: (string | null)[][];
}

let written = 0;

/** Loads files one load after another, each beside those before it. */
async function loadAll(loads: string[][], withdrawn: number[] = []): Promise<Loaded[]> {
  const held: Loaded[] = [];
  for (const [index, contents] of loads.entries()) {
    const paths = contents.map((content) =>
      bench.write(`in-${++written}/${"ab"[contents.indexOf(content)]}.csv`, content),
    );
    const { manifest, stagingDir } = await bench.load(paths, { force: true });
    const tables = Object.fromEntries(
      Object.keys(manifest.tables).map((table) => [table, join(stagingDir, `${table}.parquet`)]),
    );
    const target = join(stagingDir, "repeats.parquet");
    const engine = await openEngine(":memory:", { threads: 2 });
    try {
      const { files } = manifest;
      const overlap = await withConnection(engine, (connection) =>
        findOverlap({ connection, staged: tables, files, held, target }),
      );
      const sql = `select table_name, source_file, source_row, twin_load, twin_file from '${target}' order by all`;
      const repeats = existsSync(target) ? await bench.rows(sql) : [];
      const number = index + 1;
      const active = !withdrawn.includes(number);
      held.push({
        loadId: `load${number}`,
        number,
        active,
        tables,
        files: files.map(({ name }) => name),
        overlap,
        repeats,
      });
    } finally {
      engine.closeSync();
    }
  }
  return held;
}

/** What a build counts: the rows of active loads but for those with a twin in one. */
function counted(loads: Loaded[], rows: string[][], active: number[]): string[] {
  return loads
    .filter(({ number }) => active.includes(number))
    .flatMap(({ repeats }, at) => {
      const load = loads.filter(({ number }) => active.includes(number))[at];
      const left = new Set(
        repeats
          .filter(([, , , twin]) => twin === null || active.includes(Number(String(twin).slice(4))))
          .map(([, file, row]) => `${file} ${row}`),
      );
      return (rows[(load?.number ?? 0) - 1] ?? []).filter((_, row) => !left.has(`0 ${row + 1}`));
    });
}

const claim = (id: string, over: Record<string, string> = {}) => medicalRow({ claim_id: id, ...over });

describe("rows that came before", () => {
  it("are found across loads, whatever else the later file holds", async () => {
    const [, second, third] = await loadAll([
      [medicalCsv([claim("A"), claim("B")])],
      [medicalCsv([claim("C"), claim("B"), claim("A", { paid_amount: "81.00" })])],
      [medicalCsv([claim("B")])],
    ]);
    expect(second?.overlap).toEqual([
      { table: "medical_claim", file: "a.csv", rows: 1, amount: "80.00", load: 1, withFile: "a.csv" },
    ]);
    expect(second?.repeats).toEqual([["medical_claim", "0", "2", "load1", "0"]]);
    // The row is named with every load that has it, so that it counts once whichever is withdrawn.
    expect(third?.repeats).toEqual([
      ["medical_claim", "0", "1", "load1", "0"],
      ["medical_claim", "0", "1", "load2", "0"],
    ]);
    expect(third?.overlap.map(({ rows, load }) => [rows, load])).toEqual([[1, 1]]);
  });

  it("of a withdrawn load are kept in mind and not reported", async () => {
    const [, second] = await loadAll([[medicalCsv([claim("A")])], [medicalCsv([claim("A")])]], [1]);
    expect(second?.overlap).toEqual([]);
    expect(second?.repeats).toEqual([["medical_claim", "0", "1", "load1", "0"]]);
  });

  it("are found in an earlier file of the same load, and not within one file", async () => {
    const [first] = await loadAll([
      [medicalCsv([claim("A"), claim("A"), claim("B")]), medicalCsv([claim("A"), claim("C")])],
    ]);
    expect(first?.overlap).toEqual([
      { table: "medical_claim", file: "b.csv", rows: 1, amount: "80.00", load: null, withFile: "a.csv" },
    ]);
    expect(first?.repeats).toEqual([["medical_claim", "1", "1", null, "0"]]);
  });

  it("are no reversal and no re-payment under the same number", async () => {
    const back = {
      paid_amount: "-80.00",
      allowed_amount: "-100.00",
      charge_amount: "-150.00",
      paid_date: "2024-03-01",
    };
    const [, second] = await loadAll([
      [medicalCsv([claim("A")])],
      [medicalCsv([claim("A", back), claim("A", { paid_date: "2024-03-02" }), claim("A")])],
    ]);
    expect(second?.repeats).toEqual([["medical_claim", "0", "3", "load1", "0"]]);
    // Once more the same, though the other has not come in between: the second is no repeat of a first.
    const [, twice] = await loadAll([[medicalCsv([claim("A")])], [medicalCsv([claim("A"), claim("A")])]]);
    expect(twice?.repeats).toEqual([["medical_claim", "0", "1", "load1", "0"]]);
  });

  it("are no rejected rows, and a column that only one file has makes a difference", async () => {
    const wrong = claim("A", { claim_start_date: "never" });
    const more = medicalCsv([claim("B")])
      .replace("data_source\n", "data_source,hcpcs_code\n")
      .replace(/tpa$/m, "tpa,99213");
    const [, second, third, fourth] = await loadAll([
      [medicalCsv([claim("B"), wrong])],
      [medicalCsv([claim("B"), wrong])],
      [more],
      [more.replace("99213", "")],
    ]);
    expect(second?.repeats).toEqual([["medical_claim", "0", "1", "load1", "0"]]);
    expect(third?.repeats).toEqual([]);
    expect(fourth?.repeats.map(([, , , twin]) => twin)).toEqual(["load1", "load2"]);
  });

  it("are no later word on a span", async () => {
    const spans = (date: string, end: string) =>
      `person_id,enrollment_start_date,enrollment_end_date,file_date\nP,2024-01-01,${end},${date}\n`;
    const loads = await loadAll([
      [spans("2024-01-31", "")],
      [spans("2024-02-29", "2024-02-29")],
      [spans("2024-03-31", "")],
      [spans("2024-03-31", "")],
    ]);
    expect(loads.map(({ repeats }) => repeats.length)).toEqual([0, 0, 0, 1]);
  });
});

it("whatever is sent again and withdrawn, each claim counts as often as the file that has it most often", async () => {
  const file = fc.array(fc.constantFrom("A", "B", "C", "D"), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.array(file, { minLength: 2, maxLength: 4 }), fc.nat(15), async (rows, without) => {
      const loads = await loadAll(rows.map((ids) => [medicalCsv(ids.map((id) => claim(id)))]));
      const active = loads.map(({ number }) => number).filter((number) => ((without >> (number - 1)) & 1) === 0);
      const most = ["A", "B", "C", "D"].flatMap((id) => {
        const times = active.map((number) => (rows[number - 1] ?? []).filter((each) => each === id).length);
        return Array.from({ length: Math.max(0, ...times) }, () => id);
      });
      expect(counted(loads, rows, active).sort()).toEqual(most);
    }),
    { numRuns: 12 },
  );
});
