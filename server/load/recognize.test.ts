import { describe, expect, it } from "vitest";
import { knownBy } from "./mapping/known.ts";
import { type Recognition, recognize as recognizeFile } from "./recognize.ts";
import { medicalHeader } from "./testing.ts";

const known = knownBy();
const medical = medicalHeader.split(",");
const spans = ["person_id", "enrollment_start_date", "enrollment_end_date"];

function recognize(header: string[], by = known): Recognition {
  return recognizeFile(header, "claims.csv", by);
}

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
    const older = recognize(["patient_id", ...spans.slice(1)]);
    expect(sources(older)).toEqual({ person_id: [0], enrollment_start_date: [1], enrollment_end_date: [2] });
    const both = recognize(["patient_id", ...spans]);
    expect(sources(both)).toEqual({ person_id: [1], enrollment_start_date: [2], enrollment_end_date: [3] });
    expect(both).toMatchObject({ unread: ["patient_id"] });
  });

  it("knows a person by the number on the card where an enrollment has no other", () => {
    const roster = recognize(["member_id", "birth_date"]);
    expect(sources(roster)).toEqual({ person_id: [0], member_id: [0], birth_date: [1] });
    const claims = recognize(["claim_id", "claim_line_number", "member_id", "paid_amount"]);
    expect(Object.keys(sources(claims))).not.toContain("person_id");
  });

  it("says that a medical file lacks the claim's number", () => {
    const found = recognize(medical.filter((name) => name !== "claim_id"));
    expect(found).toMatchObject({ kind: "lacks", table: { name: "medical_claim" }, missing: ["claim_id"] });
  });

  it.each([["paid_amount"], ["person_id"], ["claim_start_date"], ["claim_type"]])(
    "takes a medical file without %s, and says that it is wanting",
    (missing) => {
      const found = recognize(medical.filter((name) => name !== missing));
      expect(found).toMatchObject({ kind: "table", wanting: [{ table: "medical_claim", columns: [missing] }] });
    },
  );

  it("says which column is named twice, and where", () => {
    expect(recognize([...medical, "Paid Amount"])).toMatchObject({
      kind: "doubled",
      doubled: [{ header: "paid_amount", places: [9, 13] }],
    });
    expect(tableOf([...medical, "note", "note"])).toBe("medical_claim");
  });

  it("keeps x_ columns and leaves unknown ones", () => {
    const found = recognize([...spans, "X_Agency", "", "note"]);
    expect(sources(found)).toMatchObject({ x_agency: [3] });
    expect(found).toMatchObject({ unread: ["(column 5, without a name)", "note"] });
  });

  it("knows a mended file of rejected rows as its original", () => {
    const mended = recognize(["rejected_from", "rejected_line", "rejected_because", ...medical]);
    expect(mended).toMatchObject({ kind: "table", table: { name: "medical_claim" }, unread: [] });
  });

  it.each([
    [
      "provider attribution",
      "person_id,member_id,patient_id,year_month,payer,plan,data_source,payer_attributed_provider",
    ],
    ["lab results", "lab_result_id,person_id,patient_id,encounter_id,accession_number,result,data_source,file_name"],
    ["a list of persons", "person_id,first_name,last_name,city"],
    ["encounters", "encounter_id,person_id,claim_id,paid_amount,allowed_amount"],
    ["nothing", ""],
  ])("does not take %s for a table", (_, header) => {
    expect(recognize(header.split(",")).kind).toBe("unknown");
  });
});

/** The places of the file's columns that fill each column of the first table. */
function sources(found: Recognition): Record<string, number[]> {
  if (found.kind !== "table") throw new Error(found.kind);
  return Object.fromEntries(found.parts[0]?.targets.map(({ column, places }) => [column.name, places]) ?? []);
}
