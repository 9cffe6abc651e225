import type { Row } from "./tinyPlan.ts";

/** A line of a professional claim. */
export function professional(claim: string, person: string, day: string, over: Row = {}): Row {
  return {
    claim_id: claim,
    claim_line_number: 1,
    claim_type: "professional",
    person_id: person,
    claim_start_date: day,
    claim_end_date: day,
    claim_line_start_date: day,
    claim_line_end_date: day,
    place_of_service_code: "11",
    rendering_npi: "1000000001",
    paid_date: day,
    paid_amount: "80.00",
    allowed_amount: "100.00",
    charge_amount: "150.00",
    ...over,
  };
}

/** A line of a facility claim without dates of the line. */
export function facility(claim: string, person: string, from: string, to: string, over: Row = {}): Row {
  return {
    claim_id: claim,
    claim_line_number: 1,
    claim_type: "institutional",
    person_id: person,
    claim_start_date: from,
    claim_end_date: to,
    bill_type_code: "131",
    facility_npi: "2000000001",
    paid_date: to,
    paid_amount: "800.00",
    allowed_amount: "1000.00",
    charge_amount: "3000.00",
    ...over,
  };
}

/** A line of an inpatient claim. */
export function stay(claim: string, person: string, from: string, to: string | null, over: Row = {}): Row {
  return facility(claim, person, from, to ?? from, {
    bill_type_code: "111",
    admission_date: from,
    discharge_date: to,
    discharge_disposition_code: "01",
    drg_code_type: "ms-drg",
    drg_code: "470",
    revenue_center_code: "0120",
    ...over,
  });
}

/** A fill. */
export function fill(claim: string, person: string, day: string, over: Row = {}): Row {
  return {
    claim_id: claim,
    claim_line_number: 1,
    person_id: person,
    dispensing_date: day,
    ndc_code: "00000000001",
    quantity: "30",
    days_supply: 30,
    paid_date: day,
    paid_amount: "40.00",
    allowed_amount: "50.00",
    copayment_amount: "10.00",
    ...over,
  };
}

/** A span of coverage; `end` null is open. */
export function span(person: string, start: string, end: string | null, over: Row = {}): Row {
  return {
    person_id: person,
    member_id: person,
    subscriber_id: person,
    subscriber_relation: "self",
    gender: "female",
    birth_date: "1980-06-15",
    enrollment_start_date: start,
    enrollment_end_date: end,
    plan: "PPO",
    ...over,
  };
}
