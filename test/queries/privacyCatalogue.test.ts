import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultSettings } from "../../server/home/settings.ts";
import { readCatalogue } from "../../server/reports/catalogue.ts";
import { readDataSpan } from "../../server/reports/dataSpan.ts";
import type { Cell, Column, Envelope, Profile } from "../../server/reports/envelope.ts";
import { readFilterValues } from "../../server/reports/filterValues.ts";
import { resolveParameters } from "../../server/reports/parameters.ts";
import { runReport } from "../../server/reports/run.ts";
import type { Report } from "../../server/reports/spec.ts";
import { TinyPlan } from "./tinyPlan.ts";

/** Sixty people who are of a kind in fifteens, so that no cell of theirs is small, and seven who are like nobody else. */
const crowd = 60;
const few = 7;

const draw = (salt: string, of: number) => `cast(hash(n || ' ${salt}') % ${of} as integer)`;
/** What the crowd has, by halves; the few have it too now and then, but mostly what they alone have. */
const choose = (salt: string, ordinary: string[], rare: string[], by = "i") => {
  const all = (values: string[]) => `[${values.map((value) => (value === "null" ? value : `'${value}'`)).join(", ")}]`;
  const both = [...ordinary, ...rare];
  return `case when i < ${crowd} then ${all(ordinary)}[1 + ${by} % ${ordinary.length}] else ${all(both)}[1 + ${draw(salt, both.length)}] end`;
};
const dollars = (salt: string, cents: number, share: number) =>
  `cast(round((${cents} + ${draw(salt, cents)}) / 100 * ${share}, 2) as decimal(18, 2))`;
const amounts = (salt: string, cents: number) => `
  ${dollars(salt, cents, 3)} as charge_amount, ${dollars(salt, cents, 1)} as allowed_amount,
  ${dollars(salt, cents, 0.8)} as paid_amount, ${dollars(salt, cents, 1)} - ${dollars(salt, cents, 0.8)} as coinsurance_amount`;

/** `n` events, each of a person `i` in a month of two years. */
const events = (people: number, each: number) => `
  select i, month, k, (i * 100 + month) * 10 + k as n, cast(date '2023-01-01' + to_months(cast(month as integer)) as date) + cast(4 + k * 9 as integer) as day
  from range(${people}) p(i), range(24) m(month), range(${each}) e(k)`;

const extracts = (people: number) => {
  const visit = `select 'p' || n as claim_id, 1 as claim_line_number, 'professional' as claim_type, 'm' || i as person_id,
    day as claim_start_date, day as claim_line_start_date, day + 20 + cast(i % 3 * 25 as integer) as paid_date,
    ${choose("place", ["11", "11"], ["22", "02", "20", "12"])} as place_of_service_code,
    ${choose("code", ["99213", "80053"], ["97110", "E0601", "E0601", "H0015", "45378"], "k")} as hcpcs_code,
    ${choose("mod", ["null"], ["RR", "NU", "RR"])} as hcpcs_modifier_1,
    ${choose("doctor", ["d1", "d2"], ["d8", "d9"])} as rendering_npi,
    ${choose("network", ["in"], ["out", "out"])} as network_tier,
    ${choose("dx", ["E119", "I10"], ["F1120", "C50911", "J449", "F329"], "(i // 2)")} as diagnosis_code_1,
    1 as service_unit_quantity, ${amounts("visit", 20_000)}
    from (${events(people, 2)})`;
  const surgery = `select 'o' || n as claim_id, 1 as claim_line_number, 'institutional' as claim_type, 'm' || i as person_id,
    day as claim_start_date, day as claim_end_date, day as claim_line_start_date, day + 20 + cast(i % 3 * 25 as integer) as paid_date,
    ${choose("bill", ["131"], ["831", "831"])} as bill_type_code,
    ${choose("room", ["0450", "0360"], ["0762", "0300"], "(i // 2)")} as revenue_center_code,
    ${choose("facility code", ["99284", "80053"], ["99213", "45378"], "(i // 2)")} as hcpcs_code,
    ${choose("hospital", ["h1"], ["h9"])} as facility_npi, ${choose("net", ["in"], ["out"])} as network_tier,
    ${choose("why", ["S93401A", "I10"], ["F1120", "C50911"])} as diagnosis_code_1, ${amounts("surgery", 90_000)}
    from (${events(people, 1)}) where month % 3 = 2 or i >= ${crowd}`;
  const stays = `select 's' || n as claim_id, 1 as claim_line_number, 'institutional' as claim_type, 'm' || i as person_id,
    day as claim_start_date, day + 3 as claim_end_date, day + 20 + cast(i % 3 * 25 as integer) as paid_date, '111' as bill_type_code,
    ${choose("bed", ["0120"], ["0116", "0200"])} as revenue_center_code,
    ${choose("drg", ["470", "470"], ["897", "775"])} as drg_code, 'ms-drg' as drg_code_type, day as admission_date, day + 3 as discharge_date,
    '01' as discharge_disposition_code, ${choose("stay at", ["h1"], ["h9", "h9"])} as facility_npi, 'in' as network_tier,
    ${choose("ill", ["I10"], ["F1020", "C50911"])} as diagnosis_code_1, ${amounts("stay", 3_000_000)}
    from (${events(people, 2)}) where month % 12 = 5 and (k = 0 or i >= ${crowd - 20})`;
  const fills = `select 'r' || n as claim_id, 1 as claim_line_number, 'm' || i as person_id, day as dispensing_date, day + 2 as paid_date,
    ${choose("ndc", ["00000000001", "00000000002"], ["00000000008", "00000000009"])} as ndc_code,
    case when i >= ${crowd} and month % 3 > 0 then 5 else 30 end as days_supply, 30 as quantity,
    ${choose("brand", ["G"], ["B"])} as brand_generic, ${choose("ndc", ["N", "N"], ["Y", "Y"])} as specialty,
    ${choose("channel", ["Retail"], ["Mail"])} as channel, ${amounts("fill", 9_000)}
    from (${events(people, 1)})`;
  const attribute = (salt: string, ordinary: string[], rare: string[], by = "i") =>
    choose(salt, ordinary, rare, by).replaceAll("hash(n", "hash(i");
  const cover = (from: string, to: string) => `
    select 'm' || i as person_id, 'm' || i as member_id, 'm' || (case when i < ${crowd} then i // 2 * 2 else i end) as subscriber_id,
    case when i < ${crowd} and i % 2 = 1 then 'spouse' when i = ${crowd + 1} then 'child' else 'self' end as subscriber_relation,
    ${attribute("sex", ["female", "male"], ["unknown"], "(i // 2)")} as gender,
    case when i < ${crowd} then date '1970-03-01' + cast(i % 2 * 4000 as integer) else date '1940-03-01' + cast((i - ${crowd}) * 9000 as integer) end as birth_date,
    date '${from}' as enrollment_start_date, date '${to}' as enrollment_end_date,
    ${attribute(`plan ${from}`, ["PPO", "HMO"], ["HDHP"])} as plan, ${attribute("tier", ["EE", "FAM"], ["ES"])} as coverage_tier,
    ${attribute("status", ["Active"], ["Retired", "COBRA"])} as member_status, ${attribute("unit", ["U1", "U2"], ["U9"])} as bargaining_unit,
    ${attribute("agency", ["A1", "A2"], ["A9", "A8"])} as employer_group, ${attribute("region", ["North", "South"], ["West"])} as region
    from range(${people}) p(i)`;
  return {
    medical_claim: [visit, surgery, stays].join(" union all by name "),
    pharmacy_claim: fills,
    /* One of the few was never enrolled, one left and one came between the years. */
    eligibility: `select * from (${cover("2023-01-01", "2023-12-31")}) where person_id not in ('m${crowd + 2}', 'm${crowd + 3}')
      union all select * from (${cover("2024-01-01", "2025-03-31")}) where person_id not in ('m${crowd + 2}', 'm${crowd + 4}')`,
    pharmacy_rebate:
      people > crowd
        ? [5, 6, 7, 8].map((month) => ({
            claim_id: `r${((crowd + 5) * 100 + month + 12) * 10}`,
            ndc_code: "00000000008",
            rebate_quarter: "2024-Q3",
            rebate_amount: "31.37",
            received_date: "2024-11-02",
          }))
        : [],
  };
};

/** A plan and what every question asks of it first. */
type Asked = Awaited<ReturnType<typeof build>>;

async function build(people: number) {
  const plan = await TinyPlan.build(extracts(people));
  const [span, values] = await Promise.all([readDataSpan(plan.warehouse), readFilterValues(plan.warehouse)]);
  return { plan, span, values };
}

/** Every cell as it is shown, or as it is before anything is withheld. */
function answer(
  { plan, span, values }: Asked,
  report: Report,
  params: Record<string, string>,
  profile: Profile,
  minimum: number,
) {
  const settings = { ...defaultSettings, minimumCell: minimum };
  const { warehouse } = plan;
  const resolved = resolveParameters(params, report, { span, settings, values });
  return runReport(report, resolved, { warehouse, span, values, settings, loads: [1], rejectedRows: 0, profile });
}

interface Line {
  key: string;
  cells: Cell[];
}

function lines({ columns, rows, subtotals, totals }: Envelope): Line[] {
  const dimensions = columns.flatMap((column, i) => (column.role === "dimension" && !column.hidden ? [i] : []));
  const named = (part: string) => (cells: Cell[]) => ({
    key: `${part} ${dimensions.map((i) => String(cells[i]).replace(/ \(\d+\)$/, "")).join(" | ")}`,
    cells,
  });
  return [...rows.map(named("row")), ...subtotals.map(named("subtotal")), ...(totals ? [named("total")(totals)] : [])];
}

const additive = new Set(["usd", "members", "contracts", "member_months", "count", "days"]);
const adds = ({ unit, type, role, compare }: Column) =>
  role === "measure" &&
  compare !== "change" &&
  unit !== null &&
  additive.has(unit) &&
  (type === "integer" || unit === "usd");

/** What of the shown table rests on the few alone: what it is of the crowd is nothing. */
function foundIn(shown: Envelope, bare: Envelope): string[] {
  const of = new Map(lines(bare).map(({ key, cells }) => [key, cells]));
  const bareAt = shown.columns.map(({ name }) => bare.columns.findIndex((each) => each.name === name));
  const all = lines(shown);
  const value = (cells: Cell[] | undefined, i: number | undefined) => Number(cells?.[i ?? -1] ?? 0);
  const found: string[] = [];
  const close = (a: number) => Math.abs(a) < 0.005;
  for (const { key, cells } of all) {
    const ordinary = of.get(key);
    // How many lines are left for the others is not the same; whether they are enough people, the derivation's own test says.
    if (!ordinary && shown.meta.family === "drivers" && key.startsWith("row All others")) continue;
    shown.columns.forEach((column, i) => {
      if (column.role !== "measure" || cells[i] === null) return;
      const [here, there] = [value(cells, i), value(ordinary, bareAt[i])];
      if (here !== 0 && there === 0 && column.compare !== "change") found.push(`${key}: ${column.name} = ${cells[i]}`);
      if (column.unit === "ratio" && column.compare === null && here !== 1 && there === 1)
        found.push(`${key}: all but ${column.name} = ${cells[i]}`);
      shown.columns.forEach((other, j) => {
        if (j === i || !adds(column) || !adds(other) || other.unit !== column.unit || cells[j] === null) return;
        if (other.compare !== column.compare || column.hidden || other.hidden) return;
        const rest = value(cells, i) - value(cells, j);
        if (rest > 0.02 && close(there - value(ordinary, bareAt[j])) && there !== 0)
          found.push(`${key}: ${column.name} - ${other.name} = ${rest.toFixed(2)}`);
      });
    });
  }
  return [...found, ...subtracted(shown, all, of, bareAt)];
}

/** A total less the lines that are shown. */
function subtracted(shown: Envelope, all: Line[], of: Map<string, Cell[]>, bareAt: number[]): string[] {
  const dimensions = shown.columns.flatMap((column, i) => (column.role === "dimension" && !column.hidden ? [i] : []));
  const rows = all.filter(({ key }) => key.startsWith("row"));
  const sums = all.filter(({ key }) => !key.startsWith("row"));
  return sums.flatMap((sum) => {
    const under = rows.filter(({ cells }) =>
      dimensions.every(
        (d) => sum.cells[d] === null || !rows.some((r) => r.cells[d] === sum.cells[d]) || sum.cells[d] === cells[d],
      ),
    );
    return shown.columns.flatMap((column, i) => {
      if (!adds(column) || sum.cells[i] === null) return [];
      const at = bareAt[i] ?? -1;
      const number = (cell: Cell | undefined) => Number(cell ?? 0);
      const known = under.filter(({ cells }) => cells[i] !== null);
      const rest = number(sum.cells[i]) - known.reduce((total, { cells }) => total + number(cells[i]), 0);
      const ordinary =
        number(of.get(sum.key)?.[at]) - known.reduce((total, { key }) => total + number(of.get(key)?.[at]), 0);
      return Math.abs(rest) > 0.005 && Math.abs(ordinary) < 0.005
        ? [`${sum.key}: ${column.name} less its lines = ${rest.toFixed(2)}`]
        : [];
    });
  });
}

const reports = [...readCatalogue().reports.values()].filter(({ spec }) => spec.people !== undefined);

describe("what the catalogue shows of few people among many", () => {
  let all: Asked;
  let ordinary: Asked;

  beforeAll(async () => {
    all = await build(crowd + few);
    ordinary = await build(crowd);
  });

  afterAll(() => Promise.all([all?.plan.close(), ordinary?.plan.close()]));

  const asked: [string, Profile, Record<string, string>][] = [
    ["the committee, a year beside the one before", "committee", { period: "2024", compare: "prior-year" }],
    ["the sponsor, a quarter of one plan", "sponsor-summary", { period: "2024-Q3", plan: "PPO" }],
  ];

  it.each(asked)("to %s, is nothing of the few alone", async (_, profile, params) => {
    const found: string[] = [];
    for (const report of asOf(profile)) {
      const known = new Set<string>([...report.spec.parameters, ...Object.keys(report.spec.own)]);
      const given = Object.fromEntries(Object.entries(params).filter(([name]) => known.has(name)));
      const [shown, bare] = await Promise.all([
        answer(all, report, given, profile, 11),
        answer(ordinary, report, given, profile, 1),
      ]);
      found.push(...foundIn(shown, bare).map((each) => `${report.id} ${each}`));
    }
    expect(found).toEqual([]);
  });

  it("is found where only the few themselves are withheld", async () => {
    const report = readCatalogue().get("cost-by-category", "committee");
    const bare = await answer(ordinary, report, { period: "2024" }, "committee", 1);
    expect(foundIn(await answer(all, report, { period: "2024" }, "committee", 1), bare).length).toBeGreaterThan(0);
  });

  it("is asked for by no choice of one's own", async () => {
    const ask = (id: string, params: Record<string, string>) =>
      all.plan.report(id, { period: "2024", ...params }, "committee");
    for (const [id, params] of [
      ["services", { top: "49" }],
      ["services", { code: "H0015" }],
      ["service-providers", { provider: "d9" }],
      ["large-claim-conditions", { threshold: "1000000" }],
      ["top-movers", { by: "drug" }],
    ] as const) {
      const name = Object.keys(params)[0] ?? "";
      const refused = id === "service-providers" ? "invalid-parameter" : "not-in-release";
      await expect(ask(id, params), `${id} ${name}`).rejects.toMatchObject({
        code: refused,
        detail: { parameter: name },
      });
    }
    /* Left empty it is no longer list: from two lists of other lengths a few could be told. */
    const emptied = await ask("services", { top: "" }).then(
      ({ rows }) => rows,
      ({ code }) => code,
    );
    if (emptied !== "not-in-release") expect(emptied).toEqual((await ask("services", {})).rows);
    /* An agency or a cohort that there is cannot be told from one that there is not. */
    for (const name of ["A9", "None such"]) {
      const refused = ask("plan-summary", { employer_group: name });
      await expect(refused).rejects.toMatchObject({ code: "not-in-release", detail: { parameter: "employer_group" } });
      await expect(refused).rejects.not.toThrow(/A1|A9|None/);
    }
    await expect(ask("plan-summary", { cohort: "nobody" })).rejects.toMatchObject({ code: "not-allowed" });
    await expect(ask("plan-summary", { against: "plan=PPO" })).rejects.toMatchObject({ code: "not-allowed" });
    for (const { id, spec } of readCatalogue().reports.values()) {
      if (spec.people === undefined) await expect(ask(id, {}), id).rejects.toMatchObject({ code: "not-found" });
    }
  });
});

/** Reports that differ in a dimension alone are all asked once; what splits a change has its own reason not to be asked of a part of the plan. */
function asOf(profile: Profile): Report[] {
  if (profile === "committee") return reports;
  const files = new Map(reports.map((report) => [report.file.path, report]));
  return [...files.values()].filter(({ spec }) => spec.family !== "drivers");
}
