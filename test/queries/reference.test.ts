import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { productPaths } from "../../server/root.ts";

type Entry = Record<string, string>;

/** Enough CSV for the product's own files: quotes, no line breaks inside. */
function read(name: string): Entry[] {
  const [head = "", ...lines] = readFileSync(join(productPaths.reference, `${name}.csv`), "utf8")
    .trim()
    .split("\n");
  const cells = (line: string) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((match) => (match[1] ?? "").replace(/^"|"$/g, ""));
  const names = cells(head);
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, i) => [names[i] ?? "", cell])));
}

const shape = (code: string) => code.replaceAll(/[0-9]/g, "9");

describe("reference data", () => {
  it("names its source and year on every row", () => {
    for (const name of [
      "code_group",
      "service_category",
      "service_category_rule",
      "word",
      "use_measure",
      "use_measure_service",
    ]) {
      const rows = read(name);
      expect(rows.length).toBeGreaterThan(10);
      expect(rows.filter((row) => !row.source || !/^\d{4}$/.test(row.year ?? ""))).toEqual([]);
    }
  });

  it("has code ranges that nest or stand apart, so that the inner one always says more", () => {
    const rows = read("code_group").map((row) => ({
      system: row.code_system ?? "",
      from: row.code_from ?? "",
      to: row.code_to ?? "",
    }));
    const wrong = rows.flatMap((a, i) =>
      rows
        .slice(i + 1)
        .filter((b) => a.system === b.system && shape(a.from) === shape(b.from))
        .filter((b) => {
          const same = a.from === b.from && a.to === b.to;
          const apart = b.from > a.to || a.from > b.to;
          const nested = (a.from <= b.from && b.to <= a.to) || (b.from <= a.from && a.to <= b.to);
          return same || !(apart || nested);
        })
        .map((b) => [a, b]),
    );
    expect(wrong).toEqual([]);
    expect(rows.filter(({ from, to }) => shape(from) !== shape(to) || from > to)).toEqual([]);
  });

  it("has rules that speak of known services and known groups only", () => {
    const services = new Set(read("service_category").map((row) => row.service));
    const groups = new Set(["(none)", "(other)", "apr-drg", ...read("code_group").map((row) => row.code_group)]);
    const rules = read("service_category_rule");
    const tests = ["bill_type", "admit_type", "ms_drg", "revenue", "place", "procedure"];
    expect(rules.filter((rule) => !services.has(rule.service ?? "")).map((rule) => rule.service)).toEqual([]);
    const named = rules.flatMap((rule) =>
      tests.flatMap((test) => (rule[test] ?? "").replace(/^!/, "").split("|").filter(Boolean)),
    );
    expect(named.filter((group) => !groups.has(group))).toEqual([]);
  });

  it("counts measures by services that there are, each measure under a name of its own", () => {
    const services = new Set(read("service_category").map((row) => row.service));
    const measures = new Set(read("use_measure").map((row) => row.measure));
    const counted = read("use_measure_service");
    expect(counted.filter((row) => !services.has(row.service ?? "") || !measures.has(row.measure ?? ""))).toEqual([]);
    expect(new Set(read("use_measure").map((row) => row.label)).size).toBe(measures.size);
  });

  it("gives every word one meaning; only benefits may have two", () => {
    const seen = new Map<string, number>();
    for (const { field, word } of read("word")) {
      if (field === "benefit") continue;
      seen.set(`${field} ${word}`, (seen.get(`${field} ${word}`) ?? 0) + 1);
    }
    expect([...seen].filter(([, count]) => count > 1)).toEqual([]);
    expect(read("word").filter(({ word }) => word !== word?.toLowerCase())).toEqual([]);
  });
});
