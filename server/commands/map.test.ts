import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openHome } from "../home/home.ts";
import { readRecord } from "../home/records.ts";
import { knownBy } from "../load/mapping/known.ts";
import { readMapping } from "../load/mapping/readMapping.ts";
import { savedMappings } from "../load/mapping/saved.ts";
import { recognize } from "../load/recognize.ts";
import { map } from "./map.ts";

const dir = mkdtempSync(join(tmpdir(), "planlens-map-test-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const home = join(dir, "home");

async function run(...argv: string[]): Promise<string> {
  let text = "";
  await map.run([...argv, "--home", home], {
    out: (piece) => {
      text += String(piece);
    },
    say: () => {},
    now: () => new Date("2025-07-01T00:00:00Z"),
    signal: new AbortController().signal,
  });
  return text;
}

function write(name: string, text: string): string {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
}

const claims = write(
  "acme_claims_202506.csv",
  `Clm No,Ln,Mbr ID,DOS Fr,Pd Dt,Proc,Allwd,Net Pd,Clerk
A1,1,M9,01/02/2025,02/03/2025,99213,$800.00,$640.00,x
A2,1,M8,01/13/2025,02/24/2025,80053,$80.00,$64.00,y
`,
);
const fills = write(
  "acme_rx.csv",
  `Rx Clm Id;Mbr ID;Fill Dt;NDC;Days Sup;Plan Paid Amt
R1;M9;20250102;00093505698;30;12.50
`,
);

describe("planlens map", () => {
  it("shows what each column seems to be, with samples, and what is left", async () => {
    const text = await run(claims);
    expect(text).toContain("acme_claims_202506.csv: looks like medical_claim");
    expect(text).toMatch(/paid_amount +Net Pd +\d+% +its name +\$640\.00 {2}\$64\.00/);
    expect(text).toMatch(/paid_date +Pd Dt/);
    expect(text).toContain("Nothing was found for: person_id, claim_type.");
    expect(text).toContain("Not taken: Clerk.");
    expect(existsSync(home)).toBe(false);
  });

  it("writes a mapping that can be mended, and never over one that is there", async () => {
    const out = join(dir, "mapping.yaml");
    expect(await run(claims, "--vendor", "Acme Benefits", "--out", out)).toContain("--mapping mapping.yaml");
    const mapping = readMapping(out);
    expect(mapping).toMatchObject({ name: "acme-benefits", vendor: "Acme Benefits" });
    expect(mapping.files[0]?.tables[0]?.columns).toMatchObject({
      claim_start_date: { from: "dos_fr", date: "MM/DD/YYYY" },
      paid_amount: { from: "net_pd", amount: "decimal" },
    });
    await expect(run(claims, "--out", out)).rejects.toMatchObject({ code: "unwritable-file" });
  });

  it("keeps it for the vendor, kind by kind, and next month's file is known by it in any order of columns", async () => {
    expect(await run(claims, "--vendor", "Acme Benefits", "--save")).toContain("Saved as acme-benefits, version 1");
    expect(await run(fills, "--vendor", "Acme Benefits", "--save")).toContain("version 2");
    const saved = savedMappings(openHome(home));
    expect(saved.map(({ id, version, mapping }) => [id, version, mapping.files.length])).toEqual([
      ["acme-benefits", 2, 2],
    ]);
    const july = ["New", "Net Pd", "Allwd", "Proc", "Pd Dt", "DOS Fr", "Mbr ID", "Ln", "Clm No"];
    const found = recognize(july, "acme_claims_202507.csv", knownBy({ records: saved }));
    expect(found).toMatchObject({
      kind: "table",
      vendor: "Acme Benefits",
      mapping: { id: "acme-benefits", version: 2 },
      unread: ["New"],
    });
    expect(await run(claims)).toContain("known already, read as medical_claim by acme-benefits");
    await run(claims, "--vendor", "Acme Benefits", "--save", "--again");
    const third = readRecord(openHome(home), "mapping", "acme-benefits");
    expect(third).toMatchObject({ version: 3, body: { files: [{}, {}] } });
  });

  it("is one JSON document where it is asked for", async () => {
    const { files, mapping, unread } = JSON.parse(await run(write("odd.csv", "a,b\n1,2\n"), fills, "--json"));
    expect(files.map((file: { name: string; known: unknown }) => [file.name, file.known !== null])).toEqual([
      ["acme_rx.csv", true],
      ["odd.csv", false],
    ]);
    expect(mapping).toBeNull();
    expect(unread).toEqual([]);
  });

  it("says how it is used", async () => {
    await expect(run()).rejects.toMatchObject({ code: "usage" });
    await expect(run(claims, "--save")).rejects.toMatchObject({ code: "usage" });
    await expect(run(join(dir, "none.csv"))).rejects.toMatchObject({ code: "unreadable-file" });
  });
});
