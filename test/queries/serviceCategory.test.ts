import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { facility, professional, stay } from "./rows.ts";
import { type Row, TinyPlan } from "./tinyPlan.ts";

const day = "2024-03-05";

/** The service that a line's codes should give, one claim each. */
const lines: [service: string, line: Row][] = [
  ["Office visits", professional("", "a", day, { hcpcs_code: "99213" })],
  ["Office visits", professional("", "a", day, { hcpcs_code: "99213", place_of_service_code: null })],
  ["Telehealth visits", professional("", "a", day, { hcpcs_code: "99213", place_of_service_code: "2" })],
  ["Office surgery", professional("", "a", day, { hcpcs_code: "10004" })],
  ["Office surgery", professional("", "a", day, { hcpcs_code: "69990" })],
  ["Other office services", professional("", "a", day, { hcpcs_code: "1036F" })],
  ["Other office services", professional("", "a", day, { hcpcs_code: "9921" })],
  ["Mental health visits in an office", professional("", "a", day, { hcpcs_code: "90837" })],
  ["Therapy in an office", professional("", "a", day, { hcpcs_code: "97110" })],
  ["Drugs given in an office", professional("", "a", day, { hcpcs_code: "j1756" })],
  ["CT in an office", professional("", "a", day, { hcpcs_code: "70450" })],
  ["Laboratory", professional("", "a", day, { hcpcs_code: "80053" })],
  ["Laboratory", professional("", "a", day, { hcpcs_code: "36415" })],
  ["Laboratory", professional("", "a", day, { place_of_service_code: "81" })],
  ["Medical equipment and supplies", professional("", "a", day, { hcpcs_code: "E1390", place_of_service_code: "12" })],
  ["Home health", professional("", "a", day, { hcpcs_code: "G0299", place_of_service_code: "12" })],
  ["Ambulance and transport", professional("", "a", day, { hcpcs_code: "A0425", place_of_service_code: "41" })],
  ["Emergency department", professional("", "a", day, { hcpcs_code: "99284", place_of_service_code: "23" })],
  [
    "X-ray, ultrasound and other imaging in a facility",
    professional("", "a", day, { hcpcs_code: "71046", place_of_service_code: "23" }),
  ],
  ["Urgent care", professional("", "a", day, { hcpcs_code: "99203", place_of_service_code: "20" })],
  ["Ambulatory surgery center", professional("", "a", day, { hcpcs_code: "66984", place_of_service_code: "24" })],
  ["Hospital outpatient surgery", professional("", "a", day, { hcpcs_code: "29881", place_of_service_code: "22" })],
  ["Hospital outpatient surgery", professional("", "a", day, { hcpcs_code: "01400", place_of_service_code: "22" })],
  ["Outpatient hospital or clinic", professional("", "a", day, { hcpcs_code: "99213", place_of_service_code: "22" })],
  ["Professionals during a stay", professional("", "a", day, { hcpcs_code: "99232", place_of_service_code: "21" })],
  ["Vaginal delivery", professional("", "a", day, { hcpcs_code: "59400", place_of_service_code: "21" })],
  ["Cesarean delivery", professional("", "a", day, { hcpcs_code: "59510", place_of_service_code: "21" })],
  ["Dialysis", professional("", "a", day, { hcpcs_code: "90960", place_of_service_code: "65" })],
  [
    "Professionals in skilled nursing",
    professional("", "a", day, { hcpcs_code: "99308", place_of_service_code: "31" }),
  ],
  ["Inpatient hospice", professional("", "a", day, { place_of_service_code: "34" })],
  ["Observation", professional("", "a", day, { hcpcs_code: "G0378", place_of_service_code: "22" })],
  ["Other medical services", professional("", "a", day, { hcpcs_code: "99213", place_of_service_code: "99" })],
  ["Medical stays", stay("", "a", day, "2024-03-08", { drg_code: "291" })],
  ["Surgical stays", stay("", "a", day, "2024-03-08", { drg_code: "0470" })],
  ["Vaginal delivery", stay("", "a", day, "2024-03-08", { drg_code: "807" })],
  ["Cesarean delivery", stay("", "a", day, "2024-03-08", { drg_code: "788" })],
  ["Other maternity", stay("", "a", day, "2024-03-08", { drg_code: "833" })],
  ["Newborn", stay("", "a", day, "2024-03-08", { drg_code: "795", revenue_center_code: "171" })],
  ["Newborn intensive care", stay("", "a", day, "2024-03-08", { drg_code: "791" })],
  ["Newborn", stay("", "a", day, "2024-03-08", { drg_code: null, admit_type_code: "4" })],
  ["Inpatient mental health", stay("", "a", day, "2024-03-08", { drg_code: "885" })],
  ["Inpatient substance use", stay("", "a", day, "2024-03-08", { drg_code: "897" })],
  ["Inpatient rehabilitation", stay("", "a", day, "2024-03-08", { drg_code: "945" })],
  ["Other acute stays", stay("", "a", day, "2024-03-08", { drg_code: null })],
  ["Other acute stays", stay("", "a", day, "2024-03-08", { drg_code: "540", drg_code_type: "APR-DRG" })],
  ["Medical stays", stay("", "a", day, "2024-03-08", { drg_code: "291", bill_type_code: null })],
  ["Other acute stays", stay("", "a", day, "2024-03-08", { drg_code: null, bill_type_code: null })],
  ["Skilled nursing stays", stay("", "a", day, "2024-03-08", { drg_code: null, bill_type_code: "0211" })],
  ["Inpatient hospice", stay("", "a", day, "2024-03-08", { drg_code: null, bill_type_code: "821" })],
  ["Emergency department", facility("", "a", day, day, { revenue_center_code: "450", hcpcs_code: "99284" })],
  ["Urgent care", facility("", "a", day, day, { revenue_center_code: "0456", hcpcs_code: "99203" })],
  ["Drugs given in a facility or at home", facility("", "a", day, day, { revenue_center_code: "0636" })],
  ["Laboratory", facility("", "a", day, day, { bill_type_code: "141", revenue_center_code: "0300" })],
  ["MRI in a facility", facility("", "a", day, day, { revenue_center_code: "0610", hcpcs_code: "70551" })],
  ["MRI in a facility", facility("", "a", day, day, { revenue_center_code: "0610" })],
  ["Hospital outpatient surgery", facility("", "a", day, day, { revenue_center_code: "0360", hcpcs_code: "29881" })],
  [
    "Therapy in a facility or at home",
    facility("", "a", day, day, { revenue_center_code: "0420", hcpcs_code: "97110" }),
  ],
  ["Dialysis", facility("", "a", day, day, { bill_type_code: "721", revenue_center_code: "0821" })],
  ["Home health", facility("", "a", day, day, { bill_type_code: "329", revenue_center_code: "0551" })],
  ["Hospice at home", facility("", "a", day, day, { bill_type_code: "811", revenue_center_code: "0651" })],
  ["Outpatient mental health", facility("", "a", day, day, { revenue_center_code: "0905" })],
  ["Outpatient hospital or clinic", facility("", "a", day, day, { revenue_center_code: "0510", hcpcs_code: "G0463" })],
  ["Outpatient hospital or clinic", facility("", "a", day, day, { bill_type_code: null, revenue_center_code: "0510" })],
];

describe("service categories", () => {
  let plan: TinyPlan;

  beforeAll(async () => {
    const single = lines.map(([, line], i) => ({ ...line, claim_id: `c${String(i).padStart(3, "0")}` }));
    plan = await TinyPlan.build({
      medical_claim: [
        ...single,
        // An emergency claim paid by the line: the laboratory line and the drug are their own, the rest is the visit.
        facility("lines", "b", day, day, { revenue_center_code: "0450", hcpcs_code: "99284" }),
        facility("lines", "b", day, day, { claim_line_number: 2, revenue_center_code: "0300", hcpcs_code: "80053" }),
        facility("lines", "b", day, day, { claim_line_number: 3, revenue_center_code: "0270" }),
        // The same claim paid as a whole, with the money on the line of a drug.
        facility("whole", "b", day, day, { revenue_center_code: "0250" }),
        facility("whole", "b", day, day, {
          claim_line_number: 2,
          revenue_center_code: "0450",
          hcpcs_code: "99284",
          paid_amount: null,
          allowed_amount: null,
        }),
        facility("whole", "b", day, day, {
          claim_line_number: 3,
          revenue_center_code: "0001",
          paid_amount: null,
          allowed_amount: null,
        }),
        // Paid as a whole, all of it laboratory.
        facility("lab", "b", day, day, { revenue_center_code: "0300", hcpcs_code: "80053" }),
        facility("lab", "b", day, day, {
          claim_line_number: 2,
          revenue_center_code: "0300",
          hcpcs_code: "36415",
          paid_amount: "0.00",
          allowed_amount: "0.00",
        }),
        // The DRG stands on one line of the stay only.
        stay("drg", "b", day, "2024-03-08", { drg_code: null, revenue_center_code: "0120" }),
        stay("drg", "b", day, "2024-03-08", { claim_line_number: 2, drg_code: "291", revenue_center_code: "0300" }),
        // A source without claim types.
        facility("untyped", "b", day, day, { claim_type: "undetermined", revenue_center_code: "0450" }),
        professional("doctor", "b", day, { claim_type: null, hcpcs_code: "99213" }),
        // Denied and pended lines are no claims.
        professional("denied", "b", day, { claim_status: "DENIED", hcpcs_code: "99213" }),
        professional("pended", "b", day, { claim_status: "pended", hcpcs_code: "99213" }),
        professional("paid", "b", day, { claim_status: "Paid", hcpcs_code: "99213" }),
      ],
    });
  });

  afterAll(() => plan.close());

  it("follow from the codes alone", async () => {
    const found = await plan.query(
      "select service from core.medical_claim where regexp_matches(claim_id, '^c[0-9]+$') order by claim_id",
    );
    expect(found.map(([service], i) => [i, service])).toEqual(lines.map(([service], i) => [i, service]));
  });

  it("hold for the whole claim where the rule does, and for the line where it does not", async () => {
    const of = (claim: string) =>
      plan.query(
        `select service, claim_service from core.medical_claim where claim_id = '${claim}' order by claim_line_number`,
      );
    expect(await of("lines")).toEqual([
      ["Emergency department", "Emergency department"],
      ["Laboratory", "Emergency department"],
      ["Emergency department", "Emergency department"],
    ]);
    expect(await of("drg")).toEqual([
      ["Medical stays", "Medical stays"],
      ["Medical stays", "Medical stays"],
    ]);
  });

  it("do not follow the line that happens to carry the money of a whole claim", async () => {
    const spent = await plan.query(
      "select claim_id, service, sum(paid_amount) from core.medical_claim where claim_id in ('whole', 'lab') group by all order by 1",
    );
    expect(spent).toEqual([
      ["lab", "Laboratory", "800.00"],
      ["whole", "Emergency department", "800.00"],
    ]);
  });

  it("are found where the source does not say what kind of claim it is", async () => {
    expect(
      await plan.query(
        "select claim_id, claim_type, service from core.medical_claim where claim_id in ('untyped', 'doctor') order by 1",
      ),
    ).toEqual([
      ["doctor", "professional", "Office visits"],
      ["untyped", "institutional", "Emergency department"],
    ]);
  });

  it("are for paid lines; denied and pended ones stand among the versions", async () => {
    const ids = "('denied', 'pended', 'paid')";
    expect(await plan.query(`select claim_id from core.medical_claim where claim_id in ${ids}`)).toEqual([["paid"]]);
    expect(
      await plan.query(
        `select claim_id, claim_status from core.medical_claim_version where claim_id in ${ids} order by 1`,
      ),
    ).toEqual([
      ["denied", "denied"],
      ["paid", "paid"],
      ["pended", "pended"],
    ]);
  });

  it("put codes into their standard form", async () => {
    expect(
      await plan.query(
        `select distinct bill_type_code, revenue_center_code from core.medical_claim where service = 'Skilled nursing stays'`,
      ),
    ).toEqual([["211", "0120"]]);
    expect(
      await plan.query("select distinct drg_code from core.medical_claim where service = 'Surgical stays'"),
    ).toEqual([["470"]]);
    expect(
      await plan.query(
        "select distinct place_of_service_code from core.medical_claim where service = 'Telehealth visits'",
      ),
    ).toEqual([["02"]]);
  });
});
