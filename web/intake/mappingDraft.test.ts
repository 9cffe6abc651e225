import { describe, expect, test } from "vitest";
import { type MappedFile, type Value, vendorSlug } from "../../server/load/mapping/mapping.ts";
import { draftOf, fieldOf, groupsOf, madeOf, mappingOf, ruleWords, unreadColumns } from "./mappingDraft.ts";

describe("a value in the editor", () => {
  test.each<[string, Value | undefined]>([
    ["a column", "clm_nbr"],
    ["nothing", undefined],
    ["a fixed value", { constant: "odd" }],
    ["a date by pattern", { from: "svc_from", date: "MM/DD/YYYY" }],
    ["a date by several patterns", { from: "svc_from", date: ["MM/DD/YYYY", "YYYYMMDD"] }],
    ["an amount by form", { from: "plan_pd", amount: "overpunch", decimals: 2 }],
    ["translated codes", { from: "sex", codes: { "1": "male", "2": "female" }, otherwise: "unknown" }],
    ["what the editor does not show", { from: "npi", slice: { start: 1, width: 10 }, remove: "-" }],
    ["a rule of several columns", { combine: ["last", "first"], join: ", " }],
  ])("%s comes back as it was", (_, value) => {
    expect(madeOf(fieldOf(value))).toEqual(value);
  });

  test("a rule is told in words", () => {
    expect(ruleWords({ first: ["paid", { from: "net" }] })).toBe("the first filled of paid, net");
  });
});

const proposal = {
  mapping: { name: "odd", vendor: "odd", files: [{ when: { columns: ["a"] }, tables: [{ table: "x", columns: {} }] }] },
  table: "x",
  columns: [],
  missing: [],
  unread: [],
};
const file = (name: string, header: string[]) => ({ name, header, samples: [], proposal });

describe("files and their mapping", () => {
  test("a file that lacks a column of its mapping is known by the others, and what was read from it is open", () => {
    const mapped = { when: { columns: ["a", "gone"] }, tables: [{ table: "x", columns: { one: "a", two: "gone" } }] };
    const lacking = {
      ...file("may.csv", ["A", "New"]),
      proposal: { ...proposal, mapping: { ...proposal.mapping, files: [mapped] } },
    };
    const [group] = groupsOf([lacking]);
    expect(group && draftOf(group, null)).toEqual({
      when: { columns: ["a"] },
      tables: [{ table: "x", columns: { one: "a" } }],
    });
  });

  test("files of one header are mapped together", () => {
    const groups = groupsOf([file("jan.csv", ["A", "B"]), file("x.csv", ["C"]), file("feb.csv", ["a", "b"])]);
    expect(groups.map(({ files }) => files.map(({ name }) => name))).toEqual([["jan.csv", "feb.csv"], ["x.csv"]]);
  });

  test("what was set comes before what is proposed", () => {
    const [group] = groupsOf([file("jan.csv", ["A", "B"])]);
    const set: MappedFile = { when: { columns: ["b"] }, tables: [] };
    if (!group) throw new Error("no group");
    expect(draftOf(group, { name: "v", vendor: "v", files: [set] })).toBe(set);
    expect(draftOf(group, null)).toBe(proposal.mapping.files[0]);
  });

  test("columns that nothing reads are named as the file has them", () => {
    const mapped: MappedFile = {
      when: { columns: ["clm_nbr"] },
      ignore: ["filler"],
      tables: [
        {
          table: "medical_claim",
          where: { column: "kind", in: ["M"] },
          columns: { claim_id: "clm_nbr", paid_amount: { first: ["net", { from: "gross", amount: "implied" }] } },
        },
      ],
    };
    const header = ["CLM NBR", "Kind", "NET", "Gross", "Filler", "Other", "Net"];
    expect(unreadColumns(header, mapped)).toEqual(["Other", "Net"]);
  });

  test.each(["Harbor Health, Inc.", "Señor & Söhne", "A".repeat(150)])(
    "a mapping of %s is called as it is kept",
    (vendor) => {
      expect(mappingOf(vendor, [], null).name).toBe(vendorSlug(vendor));
    },
  );
});
