import { describe, expect, it } from "vitest";
import { recognize } from "../recognize.ts";
import { knownBy } from "./known.ts";
import { tryMapping } from "./tryMapping.ts";

/** What the columns of a file with our own names become, by what its first rows show. */
async function read(header: string, rows: string[], name = "f.csv") {
  const file = { name, header: header.split(","), samples: rows.map((row) => row.split(",")) };
  const found = recognize(file.header, name, knownBy(), file.samples);
  if (found.kind !== "table") throw new Error(found.kind);
  const [mapped] = found.mapping?.body.files ?? [];
  const tried = mapped ? await tryMapping(file, mapped) : null;
  const after = Object.fromEntries(tried?.tables[0]?.columns.map(({ target, after }) => [target, after]) ?? []);
  const wrong = tried?.tables[0]?.columns.flatMap((column) => column.wrong.filter(Boolean)) ?? [];
  return { found, after, wrong, notes: found.notes };
}

const medical = "claim_id,claim_line_number,claim_start_date,paid_date,paid_amount";

describe("files with our own names and values of others", () => {
  it("are left as they are where their values are as ours", async () => {
    const { found } = await read(medical, ["C1,1,2025-01-02,2025-02-03,5.00", "C2,1,2025-01-05,,-7.5"]);
    expect(found).toMatchObject({ mapping: null, notes: [] });
  });

  it("have serials and two kinds of dates read", async () => {
    const serials = await read(medical, ["C1,1,45109,45133,109.48", "C2,1,45110,45134,1.00"]);
    expect(serials.after.claim_start_date).toEqual(["2023-07-02", "2023-07-03"]);
    const mixed = await read(medical, ["C1,1,07/02/2023,07/26/2023,1", "C1,2,2-Jul-2023,26-Jul-2023,1"]);
    expect(mixed.after).toMatchObject({
      claim_start_date: ["2023-07-02", "2023-07-02"],
      paid_date: ["2023-07-26", "2023-07-26"],
    });
    expect(mixed.notes[0]).toMatch(/^claim_start_date: dates read as .*MM\/DD\/YYYY.*other dates of the file show it$/);
    expect(mixed.wrong).toEqual([]);
  });

  it("have days first where a day shows it", async () => {
    const { after } = await read(medical, ["C1,1,07/02/2023,26/07/2023,1", "C1,2,25/02/2023,03/08/2023,1"]);
    expect(after).toMatchObject({
      claim_start_date: ["2023-02-07", "2023-02-25"],
      paid_date: ["2023-07-26", "2023-08-03"],
    });
  });

  it("have births of two digits before the file's own date", async () => {
    const rows = ["P1,M1,03/01/82,2020-12-31", "P2,M2,03/01/21,2020-12-31", "P3,M3,03/01/19,2020-12-31"];
    const { after } = await read("person_id,member_id,birth_date,file_date", rows);
    expect(after.birth_date).toEqual(["1982-03-01", "1921-03-01", "2019-03-01"]);
  });

  it("have #N/A as not given, zeros put back and drug codes of eleven digits", async () => {
    const header = "claim_id,claim_line_number,revenue_center_code,network_tier,cob_amount,paid_amount";
    const { after, notes } = await read(header, ["C1,1,450,in,#N/A,1.00", "C2,1,120,#N/A,0.00,2.00"]);
    expect(after).toMatchObject({
      revenue_center_code: ["0450", "0120"],
      network_tier: ["in", null],
      cob_amount: [null, "0.00"],
      paid_amount: ["1.00", "2.00"],
    });
    expect(notes).toContain("cob_amount: #N/A read as not given");
    const drugs = await read("claim_id,ndc_code,dispensing_date,paid_amount", ["C1,99001-101-30,2021-02-07,1.00"]);
    expect(drugs.after.ndc_code).toEqual(["99001010130"]);
  });

  it("keep words that somebody means", async () => {
    const { found } = await read("claim_id,hcpcs_code,hcpcs_modifier_1,paid_amount", [
      "C1,99213,NA,1.00",
      "C2,99213,-,1.00",
    ]);
    expect(found).toMatchObject({ mapping: null });
  });

  it("are not guessed at: digits without a point are dollars, and what is no date stays to be refused", async () => {
    const { found } = await read(medical, ["C1,1,2025-01-02,tomorrow,000500", "C2,1,2025-13-45,?,000700"]);
    expect(found).toMatchObject({ mapping: null });
  });
});

describe("what is known of a name", () => {
  it("a mapping's file of fixed width", async () => {
    const { readsFor } = await import("./readsFor.ts");
    expect(readsFor("overpunch.txt", knownBy())?.fixed?.[0]).toEqual({ column: "claim_id", start: 1, width: 16 });
    expect(readsFor("claims.csv", knownBy())).toBeUndefined();
  });
});
