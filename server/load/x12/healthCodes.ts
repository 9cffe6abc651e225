import { day, parts } from "./composite.ts";
import type { Segment } from "./segments.ts";
import type { Row } from "./setReader.ts";

/** The codes of a claim, as its HI segments give them. */
export interface Codes {
  diagnoses: { code: string; present: string }[];
  procedures: { code: string; date: string }[];
  drg: string;
  edition: string;
  procedureEdition: string;
}

const diagnosisKinds = /^A?(BK|BF)$/;
const procedureKinds = /^B?(BR|BQ)$/;
const most = 25;

/** Adds what one HI segment tells; the principal diagnosis and procedure come first, as they are sent. */
export function addCodes(codes: Codes, segment: Segment): void {
  for (let place = 1; place < segment.elements.length; place++) {
    const [kind = "", text = "", , date = "", , , , , present = ""] = parts(segment, place);
    const code = text.replaceAll(".", "");
    if (code === "") continue;
    if (diagnosisKinds.test(kind)) {
      codes.edition ||= kind.startsWith("A") ? "10" : "9";
      codes.diagnoses.push({ code, present });
    } else if (procedureKinds.test(kind)) {
      codes.procedureEdition ||= kind.startsWith("BB") ? "10" : "9";
      codes.procedures.push({ code, date: date && day(date) });
    }
    if (kind === "DR") codes.drg = code;
  }
}

export function codeFields({ diagnoses, procedures, drg, edition, procedureEdition }: Codes): Row {
  const fields: Row = { drg_code: drg };
  if (diagnoses.length > 0) fields.diagnosis_code_type = `icd-${edition}-cm`;
  if (procedures.length > 0) fields.procedure_code_type = `icd-${procedureEdition}-pcs`;
  for (const [index, { code, present }] of diagnoses.slice(0, most).entries()) {
    fields[`diagnosis_code_${index + 1}`] = code;
    fields[`diagnosis_poa_${index + 1}`] = present;
  }
  for (const [index, { code, date }] of procedures.slice(0, most).entries()) {
    fields[`procedure_code_${index + 1}`] = code;
    fields[`procedure_date_${index + 1}`] = date;
  }
  return fields;
}
