import { describe, expect, it } from "vitest";
import { layouts } from "./layout.ts";
import { recognize } from "./recognize.ts";
import { medicalHeader } from "./testing.ts";

const known = layouts();
const medical = medicalHeader.split(",");
const spans = ["person_id", "enrollment_start_date", "enrollment_end_date"];

function tableOf(header: string[]): string | null {
  const found = recognize(header, known);
  return found.kind === "table" ? found.table.name : null;
}

describe("recognize", () => {
  it("knows a table by its columns, whatever their order", () => {
    expect(tableOf(medical)).toBe("medical_claim");
    expect(tableOf([...medical].reverse())).toBe("medical_claim");
    expect(tableOf(spans)).toBe("eligibility");
    expect(tableOf(["claim_id", "claim_line_number", "person_id", "dispensing_date", "ndc_code", "paid_amount"])).toBe(
      "pharmacy_claim",
    );
  });

  it("does not mind case, blanks and a byte-order mark", () => {
    expect(tableOf(["\uFEFFPerson ID", " Enrollment Start Date ", "ENROLLMENT_END_DATE"])).toBe("eligibility");
  });

  it("takes the older patient_id where there is no person_id", () => {
    const older = recognize(["patient_id", ...spans.slice(1)], known);
    expect(older.kind === "table" && older.columns[0]?.column?.name).toBe("person_id");
    const both = recognize(["patient_id", ...spans], known);
    expect(both.kind === "table" && both.columns.map(({ column }) => column?.name)).toEqual([undefined, ...spans]);
  });

  it.each([[["paid_amount"]], [["person_id"]], [["claim_start_date"]], [["claim_type", "claim_id"]]])(
    "says that a medical file lacks %s",
    (missing) => {
      const found = recognize(
        medical.filter((name) => !missing.includes(name)),
        known,
      );
      expect(found).toMatchObject({ kind: "lacks", table: { name: "medical_claim" } });
      expect(found.kind === "lacks" && [...found.missing].sort()).toEqual([...missing].sort());
    },
  );

  it("says which column is named twice, and where", () => {
    expect(recognize([...medical, "Paid Amount"], known)).toMatchObject({
      kind: "doubled",
      doubled: [{ header: "paid_amount", places: [9, 13] }],
    });
    expect(tableOf([...medical, "note", "note"])).toBe("medical_claim");
  });

  it("keeps x_ columns and leaves unknown ones", () => {
    const found = recognize([...spans, "X_Agency", "", "note"], known);
    expect(found.kind === "table" && found.columns.slice(3)).toEqual([
      { header: "X_Agency", column: null, extension: "x_agency" },
      { header: "(column 5, without a name)", column: null, extension: null },
      { header: "note", column: null, extension: null },
    ]);
  });

  it.each([
    [
      "provider attribution",
      "person_id,member_id,patient_id,year_month,payer,plan,data_source,payer_attributed_provider",
    ],
    ["lab results", "lab_result_id,person_id,patient_id,encounter_id,accession_number,result,data_source,file_name"],
    ["a list of persons", "person_id,first_name,last_name,birth_date"],
    ["encounters", "encounter_id,person_id,claim_id,paid_amount,allowed_amount"],
    ["nothing", ""],
  ])("does not take %s for a table", (_, header) => {
    expect(recognize(header.split(","), known).kind).toBe("unknown");
  });
});
