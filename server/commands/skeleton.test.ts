import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { knownBy } from "../load/mapping/known.ts";
import { checkedMapping, readMapping } from "../load/mapping/readMapping.ts";
import { readsFor } from "../load/mapping/readsFor.ts";
import { skeletonFor } from "./skeleton.ts";

describe("a mapping to fill in", () => {
  const cut = (line: string) => line.split(",");

  it("is shown for lines of fixed width and for files without a header, and can be loaded by", () => {
    const line = "DTLRX0000000M00000020250304202504070007101552300030030";
    const fixed = skeletonFor({ name: "a.dat", header: [line], samples: [[line], [line]] }, "Acme: TPA");
    expect(checkedMapping(parse(fixed?.text ?? ""))).toMatchObject({
      vendor: "Acme: TPA",
      files: [{ reads: { fixed: [{ start: 1, width: 12 }, {}, {}, {}] } }],
    });
    const row = cut("A1,1,100,03/13/2025,99213,411.90");
    const names = skeletonFor({ name: "a.csv", header: row, samples: [row] });
    expect(checkedMapping(parse(names?.text ?? "")).files[0]?.reads?.names).toHaveLength(6);
    expect(`${fixed?.what}${names?.what}`).toContain("data/layouts/README.md");
  });

  it("is not for a file that names its columns", () => {
    expect(skeletonFor({ name: "a.csv", header: cut("colour,weight,2024"), samples: [] })).toBeNull();
  });
});

describe("a mapping of a person's own hand", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "planlens-mapping-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("that is no YAML is told with its line, one that is not there as missing", () => {
    const path = join(folder, "bad.yaml");
    writeFileSync(path, "name: acme\nfiles: [a, SECRET\n");
    expect(() => readMapping(path)).toThrow(/^The mapping bad\.yaml: .*line 3, column 1: Flow sequence/);
    expect(() => readMapping(path)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining("SECRET") }),
    );
    expect(() => readMapping(join(folder, "none.yaml"))).toThrow("there is no such file");
  });

  const tables = [{ table: "medical_claim", columns: { claim_id: "a" } }];
  const mapping = (file: object) => ({ name: "acme", vendor: "Acme", files: [{ tables, ...file }] });

  it("needs the columns that it cuts, where it says no others, and is told to list them where it has none", () => {
    const fixed = [{ column: "a", start: 1, width: 3 }];
    const whole = checkedMapping(mapping({ reads: { fixed } }));
    expect(whole.files[0]?.when.columns).toEqual(["a"]);
    expect(checkedMapping(mapping({ reads: { header: false, names: ["a"] } })).files[0]?.when.columns).toEqual(["a"]);
    expect(() => checkedMapping(mapping({}))).toThrow(/List under when\.columns the columns/);
    expect(() => checkedMapping(mapping({ when: { name: "a" } }))).toThrow(/List under when\.columns the columns/);
    expect(readsFor("any.dat", knownBy({ mapping: whole }))).toEqual({ fixed });
  });
});
