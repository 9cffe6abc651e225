import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCatalogue } from "../../server/reports/catalogue.ts";
import { productPaths } from "../../server/root.ts";
import { rowOf, rowsOf, TinyPlan, totalsOf } from "./tinyPlan.ts";

const tuva = resolve(productPaths.root, "../shared/data/tuva");
const period = "2014-01..2018-12";
/** Families whose reports show the whole of the claims; the others show a part and say which. */
const whole = new Set(["overview", "utilization", "data"]);
const csv = (...path: string[]) => `select * from read_csv('${join(tuva, ...path)}', all_varchar = true)`;

describe.skipIf(!existsSync(tuva))("the Tuva extract of ten members (needs ../shared)", () => {
  const folder = "integration-10-members";
  let plan: TinyPlan;

  beforeAll(async () => {
    plan = await TinyPlan.build({
      medical_claim: csv(folder, "medical_claim_seed.csv"),
      pharmacy_claim: csv(folder, "pharmacy_claim_seed.csv"),
      eligibility: csv(folder, "eligibility_seed.csv"),
    });
  });

  afterAll(() => plan.close());

  it("keeps every line and every cent, and says what is not given", async () => {
    expect(
      await plan.query(
        "select sum(lines), sum(paid), sum(allowed), sum(lines_without_allowed), sum(paid_without_allowed) from marts.cost_month",
      ),
    ).toEqual([["2366", "209646.25", "181204.25", "500", "74902.20"]]);
    for (const { id, spec } of readCatalogue().reports.values()) {
      const names = spec.columns.map((column) => column.name);
      if (!names.includes("paid") || !names.includes("allowed") || !whole.has(spec.family)) continue;
      expect([id, totalsOf(await plan.report(id, { period }))]).toEqual([
        id,
        expect.objectContaining({ paid: "209646.25", allowed: "181204.25" }),
      ]);
    }
    const summary = await plan.report("plan-summary", { period, compare: "none" });
    expect([rowOf(summary, "Plan paid").value, rowOf(summary, "Allowed").value]).toEqual(["209646.25", "181204.25"]);
    expect(rowOf(summary, "Member share of allowed").value).toBeNull();
    expect(totalsOf(await plan.report("pharmacy", { period }))).toMatchObject({
      paid: "45827.28",
      allowed: "84560.97",
    });
    expect(totalsOf(await plan.report("incurred-paid", { period }))).toMatchObject({
      incurred: "209646.25",
      paid: "209646.25",
      lines_without_paid_date: 2075,
      paid_without_paid_date: "163818.97",
    });
  });

  it("counts what a person counts in the raw lines", async () => {
    const raw = await rawLines(csv(folder, "medical_claim_seed.csv"));
    const found = Object.fromEntries(
      rowsOf(await plan.report("utilization", { period })).map((row) => [row.measure, row.count]),
    );
    expect(found).toMatchObject(byHand(raw));
    expect(found).toMatchObject({ admissions: 7, inpatient_days: 19, newborn_admissions: 0, scripts: 291 });
  });

  it("differs from the peer's rules only where we say so", async () => {
    const raw = await rawLines(csv(folder, "medical_claim_seed.csv"));
    const ours = byHand(raw);
    const inpatient = raw.filter(({ bill }) => /^1[12]/.test(bill));
    // Admissions: a claim by bill type 11x or 12x is a stay, as with the peer; one of the seven is a day of infusions
    // billed as 12x (part B), which a person would not call an admission, but no code on it says otherwise.
    expect(new Set(inpatient.map(({ claim }) => claim)).size).toBe(ours.admissions);
    expect(new Set(inpatient.filter(({ bill }) => bill.startsWith("12")).map(({ claim }) => claim)).size).toBe(1);
    // Days: discharge less admission and at least one, as with the peer since its alignment with CMS.
    // Stays: the peer joins none of these either. Ours would join an unknown facility and a transfer, the peer's not;
    // there is neither here, so nobody's stays follow on each other's last day.
    expect(
      (await plan.query("select count(*) from marts.encounter where kind = 'admission' and claims > 1"))[0],
    ).toEqual(["0"]);
    // Emergency: the peer takes a visit that overlaps an admission into it and counts it no more; we count it among
    // all visits, and not among those that went home. So the peer's count is ours of those that went home.
    const [[overlapping = ""] = []] = await plan.query(
      "select count(*) from marts.encounter where kind = 'emergency visit' and ended_in_admission",
    );
    expect(Number(ours.emergency_visits_all) - Number(overlapping)).toBe(ours.emergency_visits);
    // Office: the peer's encounter is a person, source and day; ours a person, provider and day, because two doctors
    // are two visits. And it decides by a category of codes that holds consultations and home visits; ours are the
    // codes of visits in an office, at an office.
    const office = raw.filter(
      ({ place, code }) => place === "11" && /^(992[01]\d|9924[1-5]|993[89]\d|G0402|G043[89])$/.test(code),
    );
    const peer = new Set(office.map(({ person, day }) => `${person} ${day}`)).size;
    expect(peer).toBeLessThanOrEqual(Number(ours.office_visits));
    const sameDay = [...new Set(office.map(({ person, day }) => `${person} ${day}`))].map(
      (each) =>
        new Set(office.filter(({ person, day }) => `${person} ${day}` === each).map(({ provider }) => provider)).size -
        1,
    );
    expect(Number(ours.office_visits) - peer).toBe(sameDay.reduce((sum, more) => sum + more, 0));
  });
});

describe.skipIf(!existsSync(tuva))("the Tuva extract of a thousand members (needs ../shared)", () => {
  it("keeps the fills that found no enrollment in a row of their own", async () => {
    const folder = "demo-1000-members";
    const plan = await TinyPlan.build({
      pharmacy_claim: csv(folder, "pharmacy_claim.csv"),
      eligibility: csv(folder, "eligibility.csv"),
    });
    const report = await plan.report("cost-by-category", { period });
    expect(rowOf(report, "No enrollment found")).toMatchObject({ lines: 4505, paid: "724691.36" });
    expect(totalsOf(report)).toMatchObject({ lines: 12019, paid: "2010150.94" });
    await plan.close();
  });
});

interface RawLine {
  person: string;
  claim: string;
  type: string;
  bill: string;
  revenue: string;
  code: string;
  place: string;
  provider: string;
  day: number;
  admitted: number | null;
  discharged: number | null;
}

async function rawLines(sql: string): Promise<RawLine[]> {
  const engine = await DuckDBInstance.create(":memory:");
  const connection = await engine.connect();
  const result = await connection.runAndReadAll(`
    select person_id as person, claim_id as claim, claim_type as type, coalesce(bill_type_code, '') as bill,
      coalesce(revenue_center_code, '') as revenue, coalesce(hcpcs_code, '') as code,
      coalesce(place_of_service_code, '') as place, rendering_npi as provider,
      coalesce(claim_line_start_date, claim_start_date)::date - date '2000-01-01' as day,
      admission_date::date - date '2000-01-01' as admitted, discharge_date::date - date '2000-01-01' as discharged
    from (${sql})`);
  const lines = result.getRowObjectsJson().map((row) => ({
    ...row,
    day: Number(row.day),
    admitted: row.admitted === null ? null : Number(row.admitted),
    discharged: row.discharged === null ? null : Number(row.discharged),
  })) as unknown as RawLine[];
  connection.disconnectSync();
  engine.closeSync();
  return lines;
}

/** The measures by another way than the queries': loops over raw lines. No two stays of this extract belong together. */
function byHand(lines: RawLine[]): Record<string, number> {
  const office = new Set(
    lines
      .filter(({ place, code }) => place === "11" && /^(992[01]\d|9924[1-5]|993[89]\d|G0402|G043[89])$/.test(code))
      .map(({ person, provider, day }) => `${person} ${provider} ${day}`),
  );
  const inpatient = lines.filter(({ bill }) => /^1[12]/.test(bill));
  const stays = [...new Set(inpatient.map(({ claim }) => claim))].map((claim) => {
    const own = inpatient.filter((line) => line.claim === claim);
    const start = Math.min(...own.flatMap(({ admitted }) => admitted ?? []));
    const end = Math.max(...own.flatMap(({ discharged }) => discharged ?? []));
    return {
      person: own[0]?.person ?? "",
      start,
      end,
      viaEmergency: own.some(({ revenue }) => /^045[0129]|0981/.test(revenue)),
    };
  });
  const emergencyDays = lines
    .filter(({ type, place, code, revenue, bill }) =>
      type === "professional"
        ? place === "23" || /^9928[1-5]$/.test(code)
        : !/^1[12]/.test(bill) && /^(045[0129]|0981)$/.test(revenue),
    )
    .map(({ person, day }) => ({ person, day }))
    .concat(stays.filter(({ viaEmergency }) => viaEmergency).map(({ person, start }) => ({ person, day: start })));
  const visits: { person: string; from: number; to: number }[] = [];
  for (const { person, day } of emergencyDays.sort((a, b) => a.day - b.day)) {
    const open = visits.find((visit) => visit.person === person && day <= visit.to + 1);
    if (open) open.to = Math.max(open.to, day);
    else visits.push({ person, from: day, to: day });
  }
  const admitted = visits.filter((visit) =>
    stays.some(({ person, start, end }) => person === visit.person && visit.to >= start && visit.from <= end),
  );
  return {
    office_visits: office.size,
    admissions: stays.length,
    inpatient_days: stays.reduce((sum, { start, end }) => sum + Math.max(1, end - start), 0),
    emergency_visits_all: visits.length,
    emergency_visits: visits.length - admitted.length,
  };
}
