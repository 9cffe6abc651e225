import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultSettings } from "../../server/home/settings.ts";
import { readCatalogue } from "../../server/reports/catalogue.ts";
import { readDataSpan } from "../../server/reports/dataSpan.ts";
import { readFilterValues } from "../../server/reports/filterValues.ts";
import { resolveParameters } from "../../server/reports/parameters.ts";
import { fill, professional, span } from "./rows.ts";
import { rowsOf, TinyPlan } from "./tinyPlan.ts";

const reports = [...readCatalogue().reports.values()].filter(({ spec }) => Object.keys(spec.own).length > 0);
const hostile = [
  ...["abc", "-5", "1e9", "NaN", "Infinity", "0x10", "½", "12 000", "1,2,3", "'; drop table x; --", "null", "%", "$"],
  ...["999999999999999999999999", "0", "00", "1.5.2", "\u0000", "🙂", "ann:", ":5", "a:b:c", "\\,", " ", "true"],
];

describe("a report's own parameters", () => {
  let plan: TinyPlan;
  let context: Omit<Parameters<typeof resolveParameters>[2], "settings">;

  beforeAll(async () => {
    plan = await TinyPlan.build({
      eligibility: [span("ann", "2023-01-01", "2024-12-31")],
      medical_claim: [professional("1", "ann", "2024-01-10", { hcpcs_code: "99213", diagnosis_code_1: "E11.9" })],
      pharmacy_claim: [fill("2", "ann", "2024-02-20")],
    });
    const [covered, values] = await Promise.all([readDataSpan(plan.warehouse), readFilterValues(plan.warehouse)]);
    context = { span: covered, values };
  });
  afterAll(() => plan.close());

  const resolve = (report: (typeof reports)[number], given: Record<string, string>) =>
    resolveParameters({ period: "2024", ...given }, report, { ...context, settings: defaultSettings });

  it("is what its type allows, or is refused by name", () => {
    const text = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "binary", maxLength: 20 }));
    for (const report of reports) {
      for (const [name, own] of Object.entries(report.spec.own)) {
        fc.assert(
          fc.property(text, (given) => {
            let chosen: string[] | string | null | undefined;
            try {
              chosen = resolve(report, { [name]: given }).own[name];
            } catch (error) {
              expect(error).toMatchObject({ code: "invalid-parameter", detail: { parameter: name } });
              return;
            }
            if (chosen == null) return;
            for (const value of [chosen].flat()) {
              const number = own.each === "person-number" ? value.slice(value.lastIndexOf(":") + 1) : value;
              if (own.type === "number" || own.each) {
                expect(number).toMatch(/^\d{1,15}(\.\d+)?$/);
                expect(Number(number)).toBeGreaterThanOrEqual(own.least ?? 0);
                expect(Number(number)).toBeLessThanOrEqual(own.most ?? Infinity);
              }
              if (own.values) expect(own.values).toContain(value);
            }
          }),
          { numRuns: 20 },
        );
      }
    }
  });

  it("is answered by every report, whatever value of the data is asked for", async () => {
    for (const report of reports) {
      const closed = ["category", "service", "condition"];
      const open = Object.entries(report.spec.own).filter(
        ([name, { type, values, each }]) => type === "list" && !values && !each && !closed.includes(name),
      );
      if (open.length === 0) continue;
      const given = Object.fromEntries(open.map(([name]) => [name, "99999\\, ' \" ; -- 🙂"]));
      const envelope = await plan.report(report.id, { period: "2024", ...given });
      if (envelope.rows.length === 0) expect(envelope.meta.answer).toMatch(/^No line of 2024 has /);
    }
  });

  it("takes amounts as people write them", async () => {
    const report = reports.find(({ id }) => id === "stop-loss");
    if (!report) throw new Error("no stop-loss");
    for (const attachment of ["250000", "250,000", "$250000", "$ 250,000", " 250,000 "]) {
      expect(resolve(report, { attachment }).own.attachment).toBe("250000");
    }
    for (const attachment of ["25,00", "abc", "-1", "0", "1e6"]) {
      expect(() => resolve(report, { attachment })).toThrow(
        `attachment is "${attachment}"; it can be a number from 1 to 1,000,000,000.`,
      );
    }
    const adherence = reports.find(({ id }) => id === "adherence");
    if (!adherence) throw new Error("no adherence");
    expect(resolve(adherence, { threshold: "80%" }).own.threshold).toBe("0.8");
    expect(() => resolve(adherence, { threshold: "80" })).toThrow(/a share from 0.01 to 1, like 0.8 or 80%/);
    await expect(plan.report("stop-loss", { period: "2024", lasers: "nobody:750000" })).rejects.toThrow(
      'lasers names member "nobody", whom the data does not have.',
    );
  });

  it("knows the lists that are closed, and says what no line has", async () => {
    await expect(plan.report("services", { period: "2024", category: "Dental" })).rejects.toThrow(
      /^category is "Dental"; it can be Inpatient hospital, /,
    );
    const asked = await plan.report("services", { period: "2024", category: "office visits" });
    expect(asked.meta.params.category).toBe("Office visits");
    expect(rowsOf(asked)).toHaveLength(1);
    const physical = await plan.report("services", {
      period: "2024",
      category: "Physical, occupational and speech therapy",
    });
    expect(physical.meta.answer).toMatch(/^No line of 2024 has category Physical/);
    const none = await plan.report("services", { period: "2024", code: "99999" });
    expect(none.meta.answer).toBe("No line of 2024 has procedure or revenue code 99999.");
  });
});
