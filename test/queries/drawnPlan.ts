import { TinyPlan } from "./tinyPlan.ts";

/** Numbers and words drawn by a hash of the row: the same on every run. */
const draw = (salt: string, of: number) => `cast(hash(i || ' ${salt}') % ${of} as integer)`;
const day = `date '2023-01-01' + ${draw("day", 760)}`;
const pick = (salt: string, values: string[]) =>
  `[${values.map((value) => `'${value}'`).join(", ")}][1 + ${draw(salt, values.length)}]`;
const dollars = (salt: string, cents: number, share: number) =>
  `cast(round(${draw(salt, cents)} / 100 * ${share}, 2) as decimal(18, 2))`;

const professional = `
  select 'p' || i as claim_id, 1 as claim_line_number, 'professional' as claim_type, 'm' || ${draw("person", 70)} as person_id,
    ${day} as claim_start_date, ${day} as claim_line_start_date, ${day} + ${draw("lag", 60)} as paid_date,
    ${pick("place", ["11", "11", "22", "23", "21", "10", "12", "24", "41", "20"])} as place_of_service_code,
    ${pick("code", ["99213", "99284", "80053", "71046", "70553", "27447", "97110", "J1745", "E0601", "99232"])} as hcpcs_code,
    case when i % 3 = 0 then 'RR' end as hcpcs_modifier_1, 'd' || ${draw("doctor", 5)} as rendering_npi,
    ${pick("network", ["in", "out"])} as network_tier, ${pick("dx", ["E119", "I10", "M5450"])} as diagnosis_code_1,
    1 + ${draw("units", 3)} as service_unit_quantity, ${dollars("cost", 40000, 2)} as charge_amount, ${dollars("cost", 40000, 1)} as allowed_amount,
    ${dollars("cost", 40000, 0.8)} as paid_amount, ${dollars("cost", 40000, 1)} - ${dollars("cost", 40000, 0.8)} as coinsurance_amount
  from range(2000) t(i)`;

const facility = `
  select 'f' || i as claim_id, 1 as claim_line_number, 'institutional' as claim_type, 'm' || ${draw("guest", 70)} as person_id,
    ${day} as claim_start_date, ${day} + ${draw("stay", 6)} as claim_end_date, ${day} + ${draw("lag", 60)} as paid_date,
    ${pick("bill", ["111", "131", "131", "211", "831"])} as bill_type_code, ${pick("room", ["0120", "0450", "0762", "0360", "0300"])} as revenue_center_code,
    case when i % 4 = 0 then '27447' end as hcpcs_code, case when i % 3 = 0 then '470' end as drg_code, 'ms-drg' as drg_code_type,
    ${day} as admission_date, ${day} + ${draw("stay", 6)} as discharge_date, 'h' || ${draw("hospital", 3)} as facility_npi,
    'in' as network_tier, ${pick("dx", ["E119", "I10", "S93401A"])} as diagnosis_code_1, ${dollars("bed", 900000, 3)} as charge_amount,
    ${dollars("bed", 900000, 1)} as allowed_amount, ${dollars("bed", 900000, 0.9)} as paid_amount,
    ${dollars("bed", 900000, 1)} - ${dollars("bed", 900000, 0.9)} as deductible_amount
  from range(600) t(i)`;

/** Every twentieth claim is taken back. */
const medical = `with claim as (${professional} union all by name ${facility}) select * from claim union all by name
  select * replace (claim_id || 'R' as claim_id, paid_date + 40 as paid_date, -charge_amount as charge_amount, -allowed_amount as allowed_amount,
    -paid_amount as paid_amount, -coinsurance_amount as coinsurance_amount, -deductible_amount as deductible_amount), claim_id as original_claim_id
  from claim where hash(claim_id) % 20 = 0`;

const fills = `select 'r' || i as claim_id, 1 as claim_line_number, 'm' || ${draw("patient", 70)} as person_id, ${day} as dispensing_date,
    ${pick("ndc", ["00000000001", "00000000002"])} as ndc_code, 30 as days_supply, 30 as quantity, ${day} + 3 as paid_date,
    ${pick("brand", ["B", "G", "G"])} as brand_generic, ${pick("specialty", ["Y", "N", "N", "N"])} as specialty, 'Retail' as channel,
    ${dollars("price", 9000, 1.5)} as charge_amount, ${dollars("price", 9000, 1)} as allowed_amount, ${dollars("price", 9000, 0.9)} as paid_amount,
    ${dollars("price", 9000, 1)} - ${dollars("price", 9000, 0.9)} as copayment_amount
  from range(500) t(i)`;

const person = (from: string, to: string, plans: string[]) => `
  select 'm' || i as person_id, 'm' || i as member_id, 'm' || (i // 3 * 3) as subscriber_id,
    case i % 3 when 0 then 'self' when 1 then 'spouse' else 'child' end as subscriber_relation,
    ${pick("sex", ["male", "female"])} as gender, date '1960-01-01' + ${draw("birth", 16000)} as birth_date,
    date '${from}' as enrollment_start_date, date '${to}' as enrollment_end_date, ${pick(`plan ${from}`, plans)} as plan,
    'Unit ' || ${draw("unit", 3)} as bargaining_unit, 'Agency ' || ${draw("agency", 4)} as employer_group`;

/** The last months of the first span lie in the middle of a month; ten of seventy who have claims were never enrolled. */
const eligibility = `${person("2023-01-01", "2024-06-14", ["PPO", "HMO"])} from range(60) t(i)
  union all ${person("2024-06-15", "2025-01-31", ["PPO", "HMO", "HDHP"])} from range(55) t(i)`;

/** A plan drawn at random, once and for all: all kinds of claims, taken back, split over spans, with and without enrollment. */
export function drawnPlan(): Promise<TinyPlan> {
  return TinyPlan.build({
    medical_claim: medical,
    pharmacy_claim: fills,
    eligibility,
    fund_transaction: [
      ["claims funding", "-900000.00"],
      ["administrator fee", "-12345.67"],
      ["pharmacy manager fee", "-2345.67"],
      ["stop-loss premium", "-3456.78"],
      ["stop-loss recovery", "4567.89"],
      ["office expense", "-1111.11"],
      ["employer contribution", "1000000.00"],
    ].map(([transaction_type = "", amount = ""], i) => ({
      transaction_id: `t${i}`,
      transaction_date: "2024-05-15",
      transaction_type,
      amount,
    })),
    pharmacy_rebate: [1, 2, 3, 4, 5].map((i) => ({
      claim_id: `r${i}`,
      ndc_code: "00000000001",
      rebate_quarter: "2024-Q2",
      rebate_amount: `${i}.37`,
      received_date: "2024-11-02",
    })),
  });
}
