import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tuvaTables } from "../layout.ts";
import { recognize } from "../recognize.ts";
import { assign } from "./assign.ts";
import { headerWords } from "./headerWords.ts";
import { type Proposal, proposeMapping } from "./propose.ts";
import { checkedMapping } from "./readMapping.ts";
import { tryMapping } from "./tryMapping.ts";
import { madeUpFile, madeUpVendors } from "./vendors.testing.ts";

const money = new Set(
  tuvaTables().flatMap(({ columns }) => columns.filter(({ kind }) => kind === "amount").map(({ name }) => name)),
);

/** By header: what was found and what it is. */
function judged(vendor: (typeof madeUpVendors)[number]) {
  const file = madeUpFile(vendor);
  const proposal = proposeMapping(file);
  const found = new Map(proposal.columns.map(({ from, target, sure }) => [from, { target, sure }]));
  const columns = file.header.map((header, at) => ({
    header,
    is: file.expected[at] ?? "-",
    found: found.get(header)?.target ?? "-",
    sure: found.get(header)?.sure ?? 0,
  }));
  return { file, proposal, columns };
}

describe("headers that no standard uses", () => {
  it.each(madeUpVendors.map((vendor) => [vendor.file, vendor] as const))("%s goes to its table", (_, vendor) => {
    const { proposal, columns } = judged(vendor);
    expect(proposal.table).toBe(vendor.table);
    const wrong = columns
      .filter(({ is, found }) => is !== found)
      .map((each) => `${each.header}: ${each.found}, not ${each.is}`);
    expect(wrong.length / columns.length, wrong.join("; ")).toBeLessThanOrEqual(0.15);
  });

  it("are read right by 19 of 20 columns, and no dollars are taken for others", () => {
    const all = madeUpVendors.flatMap((vendor) => judged(vendor).columns);
    const right = all.filter(({ is, found }) => is === found);
    expect(right.length / all.length).toBeGreaterThan(0.95);
    const wrongMoney = all.filter(({ is, found }) => money.has(found) && is !== found);
    expect(wrongMoney).toEqual([]);
  });

  it("make a mapping that is whole, knows the file again and reads its sample", async () => {
    for (const vendor of madeUpVendors) {
      const { file, proposal } = judged(vendor);
      const mapping = checkedMapping(JSON.parse(JSON.stringify(proposal.mapping)));
      const [mapped] = mapping.files;
      if (!mapped) throw new Error(vendor.file);
      const shuffled = ["added", ...[...file.header].reverse()];
      const known = { layouts: [], mappings: [{ mapping, record: { id: "v", version: 1 }, first: true }] };
      const found = recognize(shuffled, "next month.csv", known);
      expect(found).toMatchObject({ kind: "table", table: { name: vendor.table }, mapping: { id: "v", version: 1 } });
      expect(found.kind === "table" && found.unread).toContain("added");
      const tried = await tryMapping(file, mapped);
      const wrong = tried.tables.flatMap(({ columns }) =>
        columns.flatMap(({ target, wrong }) => wrong.flatMap((what) => (what ? [`${target}: ${what}`] : []))),
      );
      expect([vendor.file, [...new Set(wrong)]]).toEqual([vendor.file, []]);
    }
  });
});

describe("a proposal", () => {
  const columns = (proposal: Proposal) =>
    Object.fromEntries(proposal.columns.map(({ from, target, sure }) => [from, { target, sure }]));

  it("is nothing where nothing can be told", () => {
    const file = { name: "a.csv", header: ["a", "b", "c"], samples: [["1", "2", "3"]] };
    expect(proposeMapping(file)).toMatchObject({ table: null, columns: [], unread: ["a", "b", "c"] });
  });

  it("leaves dollars alone that their name does not tell", () => {
    const header = ["Claim ID", "Service Date", "Procedure Code", "Amount", "Amount 2", "Net", "Value"];
    const samples = Array.from({ length: 20 }, (_, n) => [
      `C${n}`,
      "2025-01-02",
      "99213",
      `${n}.00`,
      "5.00",
      "4.00",
      "1.00",
    ]);
    const found = proposeMapping({ name: "c.csv", header, samples });
    expect(found.columns.filter(({ target }) => money.has(target))).toEqual([]);
    expect(found.unread).toEqual(["Amount", "Amount 2", "Net", "Value"]);
  });

  it("doubts dollars that the rows contradict", () => {
    const header = ["Claim ID", "Line", "Service Date", "Paid Amount", "Allowed Amount"];
    const samples = Array.from({ length: 20 }, (_, n) => [`C${n}`, "1", "2025-01-02", "90.00", "60.00"]);
    const found = columns(proposeMapping({ name: "c.csv", header, samples }));
    expect(found["Paid Amount"]?.sure ?? 0).toBeLessThan(0.7);
  });

  it("knows persons by the contract's number and their own within it", () => {
    const header = ["Emp Nbr", "Dep Seq", "Birth Dt", "Cov Eff Dt"];
    const samples = [
      ["7001", "00", "1980-01-02", "2025-01-01"],
      ["7001", "01", "1982-01-02", "2025-01-01"],
    ];
    const found = proposeMapping({ name: "e.csv", header, samples });
    const both = { from: ["emp_nbr", "dep_seq"], join: "-" };
    expect(found.mapping.files[0]?.tables[0]?.columns).toMatchObject({ member_id: both, person_id: both });
    expect(found).toMatchObject({ needed: [], unread: [] });
  });

  it("says what is missing and what is unread", () => {
    const header = ["Claim ID", "Proc Cd", "Plan Paid Amt", "Clerk"];
    const samples = [["1", "99213", "5.00", "x"]];
    const found = proposeMapping({ name: "c.csv", header, samples });
    expect(found.missing).toEqual(expect.arrayContaining(["person_id", "claim_start_date", "paid_date"]));
    expect(found.unread).toEqual(["Clerk"]);
  });

  it("never takes a column twice, whatever the file", () => {
    const words = fc.constantFrom(
      "clm",
      "paid",
      "amt",
      "dt",
      "mbr",
      "id",
      "svc",
      "from",
      "ndc",
      "dx",
      "zip",
      "plan",
      "x1",
    );
    const header = fc.array(
      fc.array(words, { minLength: 1, maxLength: 4 }).map((each) => each.join("_")),
      { maxLength: 12 },
    );
    const cell = fc.constantFrom("", "2025-01-02", "12.50", "A1", "00093505698", "M", null);
    fc.assert(
      fc.property(
        header,
        fc.array(fc.array(cell, { minLength: 12, maxLength: 12 }), { maxLength: 6 }),
        (names, rows) => {
          const found = proposeMapping({
            name: "f",
            header: names,
            samples: rows.map((row) => row.slice(0, names.length)),
          });
          const targets = found.columns.map(({ target }) => target);
          expect(new Set(targets).size).toBe(targets.length);
          expect(found.columns.length + found.unread.length).toBe(names.length);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("words of a header", () => {
  it.each([
    ["CLM_PMT_AMT", "claim paid amount"],
    ["MbrNo", "member id"],
    ["SvcFromDt", "service start date"],
    ["ServiceThruDate", "service end date"],
    ["Amt Paid by Plan", "amount paid plan"],
    ["RX_FILL_DT", "rx fill date"],
    ["grp_no", "group id"],
    ["Sbscrbr", "subscriber"],
    ["rel cd", "relation code"],
    ["netPaid", "net paid"],
    ["memberid", "member id"],
    ["dateofservice", "date service"],
    ["Co-Pay $", "copay amount"],
  ])("%s", (header, words) => {
    expect(headerWords(header).words.join(" ")).toBe(words);
  });
});

describe("the best pairs", () => {
  it("come to as much as any others", () => {
    const weights = fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 }), {
      minLength: 1,
      maxLength: 4,
    });
    const best = (rows: number[][], used: Set<number>): number => {
      const [first, ...rest] = rows;
      if (!first) return 0;
      const others = first.flatMap((weight, at) => (used.has(at) ? [] : [weight + best(rest, new Set([...used, at]))]));
      return Math.max(best(rest, used), ...others);
    };
    fc.assert(
      fc.property(weights, (rows) => {
        const chosen = assign(rows);
        const sum = chosen.reduce((total, at, row) => total + (at < 0 ? 0 : (rows[row]?.[at] ?? 0)), 0);
        expect(sum).toBe(best(rows, new Set()));
      }),
    );
  });
});
