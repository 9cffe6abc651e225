import { type CheckCase, enrollment, medical, pharmacy } from "./case.ts";

/** A national provider number whose check digit is right, and one whose is not. */
const goodNpi = "1234567893";
const badNpi = "1234567890";

const values = (column: string, texts: string[]) => texts.map((text) => ({ [column]: text }));

export const codes: CheckCase[] = [
  medical(
    "claim-type-undetermined",
    values("claim_type", ["undetermined"]),
    values("claim_type", ["professional", "institutional"]),
  ),
  medical(
    "bill-type-unknown",
    values("bill_type_code", ["11", "991", "1111", "ABC"]),
    values("bill_type_code", ["111", "0131", "11G"]),
  ),
  medical(
    "place-unknown",
    values("place_of_service_code", ["00", "44", "OF"]),
    values("place_of_service_code", ["11", "2", "99"]),
  ),
  medical(
    "revenue-code-shape",
    values("revenue_center_code", ["0", "04500", "R45"]),
    values("revenue_center_code", ["0450", "450"]),
  ),
  medical(
    "revenue-code-lost-zero",
    values("revenue_center_code", ["450"]),
    values("revenue_center_code", ["0450", "1001"]),
  ),
  medical("drg-shape", values("drg_code", ["000", "DRG470", "47012"]), values("drg_code", ["470", "1941", "194-1"])),
  medical(
    "diagnosis-shape",
    [{ diagnosis_code_1: "diabetes" }, { diagnosis_code_2: "99" }, { diagnosis_code_1: "E11.91234" }],
    [
      { diagnosis_code_1: "E11.9" },
      { diagnosis_code_2: "25000" },
      { diagnosis_code_1: "v27" },
      { diagnosis_code_1: "U071" },
    ],
  ),
  medical(
    "procedure-shape",
    values("hcpcs_code", ["9921", "99213-25", "XX123"]),
    values("hcpcs_code", ["99213", "J1745", "0001U", "g0439"]),
  ),
  medical("modifier-shape", [{ hcpcs_modifier_1: "2" }, { hcpcs_modifier_2: "25,59" }], [{ hcpcs_modifier_1: "25" }]),
  medical(
    "inpatient-procedure-shape",
    values("procedure_code_1", ["0DT", "0OT10ZZ"]),
    values("procedure_code_1", ["0DT60ZZ", "81.54", "8154"]),
  ),
  medical("present-on-admission-unknown", values("diagnosis_poa_1", ["X"]), values("diagnosis_poa_1", ["Y", "n", "1"])),
  medical("admit-type-unknown", values("admit_type_code", ["7", "EL"]), values("admit_type_code", ["1", "03", "9"])),
  medical(
    "admit-source-unknown",
    values("admit_source_code", ["ER", "0"]),
    values("admit_source_code", ["1", "07", "E"]),
  ),
  medical(
    "discharge-status-unknown",
    values("discharge_disposition_code", ["00", "99"]),
    values("discharge_disposition_code", ["1", "20"]),
  ),
  medical(
    "provider-number-invalid",
    [{ billing_npi: badNpi }, { rendering_npi: "3141000018" }, { billing_npi: "12345" }],
    [{ billing_npi: goodNpi }, { rendering_npi: "1999999984" }, { rendering_npi: "9141000018" }],
  ),
  pharmacy(
    "pharmacy-number-invalid",
    [{ dispensing_provider_npi: badNpi }, { prescribing_provider_npi: "ABCDEFGHIJ" }],
    [{ dispensing_provider_npi: goodNpi }],
  ),
  medical("tax-number-shape", values("billing_tin", ["12345678"]), values("billing_tin", ["12-3456789", "123456789"])),
  pharmacy(
    "drug-code-shape",
    values("ndc_code", ["123456789", "ASPIRIN"]),
    values("ndc_code", ["00001000101", "00001-0001-01", "0001-0001-01"]),
  ),
  pharmacy(
    "drug-code-of-ten-digits",
    values("ndc_code", ["0001000101", "99001-070-30"]),
    values("ndc_code", ["00001000101"]),
  ),
  enrollment("zip-lost-zeros", values("zip_code", ["1", "2138"]), values("zip_code", ["02138", "02138-1234"])),
  enrollment("zip-shape", values("zip_code", ["K1A 0B1"]), values("zip_code", ["02138", "021381234", "2138"])),
  medical(
    "not-available-words",
    [{ network_tier: "#N/A" }, { plan: "#REF!" }],
    [{ network_tier: "in" }, { plan: "N/A" }],
  ),
];
