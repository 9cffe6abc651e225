import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { rejectsOf } from "./rejects.ts";
import { Bench, medicalCsv, medicalHeader, medicalRow } from "./testing.ts";

const bench = new Bench();
afterAll(() => bench.close());

const names = Array.from({ length: 40 }, (_, n) => `tpa_2024-${String(n).padStart(2, "0")}.csv`);

/** Files of 1 to 7 rows; of two vendors' shapes among each other, one padded, one with a field over two lines. */
function content(n: number): string {
  const rows = Array.from({ length: 1 + (n % 7) }, (_, at) =>
    medicalRow({ claim_id: `F${n}`, claim_line_number: `${at + 1}` }),
  );
  if (n === 5) return medicalCsv(rows).replaceAll("tpa", " tpa ");
  if (n === 11) return medicalCsv(rows.map((row) => row.replace(",tpa", ',"t\npa"')));
  if (n % 13 === 0) return medicalCsv(rows).replaceAll(",", ";");
  return medicalCsv(rows);
}

it("files of one shape are read together, and each row keeps its file and number", async () => {
  for (const [n, name] of names.entries()) bench.write(`many/${name}`, content(n));
  const { manifest, stagingDir } = await bench.load(join(bench.dir, "many"));
  expect(manifest.files.map(({ name, rows }) => [name, rows])).toEqual(names.map((name, n) => [name, 1 + (n % 7)]));
  const rows = await bench.rows(
    `select source_file, claim_id, source_row, claim_line_number from '${join(stagingDir, "medical_claim.parquet")}'`,
  );
  expect(rows).toEqual(
    names.flatMap((_, n) =>
      Array.from({ length: 1 + (n % 7) }, (__, at) => [`${n}`, `F${n}`, `${at + 1}`, `${at + 1}`]),
    ),
  );
});

it("a bad row among many files is told by its file and line", async () => {
  for (const [n, name] of names.entries()) {
    const bad = n === 23 ? [medicalRow(), medicalRow({ paid_amount: "soon" })] : [medicalRow()];
    bench.write(`spoilt/${name}`, medicalCsv([...bad, medicalRow({ claim_id: `${n}` })]));
  }
  bench.write("spoilt/torn.csv", `${medicalHeader}\n${medicalRow()}\n${medicalRow()},more\n`);
  const error = await bench.refusal(join(bench.dir, "spoilt"));
  expect(error.message).toContain("2 of 83 rows cannot be loaded.");
  expect(error.message).toContain("tpa_2024-23.csv, line 3, column paid_amount");
  expect(error.message).toContain("torn.csv, line 3");
  const { stagingDir } = await bench.load(join(bench.dir, "spoilt"), { force: true });
  expect((await rejectsOf(stagingDir, "medical_claim")).map(({ file, row }) => [file, row])).toEqual([
    ["torn.csv", 2],
    ["tpa_2024-23.csv", 2],
  ]);
});

it("control reports beside the files are told apart from extracts", async () => {
  for (const name of ["a", "b", "c"]) {
    bench.write(`control/${name}.csv`, medicalCsv([medicalRow({ claim_id: name })]));
    bench.write(`control/${name}.control.csv`, `file,rows\n${name}.csv,1\n`);
  }
  bench.write("control/alone.control.csv", "file,rows\nx,1\n");
  const { unread, controls } = await bench.load(join(bench.dir, "control"));
  expect(controls.map(({ name }) => name)).toEqual(["a.control.csv", "b.control.csv", "c.control.csv"]);
  expect(unread.map(({ name, why }) => [name, why.slice(0, 37)])).toEqual([
    ["alone.control.csv", "no known layout has these columns, an"],
  ]);
});
