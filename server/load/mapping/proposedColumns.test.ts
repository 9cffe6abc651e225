import { describe, expect, it } from "vitest";
import { proposeMapping } from "./propose.ts";
import { tryMapping } from "./tryMapping.ts";

/** What a file of some rows is proposed to be: `Header | of | columns`, and rows written alike. */
function proposed(header: string, rows: string[]) {
  const split = (line: string) => line.split("|").map((text) => text.trim());
  const file = { name: "a.csv", header: split(header), samples: rows.map(split) };
  const { table, mapping, columns } = proposeMapping(file);
  const [mapped] = mapping.files;
  return { file, table, mapped, values: mapped?.tables[0]?.columns ?? {}, columns };
}

const rows = (make: (n: number) => string) => Array.from({ length: 12 }, (_, n) => make(n));

describe("what is proposed for a column", () => {
  it("is the member for a number of the employee, the contract or the badge, and never a tax number", () => {
    for (const name of ["EE_ID", "Employee ID", "CERT", "Subscriber Key", "Badge No", "Insured Nr"]) {
      const { values, columns } = proposed(
        `DOC_NBR | ${name} | SVC_BEG | PROC | CONSIDERED | BENEFIT`,
        rows((n) => `C${n} | ${90_000 + n} | 2025-03-13 | 99213 | 49.75 | 40.${10 + n}`),
      );
      const plain = name.toLowerCase().replace(" ", "_");
      expect(values).toMatchObject({ claim_id: "doc_nbr", member_id: plain, allowed_amount: "considered" });
      expect(values).not.toHaveProperty("billing_tin");
      expect(columns.find(({ from }) => from === name)?.note).toMatch(/persons of one contract are counted as one/);
    }
  });

  it("is no member for the contract where a member has a number, and a tax number where it has nine digits", () => {
    const { values } = proposed(
      "Claim ID | Member ID | Subscriber ID | Service Date | CPT | Paid | Billing Tax ID",
      rows((n) => `C${n} | M${n} | ${90_000 + n} | 2025-03-13 | 99213 | 49.75 | 12345670${n % 10}`),
    );
    expect(values).toMatchObject({ member_id: "member_id", billing_tin: "billing_tax_id" });
  });

  it("is a place of service for codes of places, and none for positions", () => {
    const at = (pos: (n: number) => string) =>
      proposed(
        "Claim ID | Member ID | Service Date | CPT | Paid | Pos",
        rows((n) => `C${Math.floor(n / 3)} | M${n} | 2025-03-13 | 99213 | 49.75 | ${pos(n)}`),
      ).values.place_of_service_code;
    expect(at((n) => (n % 2 ? "11" : "22"))).toBe("pos");
    expect(at(() => "1")).toBeUndefined();
    expect(at((n) => String((n % 3) + 1))).toBeUndefined();
  });

  it("is read as cents where its name says cents", async () => {
    const { file, mapped, values } = proposed(
      "clm_ref | clm_ln | person_ref | dos | proc_cd | chg_cents | pay_cents",
      rows((n) => `C${n} | 1 | 9000${n} | 2025-05-21 | 97110 | 56281 | ${n % 2 ? "-" : ""}36781`),
    );
    expect(values).toMatchObject({ paid_amount: { from: "pay_cents", amount: "implied" } });
    const tried = mapped ? await tryMapping(file, mapped) : null;
    const paid = tried?.tables[0]?.columns.find(({ target }) => target === "paid_amount");
    expect(paid?.after.slice(0, 2)).toEqual(["367.81", "-367.81"]);
  });

  it("translates what a pharmacy's transaction was", () => {
    const { values } = proposed(
      "Script Nbr | Cardholder | Fill Dt | Days Supp | Drug Code | Tran Type | Client Due",
      rows((n) => `70${n} | 8000${n} | 20250417 | 30 | 00071015523 | ${n % 4 ? "B1" : "B2"} | 12.5${n % 10}`),
    );
    expect(values).toMatchObject({
      days_supply: "days_supp",
      line_type: { codes: { b1: "original", b2: "reversal", b3: "adjustment" } },
    });
  });
});

describe("coverage", () => {
  it("by months is enrollment from the first to the last day of each, and no bill without dollars", async () => {
    const header = "Member Month | Employee Number | Dependent Number | DOB | Gender | Coverage";
    const { file, table, mapped, values } = proposed(
      header,
      rows((n) => `2025${String(n + 1).padStart(2, "0")} | 40000 | ${n % 2} | 1985-01-10 | F | FAM`),
    );
    expect(table).toBe("eligibility");
    expect(values).toMatchObject({ coverage_tier: "coverage", subscriber_id: "employee_number" });
    const tried = mapped ? await tryMapping(file, mapped) : null;
    const made = (target: string) => tried?.tables[0]?.columns.find((column) => column.target === target)?.after[1];
    expect(made("enrollment_start_date")).toBe("2025-02-01");
    expect(made("enrollment_end_date")).toBe("2025-02-28");
    expect(made("member_id")).toBe("40000-1");
    const bill = proposed(
      `${header} | Premium`,
      rows((n) => `202501 | 400${n} | 0 | 1985-01-10 | F | MED | 512.50`),
    );
    expect(bill.table).toBe("premium_bill");
  });

  it("is named benefit where its words are benefits", () => {
    const { values } = proposed(
      "Member ID | DOB | Eff Date | Coverage",
      rows((n) => `M${n} | 1985-01-10 | 2025-01-01 | ${n % 2 ? "MED" : "DEN"}`),
    );
    expect(values.benefit).toBe("coverage");
  });

  it("that ends on the last day of 99 is open", async () => {
    const { file, mapped } = proposed(
      "Member ID | Birth Dt | Eff Dt | Term Dt",
      rows((n) => `M${n} | 01/13/80 | 01/01/25 | ${n % 2 ? "12/31/99" : "06/30/25"}`),
    );
    const tried = mapped ? await tryMapping(file, mapped) : null;
    const ends = tried?.tables[0]?.columns.find(({ target }) => target === "enrollment_end_date");
    expect(ends?.after.slice(0, 2)).toEqual(["2025-06-30", null]);
  });
});
