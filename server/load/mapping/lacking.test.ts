import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { recognize } from "../recognize.ts";
import { Bench } from "../testing.ts";
import { knownBy } from "./known.ts";
import type { MappedFile, Mapping } from "./mapping.ts";
import { tryMapping } from "./tryMapping.ts";

const bench = new Bench();
afterAll(() => bench.close());

const file: MappedFile = {
  when: { columns: ["icn#", "ln", "svc_from"] },
  tables: [
    {
      table: "medical_claim",
      columns: {
        claim_id: "icn#",
        claim_line_number: "ln",
        person_id: "ee_uid",
        claim_start_date: { from: "svc_from", date: "MM/DD/YYYY" },
        hcpcs_code: "proc",
        paid_amount: "net_amt",
        claim_status: { from: "stat", codes: { A: "paid" } },
      },
    },
  ],
};
const mapping: Mapping = { name: "acme", vendor: "Acme TPA", files: [file] };
const records = [{ mapping, id: "acme-tpa", version: 1 }];
const header = ["ICN#", "LN", "EE_UID", "SVC FROM", "PROC", "NET AMT", "STAT"];
const renamed = ["ICN#", "LN", "EE UID NEW", "SVC FROM", "PROC", "NET PAID", "STAT"];
const row = ["A1", "1", "P1", "01/09/2025", "80053", "12.00", "A"];
const text = (columns: string[], cells = row) => `${columns.join(";")}\n${cells.join(";")}\n`;

describe("a file of next month without what the mapping reads", () => {
  it.each([
    ["in a folder", true],
    ["named", false],
  ])("stops the load, %s", async (where, folder) => {
    bench.write(`${where}/feb.txt`, text(header));
    const mar = bench.write(`${where}/mar.txt`, text(renamed));
    const error = await bench.refusal(folder ? join(bench.dir, where) : mar, { records });
    expect(error.message).toContain(
      "this looks like a file of Acme TPA, but the mapping of Acme TPA reads person_id from ee_uid, paid_amount from net_amt, which are not in this file; columns that nothing reads: EE UID NEW, NET PAID.",
    );
    const given = await bench.refusal(mar, { mapping });
    expect(given.message).toContain("paid_amount from net_amt");
  });

  it("stops it where the column is one by which the mapping knows the file, in a folder too", async () => {
    const other = ["CLAIM#", ...header.slice(1)];
    bench.write("known-by/feb.txt", text(header));
    bench.write("known-by/mar.txt", text(other));
    const error = await bench.refusal(join(bench.dir, "known-by"), { records });
    expect(error.message).toContain("reads claim_id from icn#, which is not in this file");
  });

  it.each(["EE_UID", "SVC FROM", "NET AMT", "STAT"])("is not taken without %s, and is where it is optional", (name) => {
    const less = header.map((each) => (each === name ? "SOMETHING" : each));
    const found = recognize(less, "mar.txt", knownBy({ records }));
    expect(found.kind).toBe("lacks");
    const optional = { ...file, when: { columns: ["icn#"] }, optional: [name] };
    const kind = recognize(less, "mar.txt", knownBy({ mapping: { ...mapping, files: [optional] } })).kind;
    expect(kind).toBe(name === "STAT" ? "table" : "lacks");
  });

  it("is taken without a text, which its notes name", async () => {
    const less = header.map((each) => (each === "PROC" ? "PX" : each));
    const { manifest } = await bench.load(bench.write("text/mar.txt", text(less)), { records });
    expect(manifest.files[0]?.notes).toContain("proc, from which the mapping reads hcpcs_code, is not in this file");
  });

  it("goes by the mapping that is given for this time, whatever is kept", async () => {
    const [table] = file.tables;
    const columns = { ...table?.columns, person_id: "ee_uid_new", paid_amount: "net_paid" };
    const mended = { ...file, when: { columns: ["icn#"] }, tables: [{ table: "medical_claim", columns }] };
    const path = bench.write("mended/mar.txt", text(renamed));
    const { manifest } = await bench.load(path, { records, mapping: { ...mapping, files: [mended] } });
    expect(manifest.tables.medical_claim?.totals.paid_amount?.sum).toBe("12.00");
  });
});

describe("a mapping of claims", () => {
  const without = (targets: string[], says: Partial<MappedFile["tables"][0]> = {}): Mapping => {
    const kept = Object.entries(file.tables[0]?.columns ?? {}).filter(([target]) => !targets.includes(target));
    const table = { table: "medical_claim", ...says, columns: Object.fromEntries(kept) };
    return { ...mapping, files: [{ ...file, tables: [table] }] };
  };

  it.each([
    ["paid_amount", "paid_amount or allowed_amount or charge_amount", "dollars"],
    ["person_id", "person_id or member_id", "persons"],
    ["claim_start_date", "claim_start_date or claim_end_date", "dates"],
  ] as const)("without %s is not taken, unless it says that there is none", async (target, words, none) => {
    const path = bench.write(`needs/${target}.txt`, text(header));
    const error = await bench.refusal(path, { mapping: without([target]) });
    expect(error.message).toContain(words);
    const { manifest } = await bench.load(path, { mapping: without([target], { without: [none] }) });
    expect(manifest.tables.medical_claim?.loaded).toBe(1);
  });

  it("without the number of a claim is never taken", async () => {
    const path = bench.write("needs/claim.txt", text(header));
    const error = await bench.refusal(path, {
      mapping: without(["claim_id"], { without: ["persons", "dollars", "dates"] }),
    });
    expect(error.message).toContain("does not say where to find: claim_id.");
  });

  it("is not proposed for a file without dollars as if nothing were wrong", async () => {
    const columns = ["ICN#", "LN", "MEMBER ID", "SVC FROM", "PROC"];
    const path = bench.write("needs/proposed.txt", text(columns, ["A1", "1", "P1", "01/09/2025", "80053"]));
    const error = await bench.refusal(path, { mapping: "proposed" });
    expect(error.message).toContain("paid_amount or allowed_amount");
  });

  it("tells where it is tried what it reads and the file has not", async () => {
    const tried = await tryMapping({ name: "mar.txt", header: renamed, samples: [row] }, file);
    expect(tried.lacks).toContain("paid_amount from net_amt");
    expect(tried.tables[0]?.columns.map(({ target }) => target)).toContain("claim_id");
    expect((await tryMapping({ name: "feb.txt", header, samples: [row] }, file)).lacks).toBeNull();
  });
});
