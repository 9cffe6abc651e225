import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { openHome } from "../home/home.ts";
import { shared } from "../load/testing.ts";
import { wantedDigest } from "../warehouse/build.ts";
import { addReference, removeReference } from "./addReference.ts";
import { listReference } from "./listReference.ts";
import { recognizeReference } from "./recognizeReference.ts";
import { referenceSets } from "./referenceRecords.ts";

const dir = mkdtempSync(join(tmpdir(), "planlens-reference-"));
const home = openHome(join(dir, "home"));
const by = { actor: "pat", at: "2026-01-01T00:00:00Z" };

afterAll(() => rmSync(dir, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array) {
  const path = join(dir, name);
  writeFileSync(path, content);
  return { path };
}

const add = (name: string, content: string | Uint8Array, kind?: string) =>
  addReference(home, { files: [file(name, content)], kind, ...by });

describe("a code set", () => {
  it("is known by its header, in whatever case and under the names that its makers use", () => {
    const kindOf = (...header: string[]) => recognizeReference("x.csv", header).kind.id;
    expect(kindOf("'ICD-10-CM CODE'", "'Default CCSR CATEGORY OP'", "'Default CCSR CATEGORY DESCRIPTION OP'")).toBe(
      "diagnosis-categories",
    );
    expect(kindOf("HCPCS_Cd", "RBCS_ID", "RBCS_Cat_Desc", "RBCS_Subcat_Desc")).toBe("procedure-categories");
    expect(kindOf("rxcui", "ndc", "atc class id", "rxstring")).toBe("drug-classes");
    expect(kindOf("icd10", "edcnnpa", "edcnpa", "epct", "noner", "injury", "psych", "alcohol", "drug")).toBe(
      "emergency-weights",
    );
    expect(kindOf("MS-DRG", "MS-DRG Title")).toBe("drg-titles");
    expect(kindOf("NPI", "Provider Last Name (Legal Name)", "Provider First Name")).toBe("provider-names");
    expect(kindOf("CPT Code", "Description")).toBe("procedure-names");
  });

  it("is kept under the hash of its file, recorded, and changes what the warehouse must be", async () => {
    const before = wantedDigest(home);
    const set = await add("names.csv", "npi,name\n1000000001,Hill Clinic\n1000000002,\n1000000001,Hill Clinic East\n");
    expect(set).toMatchObject({ rows: 2, setAside: 0, repeats: 1, version: 1, actor: "pat" });
    const added = wantedDigest(home);
    expect(added).not.toBe(before);
    await add("names.csv", "npi,name\n1000000001,Hill Clinic West\n");
    expect(referenceSets(home)).toMatchObject([{ rows: 1, version: 2 }]);
    expect(readdirSync(home.paths.reference)).toHaveLength(2);
    await removeReference(home, { kind: "provider-names", ...by });
    expect(wantedDigest(home)).toBe(before);
    expect(referenceSets(home)).toEqual([]);
    // The first file given again is as it was.
    await add("names.csv", "npi,name\n1000000001,Hill Clinic\n1000000002,\n1000000001,Hill Clinic East\n");
    expect(wantedDigest(home)).toBe(added);
    expect(readdirSync(home.paths.reference)).toHaveLength(2);
    const listed = (await listReference(home)).find(({ kind }) => kind === "provider-names");
    expect(listed?.set).toMatchObject({ rows: 2, actor: "pat", use: null });
    await removeReference(home, { kind: "provider-names", ...by });
    await expect(removeReference(home, { kind: "provider-names", ...by })).rejects.toThrow("nothing to remove");
  });

  it("is read in the quotes of its makers, packed, and in parts", async () => {
    const ahrq =
      "'ICD-10-CM CODE','ICD-10-CM CODE DESCRIPTION','Default CCSR CATEGORY OP','Default CCSR CATEGORY DESCRIPTION OP'\n'J06.9','A cold','RSP006','Other infections'\n";
    expect(await add("ccsr.csv.gz", gzipSync(ahrq))).toMatchObject({ rows: 1, setAside: 0 });
    const files = [file("a.csv", "ms_drg,title\n1,Heart\n"), file("b.csv", "ms_drg,title\n2,Other heart\n")];
    expect(await addReference(home, { files, ...by })).toMatchObject({ rows: 2, files: ["a.csv", "b.csv"] });
    const mixed = [file("a.csv", "ms_drg,title\n1,Heart\n"), file("c.csv", "npi,name\n1000000001,Hill\n")];
    await expect(addReference(home, { files: mixed, ...by })).rejects.toThrow("Add each code set by itself");
  });

  it("is refused with what was expected and what was found, and leaves nothing", async () => {
    const kept = readdirSync(home.paths.reference).length;
    const cases: [string, string | Uint8Array, string | undefined, string][] = [
      ["other.csv", "a,b\n1,2\n", undefined, "The header of other.csv is not that of a code set"],
      ["empty.csv", "npi,name\n", undefined, "has a header and no rows"],
      [
        "drugs.csv",
        "ndc,atc,name\n5.02E+10,S01LA,x\n6.17E+10,L01XX,y\n",
        undefined,
        "only 0 of its 2 rows can be read: the column for ndc",
      ],
      ["book.xlsx", "npi,name\n1,2\n", undefined, "neither a CSV nor a Parquet file"],
      ["damaged.parquet", "PAR1 is not enough", undefined, "could not be read"],
      ["names.csv", "npi,name\n1000000001,Hill\n", "drg-titles", "drg-titles needs"],
      ["names.csv", "npi,name\n1000000001,Hill\n", "nothing", 'There is no code set "nothing"'],
    ];
    for (const [name, content, kind, message] of cases) await expect(add(name, content, kind)).rejects.toThrow(message);
    await expect(addReference(home, { files: [{ path: join(dir, "gone.csv") }], ...by })).rejects.toThrow(
      "no file gone.csv",
    );
    expect(readdirSync(home.paths.reference)).toHaveLength(kept);
  });

  it("sets aside single rows that cannot be read", async () => {
    const set = await add(
      "drugs.csv",
      "ndc,atc,name\n50242-0080-03,S01LA,x\n5.02E+10,S01LA,x\n61755000501,L01XX,nan\n",
    );
    expect(set).toMatchObject({ rows: 2, setAside: 1 });
  });

  it.runIf(existsSync(shared))("is read as published", async () => {
    const codes = join(shared, "reference", "codes");
    const rows = async (name: string) => {
      const { kind, rows } = await addReference(home, { files: [{ path: join(codes, name) }], ...by });
      return [kind.id, rows];
    };
    expect(await rows("ed_johnston_icd10.csv")).toEqual(["emergency-weights", 47132]);
    expect(await rows("ms_drg.csv")).toEqual(["drg-titles", 797]);
    expect(await rows("rxcuis_ndcs_atc.parquet")).toEqual(["drug-classes", 30041]);
    // A part that lost its header names the first of its rows instead.
    await expect(rows("_value_set_dxccsr_v2023_1_cleaned_map_1.parquet")).rejects.toThrow("is not that of a code set");
  });
});
