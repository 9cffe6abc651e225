import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demonstrationPlan, generatePlan } from "./generatePlan.ts";

/** Change of visit days a month, participants' less comparisons', with its standard error. */
interface Effect {
  estimate: number;
  standardError: number;
}

describe("the programs of the demonstration plan", () => {
  let folder: string;
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;
  const effects = new Map<string, Effect>();

  const csv = (files: string) => `read_csv('${join(folder, files)}', all_varchar = true, union_by_name = true)`;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "planlens-programs-"));
    await generatePlan({ ...demonstrationPlan, outDir: folder });
    instance = await DuckDBInstance.create(":memory:");
    connection = await instance.connect();
    await connection.run(`create table participation as from ${csv("program_participation.csv")}`);
    await connection.run(`create table care as
      select person_id, date_trunc('month', claim_line_start_date::DATE) as month, count(distinct claim_line_start_date) as days
      from ${csv("*_medical_????-??.csv")}
      where claim_status = 'paid' and line_type <> 'reversal' and coalesce(bill_type_code, '') not in ('111', '211')
        and coalesce(place_of_service_code, '') not in ('21', '31')
      group by all`);
    await connection.run(`create table covered as
      with span as (
        from ${csv("eligibility_????-??.csv")}
        qualify row_number() over (
          partition by data_source, member_id, enrollment_start_date, plan order by file_date desc) = 1
      )
      select distinct person_id, m as month
      from span, lateral (select unnest(generate_series(
        date_trunc('month', enrollment_start_date::DATE)::TIMESTAMP,
        least(coalesce(enrollment_end_date::DATE, date '2025-12-31'), date '2025-12-31')::TIMESTAMP, interval 1 month)) as m)
      where enrollment_status <> 'void'`);
    const found = await connection.runAndReadAll(`
      with person as (
        select program, person_id, enrolled_from is not null as treated,
          sum(coalesce(days, 0)) filter (where month >= coalesce(enrolled_from, eligible_from)::DATE)
            / nullif(count(*) filter (where month >= coalesce(enrolled_from, eligible_from)::DATE), 0)
          - sum(coalesce(days, 0)) filter (where month < coalesce(enrolled_from, eligible_from)::DATE)
            / nullif(count(*) filter (where month < coalesce(enrolled_from, eligible_from)::DATE), 0) as change
        from participation join covered using (person_id) left join care using (person_id, month)
        where enrolled_to is null or month <= enrolled_to::DATE
        group by all
      )
      select program, avg(change) filter (where treated) - avg(change) filter (where not treated),
        sqrt(var_samp(change) filter (where treated) / count(change) filter (where treated)
          + var_samp(change) filter (where not treated) / count(change) filter (where not treated))
      from person group by program`);
    for (const [program, estimate, standardError] of found.getRows()) {
      effects.set(String(program), { estimate: Number(estimate), standardError: Number(standardError) });
    }
  }, 120_000);

  afterAll(async () => {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  });

  it("show the diabetes program's effect, near what it averted", async () => {
    const { estimate, standardError } = effects.get("Diabetes care") ?? { estimate: 0, standardError: 1 };
    expect(estimate / standardError).toBeLessThan(-2.5);
    const key = JSON.parse(await readFile(join(folder, "answer-key.json"), "utf8"));
    const { averted_visits_per_month } = key.program.find(
      (row: { program: string }) => row.program === "Diabetes care",
    );
    expect(Math.abs(estimate + Number(averted_visits_per_month))).toBeLessThan(2 * standardError);
  });

  it.each(["Back pain coaching", "Wellness incentive"])("show none of %s", (program) => {
    const { estimate, standardError } = effects.get(program) ?? { estimate: 1, standardError: 0.01 };
    expect(Math.abs(estimate / standardError)).toBeLessThan(2.5);
  });

  it("let the healthier choose the wellness incentive", async () => {
    const found = await connection.runAndReadAll(`
      select sum(coalesce(days, 0)) filter (where enrolled_from is not null) / count(*) filter (where enrolled_from is not null)
        < 0.6 * sum(coalesce(days, 0)) filter (where enrolled_from is null) / count(*) filter (where enrolled_from is null)
      from participation join covered using (person_id) left join care using (person_id, month)
      where program = 'Wellness incentive' and month < eligible_from::DATE`);
    expect(found.getRows()).toEqual([[true]]);
  });
});
