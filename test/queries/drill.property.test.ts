import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rowsOf, TinyPlan, totalsOf } from "./tinyPlan.ts";

/** Some 3,000 lines of sixty people, of every kind, drawn by a hash: reversed, split over spans, with and without codes. */
const draw = (salt: string, of: number) => `cast(hash(i, '${salt}') % ${of} as integer)`;
const day = `date '2024-01-01' + ${draw("day", 420)}`;
const pick = (salt: string, values: string[]) =>
  `[${values.map((value) => `'${value}'`).join(", ")}][1 + ${draw(salt, values.length)}]`;

const medical = `
  select 'p' || i as claim_id, 1 as claim_line_number, 'professional' as claim_type, 'm' || ${draw("person", 60)} as person_id,
    ${day} as claim_start_date, ${day} as claim_line_start_date, ${day} + ${draw("lag", 60)} as paid_date,
    ${pick("place", ["11", "11", "22", "23", "21", "10", "12", "24", "41", "20"])} as place_of_service_code,
    ${pick("code", ["99213", "99284", "80053", "71046", "70553", "27447", "97110", "J1745", "E0601", "99232"])} as hcpcs_code,
    'd' || ${draw("doctor", 5)} as rendering_npi, ${pick("network", ["in", "out"])} as network_tier,
    null as bill_type_code, null as revenue_center_code, null as drg_code, null as drg_code_type, null::date as admission_date,
    null::date as discharge_date, null as facility_npi, null as original_claim_id, ${pick("dx", ["E119", "I10", "M5450"])} as diagnosis_code_1,
    cast(${draw("paid", 40000)} / 100 as decimal(18, 2)) as paid_amount, cast(${draw("paid", 40000)} / 80 as decimal(18, 2)) as allowed_amount
  from range(2000) t(i)
  union all by name
  select 'f' || i as claim_id, 1 as claim_line_number, 'institutional' as claim_type, 'm' || ${draw("guest", 60)} as person_id,
    ${day} as claim_start_date, ${day} as claim_line_start_date, ${day} + ${draw("lag", 60)} as paid_date,
    ${pick("bill", ["111", "131", "131", "211", "321"])} as bill_type_code, ${pick("room", ["0120", "0450", "0762", "0360", "0300"])} as revenue_center_code,
    case when i % 3 = 0 then '470' end as drg_code, 'ms-drg' as drg_code_type, ${day} as admission_date, ${day} + ${draw("stay", 6)} as discharge_date,
    'h' || ${draw("hospital", 3)} as facility_npi, 'in' as network_tier, ${pick("dx", ["E119", "I10", "S93401A"])} as diagnosis_code_1,
    cast(${draw("cost", 900000)} / 100 as decimal(18, 2)) as paid_amount, cast(${draw("cost", 900000)} / 90 as decimal(18, 2)) as allowed_amount
  from range(600) t(i)`;

/** Every twentieth claim is taken back. */
const reversed = (claims: string) => `with claim as (${claims}) select * from claim union all by name
  select * replace (claim_id || 'R' as claim_id, claim_id as original_claim_id, paid_date + 40 as paid_date, -paid_amount as paid_amount,
    -allowed_amount as allowed_amount) from claim where hash(claim_id) % 20 = 0`;

const eligibility = `
  select 'm' || i as person_id, 'm' || i as member_id, 'm' || i as subscriber_id, 'self' as subscriber_relation,
    ${pick("sex", ["male", "female"])} as gender, date '1960-01-01' + ${draw("birth", 16000)} as birth_date,
    date '2024-01-01' as enrollment_start_date, date '2024-06-14' as enrollment_end_date, ${pick("plan", ["PPO", "HMO"])} as plan
  from range(55) t(i)
  union all
  select 'm' || i, 'm' || i, 'm' || i, 'self', ${pick("sex", ["male", "female"])}, date '1960-01-01' + ${draw("birth", 16000)},
    date '2024-06-15', date '2025-01-31', ${pick("later plan", ["PPO", "HMO", "HDHP"])} from range(50) t(i)`;

const fills = `select 'r' || i as claim_id, 1 as claim_line_number, 'm' || ${draw("patient", 60)} as person_id, ${day} as dispensing_date,
    ${pick("ndc", ["00000000001", "00000000002"])} as ndc_code, 30 as days_supply, 30 as quantity, ${day} + 3 as paid_date,
    cast(${draw("price", 9000)} / 100 as decimal(18, 2)) as paid_amount, cast(${draw("price", 9000)} / 90 as decimal(18, 2)) as allowed_amount
  from range(500) t(i)`;

const filters = fc.record(
  {
    period: fc.constantFrom("2024", "2024-06", "2024-Q2", "2025-01..2025-02"),
    basis: fc.constantFrom("incurred", "paid"),
    plan: fc.constantFrom("PPO", "HMO,HDHP", "(none)"),
    sex: fc.constantFrom("Female", "Male"),
    network: fc.constantFrom("In network", "Out of network"),
    age_band: fc.constantFrom("35-44", "45-54,55-64"),
  },
  { requiredKeys: ["period"] },
);

/** First and last day of each period that is asked for. */
const days: Record<string, [string, string]> = {
  "2024": ["2024-01-01", "2024-12-31"],
  "2024-06": ["2024-06-01", "2024-06-30"],
  "2024-Q2": ["2024-04-01", "2024-06-30"],
  "2025-01..2025-02": ["2025-01-01", "2025-02-28"],
};

const money = (rows: Record<string, unknown>[]) =>
  rows.reduce((sum, { paid }) => sum + Number(paid ?? 0), 0).toFixed(2);
const count = (rows: Record<string, unknown>[]) => rows.reduce((sum, { lines }) => sum + Number(lines ?? 0), 0);
const escaped = (value: unknown) => String(value).replaceAll(",", "\\,");

describe("whatever is filtered", () => {
  let plan: TinyPlan;
  beforeAll(async () => {
    plan = await TinyPlan.build({ medical_claim: reversed(medical), pharmacy_claim: fills, eligibility });
  });
  afterAll(() => plan.close());

  it("a cell opens into stays and visits, and these into lines, that add up to it", async () => {
    let opened = 0;
    await fc.assert(
      fc.asyncProperty(filters, fc.nat(), fc.nat(), async (params, at, other) => {
        const cells = rowsOf(await plan.report("cost-by-service", params));
        const cell = cells[at % Math.max(1, cells.length)];
        if (!cell) return;
        opened += 1;
        const chosen = { ...params, category: escaped(cell.category), service: escaped(cell.service) };
        const encounters = await plan.report("encounters", chosen);
        const stays = rowsOf(encounters);
        expect(totalsOf(encounters)).toMatchObject({ paid: cell.paid, lines: cell.lines, encounters: stays.length });
        expect([money(stays), count(stays)]).toEqual([cell.paid, cell.lines]);
        const lines = await plan.report("claim-lines", { ...chosen, limit: "all" });
        expect(totalsOf(lines)).toMatchObject({ paid: cell.paid, lines: cell.lines });
        expect(rowsOf(lines)).toHaveLength(Number(cell.lines));
        const stay = stays[other % stays.length];
        const own = await plan.report("claim-lines", { ...chosen, encounter: String(stay?.encounter) });
        expect(totalsOf(own)).toMatchObject({ paid: stay?.paid, lines: stay?.lines });
        const codeOf = (line: Record<string, unknown>) => line.code ?? line.revenue_code ?? "(not given)";
        const code = codeOf(rowsOf(lines)[0] ?? {});
        if (cell.category === "Prescription drugs") return;
        const ofCode = rowsOf(lines).filter((line) => codeOf(line) === code);
        const byCode = await plan.report("encounters", { ...chosen, code: String(code) });
        expect(totalsOf(byCode)).toMatchObject({ paid: money(ofCode), lines: ofCode.length });
      }),
      { numRuns: 12, seed: 5 },
    );
    expect(opened).toBeGreaterThan(6);
  });

  it("a mart gives what the lines give", async () => {
    const person = `left join core.eligibility as span on span.person_key = line.person_key
      and line.service_date between span.enrollment_start_date and coalesce(span.coverage_end_date, date '9999-12-31')`;
    const line = `(select person_key, service_date, paid_date, network, paid_amount from core.medical_claim_version where is_paid
      union all by name select person_key, service_date, paid_date, network, paid_amount from core.pharmacy_claim_version where is_paid)`;
    await fc.assert(
      fc.asyncProperty(filters, async ({ age_band: _age, ...params }) => {
        const [from = "", to = ""] = days[params.period] ?? [];
        const conditions = [
          `${params.basis === "paid" ? "paid_date" : "service_date"} between '${from}' and '${to}'`,
          ...(params.plan
            ? [
                `coalesce(span.plan, '(none)') in (${params.plan
                  .split(",")
                  .map((each) => `'${each}'`)
                  .join(", ")})`,
              ]
            : []),
          ...(params.sex ? [`lower(span.sex) = lower('${params.sex}')`] : []),
          ...(params.network ? [`network = '${params.network}'`] : []),
        ];
        const raw = await plan.query(
          `select coalesce(sum(paid_amount), 0)::decimal(18, 2), count(*) from ${line} as line ${person} where ${conditions.join(" and ")}`,
        );
        const { paid, lines } = totalsOf(await plan.report("cost-by-service", params));
        expect([String(paid ?? "0.00"), String(lines ?? 0)]).toEqual(raw[0]);
      }),
      { numRuns: 15, seed: 6 },
    );
  });
});
