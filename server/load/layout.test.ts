import { describe, expect, it } from "vitest";
import { layouts, tuvaTables } from "./layout.ts";

describe("layouts", () => {
  const table = (name: string) => {
    const found = tuvaTables().find((each) => each.name === name);
    if (!found) throw new Error(name);
    return found;
  };

  it("holds every column of the Tuva input layer, then those that it lacks", () => {
    const extras = { medical_claim: 10, pharmacy_claim: 14, eligibility: 8 };
    const counts = Object.entries(extras).map(([name, added]) => [name, table(name).columns.length - added]);
    expect(Object.fromEntries(counts)).toEqual({ medical_claim: 148, pharmacy_claim: 25, eligibility: 39 });
  });

  it("spreads numbered columns, in order", () => {
    const names = table("medical_claim").columns.map(({ name }) => name);
    const at = names.indexOf("diagnosis_code_1");
    expect(names.slice(at, at + 25)).toEqual(Array.from({ length: 25 }, (_, n) => `diagnosis_code_${n + 1}`));
    expect(table("medical_claim").columns.find(({ name }) => name === "procedure_date_25")).toMatchObject({
      type: "DATE",
      meaning: "Day of inpatient procedure 25",
    });
    expect(new Set(names).size).toBe(names.length);
  });

  it("names only columns that it has", () => {
    for (const { columns, required, oneOf, wanted, filled, ordered, key, from, to } of tuvaTables()) {
      const names = columns.map(({ name }) => name);
      for (const name of [required, oneOf, wanted, filled, ordered, key, from, to].flat(2)) {
        expect(names).toContain(name);
      }
    }
  });

  it("keeps money in cents and dates as dates", () => {
    const types = Object.fromEntries(table("pharmacy_claim").columns.map(({ name, type }) => [name, type]));
    expect(types).toMatchObject({
      paid_amount: "DECIMAL(18,2)",
      quantity: "DECIMAL(18,3)",
      days_supply: "BIGINT",
      dispensing_date: "DATE",
      ndc_code: "VARCHAR",
    });
  });

  it("says which layouts there are where one is asked for that is not", () => {
    expect(() => layouts("nope")).toThrow(/^There is no layout nope. Layouts: .*\btuva\b/);
    expect(layouts("tuva")).toHaveLength(1);
  });
});
