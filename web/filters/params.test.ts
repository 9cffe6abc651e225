import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accepts, carriedSearch, companionParams, follows, requestParams, unusedNames } from "./params.ts";
import { joinValues, splitValues } from "./valueList.ts";

const entry = {
  parameters: ["period", "compare", "plan"],
  own: { category: { label: "Category", type: "list" as const } },
};
const search = {
  period: "2024",
  plan: "PPO",
  network: "in",
  category: "Inpatient",
  sort: "-paid",
  via: "x",
  profile: "committee",
};

describe("the parameters of a report", () => {
  test("are those of the address that it knows, and always the profile", () => {
    expect(requestParams(search, entry)).toEqual({
      period: "2024",
      plan: "PPO",
      profile: "committee",
      category: "Inpatient",
    });
  });

  test("go along to the next report when they are shared", () => {
    expect(carriedSearch(search)).toEqual({ period: "2024", plan: "PPO", network: "in", profile: "committee" });
  });

  test("are named where this report cannot follow them", () => {
    expect(unusedNames(search, entry)).toEqual(["network"]);
    expect(unusedNames({ ...search, drug: "00002-8215" }, entry)).toEqual(["network", "drug"]);
    expect(accepts(entry, "as_of")).toBe(true);
  });
});

describe("values of a list", () => {
  const value = fc.string({ minLength: 1 }).filter((text) => text.trim() === text && !text.endsWith("\\"));

  test("come back as they went, commas and all", () => {
    fc.assert(
      fc.property(fc.uniqueArray(value), (values) => {
        expect(splitValues(joinValues(values))).toEqual(values);
      }),
    );
  });

  test("none is no filter", () => {
    expect(joinValues([])).toBeUndefined();
    expect(splitValues(undefined)).toEqual([]);
    expect(joinValues(["SEIU, Local 11", "FOP"])).toBe("SEIU\\, Local 11,FOP");
  });

  test("a companion takes what narrows the page, and is left out where it cannot", () => {
    const list = { label: "Category", type: "list" as const };
    const parent = { parameters: ["period", "plan"], own: { category: list }, defaults: {} };
    const follower = { parameters: ["period", "plan"], own: { category: list } };
    const other = { parameters: ["period", "plan"], own: {} };
    const narrowed = { plan: "PPO", category: "Imaging" };
    expect(follows(narrowed, parent, follower)).toBe(true);
    expect(companionParams(narrowed, parent, follower)).toEqual(narrowed);
    expect(follows(narrowed, parent, other)).toBe(false);
    expect(follows({ plan: "PPO" }, parent, other)).toBe(true);
  });
});
