import { afterAll, describe, expect, it } from "vitest";
import { rejectsFiles } from "./rejectsCsv.ts";
import { Bench, medicalCsv, medicalRow } from "./testing.ts";

describe("rejected rows as a file", () => {
  const bench = new Bench();
  afterAll(() => bench.close());

  it("hold no formula, and come back as they were once they are mended", async () => {
    const sources = ["=1+1", "'=2", "-cmd", "+3", "plain", "'quoted'"];
    const rows = sources.map((data_source, at) =>
      medicalRow({ claim_id: `C${at}`, claim_start_date: "2024-02-31", data_source }),
    );
    const spoilt = bench.write("spoilt.csv", medicalCsv(rows));
    const { stagingDir } = await bench.load(spoilt, { force: true });
    const [file, ...more] = await rejectsFiles(stagingDir);
    expect([file?.rows, more.length]).toEqual([6, 0]);
    const text = [...(file?.pieces() ?? [])].join("");
    expect(text).not.toMatch(/(^|,|")(=|[-+][a-z])/m);

    const mended = bench.write("mended.csv", text.replaceAll("2024-02-31", "2024-01-15"));
    const loaded = await bench.load(mended);
    expect(loaded.manifest.files[0]).toMatchObject({ loaded: 6, rejected: 0, unreadColumns: [] });
    const staged = await bench.rows(
      `select data_source from read_parquet('${loaded.stagingDir}/medical_claim.parquet') order by claim_id`,
    );
    expect(staged.flat()).toEqual(sources);
  });
});
