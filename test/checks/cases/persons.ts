import type { Row } from "../tinyLoad.ts";
import { type CheckCase, claimTables, forEach, medical, pharmacy } from "./case.ts";

const dates = (day: string): Row => ({ claim_start_date: day, claim_line_start_date: day, dispensing_date: day });

function span(person_id: string, from: string, to: string | null, more: Row = {}): Row {
  return { person_id, enrollment_start_date: from, enrollment_end_date: to, plan: "PPO", ...more };
}

function claim(claim_id: string, person_id: string, day: string, more: Row = {}): Row {
  return {
    claim_id,
    claim_line_number: 1,
    person_id,
    paid_amount: "10",
    claim_type: "professional",
    ...dates(day),
    ...more,
  };
}

const covered = [span("P1", "2024-01-01", "2024-06-30"), span("P2", "2024-01-01", null, { benefit: "dental" })];
const life = [span("P1", "2000-01-01", null, { birth_date: "2000-01-01", death_date: "2024-06-30" })];

const design: Row = {
  plan: "PPO",
  plan_year: 2024,
  copay_office: "20",
  copay_specialist: "40",
  copay_urgent: "50",
  copay_emergency: "150",
  limit_single: "1000",
  limit_member: "1000",
  limit_family: "2000",
};
const contract = { subscriber_id: "S1", coverage_tier: "Family" };

function visit(claim_id: string, copay: string, more: Row = {}): Row {
  return claim(claim_id, "P1", "2024-03-01", {
    plan: "PPO",
    benefit_code: "office",
    allowed_amount: "100",
    copayment_amount: copay,
    deductible_amount: "0",
    coinsurance_amount: "0",
    adjudicated_date: "2024-03-05",
    ...more,
  });
}

export const persons: CheckCase[] = [
  ...forEach(claimTables, {
    check: "person-unknown",
    bad: [claim("C1", "P9", "2024-02-01")],
    good: [claim("C2", "P1", "2024-02-01"), claim("C3", "P3", "2024-02-01"), claim("C4", "OLD1", "2024-02-01")],
    others: { eligibility: covered },
    held: { eligibility: [span("P3", "2023-01-01", null)], id_crosswalk: [{ old_id: "OLD1", new_id: "P1" }] },
  }),
  ...forEach(claimTables, {
    check: "most-persons-unknown",
    bad: Array.from({ length: 50 }, (_, at) => claim(`C${at}`, "P9", "2024-02-01")),
    good: [claim("C3", "P1", "2024-02-01")],
    others: { eligibility: covered },
  }),
  {
    ...medical(
      "paid-without-coverage",
      [claim("C1", "P1", "2024-07-01"), claim("C2", "P1", "2023-12-31"), claim("C3", "P2", "2024-02-01")],
      [
        claim("C4", "P1", "2024-06-30"),
        claim("C5", "P9", "2024-07-01"),
        claim("C6", "P1", "2024-07-01", { claim_status: "denied" }),
        claim("C7", "P3", "2024-07-01"),
      ],
    ),
    others: {
      eligibility: [
        ...covered,
        /* the last file's word stands */
        span("P3", "2024-01-01", null, { file_date: "2024-08-31" }),
        span("P3", "2024-01-01", "2024-03-31", { file_date: "2024-04-30" }),
      ],
    },
  },
  {
    ...pharmacy(
      "filled-without-coverage",
      [claim("C1", "P1", "2024-07-01"), claim("C2", "P2", "2024-02-01")],
      [claim("C3", "P1", "2024-06-30")],
    ),
    others: { eligibility: covered },
  },
  {
    ...medical(
      "medicare-paid-as-primary",
      [claim("C1", "P1", "2024-02-01", { allowed_amount: "100", cob_amount: "0", plan: "Medicare Supplement" })],
      [
        claim("C2", "P1", "2024-02-01", { allowed_amount: "100", cob_amount: "80", plan: "Medicare Supplement" }),
        claim("C3", "P2", "2024-02-01", { allowed_amount: "100", cob_amount: "0", plan: "PPO" }),
      ],
    ),
    others: {
      eligibility: [span("P1", "2024-01-01", null, { plan: "Medicare Supplement" }), span("P2", "2024-01-01", null)],
    },
  },
  {
    ...medical(
      "copay-not-as-designed",
      [visit("C1", "25")],
      [
        visit("C2", "20"),
        /* no more than what is left of the price */
        visit("C3", "15", { allowed_amount: "15" }),
        visit("C4", "0", { benefit_code: "preventive" }),
        visit("C5", "0", { benefit_code: "surgery" }),
        /* the person has paid all that the year asks for */
        visit("C6", "970", {
          benefit_code: "other",
          adjudicated_date: "2024-04-01",
          claim_start_date: "2024-04-01",
          person_id: "P2",
        }),
        visit("C7", "30", {
          benefit_code: "other",
          adjudicated_date: "2024-04-02",
          claim_start_date: "2024-04-01",
          person_id: "P2",
        }),
        visit("C8", "0", { adjudicated_date: "2024-04-03", claim_start_date: "2024-04-02", person_id: "P2" }),
      ],
    ),
    others: {
      plan_design: [design],
      eligibility: [span("P1", "2024-01-01", null, contract), span("P2", "2024-01-01", null, contract)],
    },
    says: "$5.00",
  },
  {
    ...medical("service-before-birth", [claim("C1", "P1", "1999-12-01")], [claim("C2", "P1", "2000-01-01")]),
    others: { eligibility: life },
  },
  {
    ...pharmacy("fill-before-birth", [claim("C1", "P1", "1999-12-01")], [claim("C2", "P1", "2000-01-01")]),
    others: { eligibility: life },
  },
  {
    ...medical("service-after-death", [claim("C1", "P1", "2024-09-01")], [claim("C2", "P1", "2024-07-01")]),
    others: { eligibility: life },
  },
  {
    ...pharmacy("fill-after-death", [claim("C1", "P1", "2024-09-01")], [claim("C2", "P1", "2024-07-01")]),
    others: { eligibility: life },
  },
  {
    check: "participant-unknown",
    table: "program_participation",
    bad: [{ person_id: "P9" }],
    good: [{ person_id: "P1" }],
    others: { eligibility: covered },
  },
];
