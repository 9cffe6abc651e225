import { expect, test } from "vitest";
import { readGlossary } from "./glossary.ts";

test("the glossary names each term once, in order, and defines it in a whole sentence", () => {
  const terms = readGlossary();
  const names = terms.map(({ term }) => term.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, "en")));
  for (const { term, definition } of terms) expect(definition, term).toMatch(/^["A-Z].*\.$/);
});

test("a column or other name leads to one term", () => {
  const names = readGlossary().flatMap(({ term, also }) => [term, ...also].map((name) => name.toLowerCase()));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test("it has the words that the reports are written in", () => {
  const terms = readGlossary().map(({ term }) => term);
  expect(terms).toEqual(
    expect.arrayContaining([
      "member month",
      "PMPM",
      "PEPM",
      "per 1,000",
      "allowed",
      "paid",
      "member cost share",
      "coverage tier",
      "incurred basis",
      "paid basis",
      "run-out",
      "completion factor",
      "IBNR",
      "actuarial value",
      "premium equivalent",
      "trend",
      "loss ratio",
      "reserve in months",
      "contribution share",
    ]),
  );
});
