import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generatePlan } from "../generatePlan.ts";
import type { DirtKey } from "./dirtFile.ts";
import { writeDirt } from "./writeDirt.ts";

/** For each file the query that reads it by its rule; `file(name)` is the file as text columns. */
const readings: Record<string, string> = {
  "reversals-with-new-ids.csv": versions("coalesce(original_claim_id, claim_id)"),
  "reversals-with-one-id.csv": versions("claim_id"),
  "reversals-with-suffixes.csv": versions("case line_type when 'original' then claim_id else left(claim_id, -1) end"),
  "bare-negatives.csv": `with line as (
      select claim_id, claim_line_number, sum(case when service_unit_quantity::DECIMAL(18, 2) < 0 then -1 else 1 end) as standing
      from file('bare-negatives.csv') group by all)
    select (select sum(paid_amount::DECIMAL(18, 2)) from file('bare-negatives.csv')) as paid_amount,
      count(distinct claim_id) filter (where standing > 0) as final_claims from line`,
  "denied-lines.csv": `select sum(charge_amount::DECIMAL(18, 2)) filter (where claim_status <> 'denied') as charge_amount,
      sum(paid_amount::DECIMAL(18, 2)) as paid_amount,
      sum(charge_amount::DECIMAL(18, 2)) filter (where claim_status = 'denied') as denied_charge_amount
    from file('denied-lines.csv')`,
  "full-replacement-1.csv": replaced(),
  "full-replacement-2.csv": replaced(),
  "sent-twice-headers.csv": sentTwice(),
  "sent-twice-lines.csv": sentTwice(),
  "overpunch.txt": `with field as (
      select substr(line, 39, 9) as ingredient_cost, substr(line, 48, 7) as dispensing_fee, substr(line, 55, 8) as copayment_amount,
        substr(line, 63, 9) as paid_amount from lines_of('overpunch.txt'))
    select sum(punched(ingredient_cost)) as ingredient_cost, sum(punched(dispensing_fee)) as dispensing_fee,
      sum(punched(copayment_amount)) as copayment_amount, sum(punched(paid_amount)) as paid_amount from field`,
  "stars.txt": amounts("delimited_by('stars.txt', '*')"),
  "pipes.txt": amounts("delimited_by('pipes.txt', '|')"),
  "fixed-width.txt": `select sum(trim(substr(line, 59, 12))::DECIMAL(18, 2)) as paid_amount,
      sum(trim(substr(line, 47, 12))::DECIMAL(18, 2)) as allowed_amount from lines_of('fixed-width.txt')`,
  "line-ends-in-fields.csv": amounts("file('line-ends-in-fields.csv')"),
  "byte-order-mark.csv": amounts("(from file('byte-order-mark.csv') where claim_id is not null)"),
  "lost-zeros.csv": `with mended as (
      select lpad(zip_code, 5, '0') as zip, lpad(revenue_center_code, 4, '0') as revenue, paid_amount::DECIMAL(18, 2) as paid
      from file('lost-zeros.csv'))
    select sum(paid) as paid_amount, count(*) filter (where revenue like '045%') as emergency_lines,
      sum(paid) filter (where revenue like '045%') as emergency_paid_amount,
      count(*) filter (where zip = '00001') as lines_of_zip_00001 from mended`,
  "drug-codes-of-ten-digits.csv": `with mended as (
      select case when ndc_code like '%-%' then replace(left(ndc_code, 6) || '0' || substr(ndc_code, 7), '-', '') else ndc_code end as ndc,
        paid_amount::DECIMAL(18, 2) as paid, row_number() over () as n from file('drug-codes-of-ten-digits.csv'))
    select sum(paid) as paid_amount, count(distinct ndc) as drugs,
      (select ndc from mended group by ndc order by count(*) desc, min(n) limit 1) as most_frequent_drug,
      (select max(fills) from (select count(*) as fills from mended group by ndc)) as fills_of_it from mended`,
  "ids-in-scientific-notation.csv": `with known as (
      select claim_id not similar to '.*E\\+.*' as kept, paid_amount::DECIMAL(18, 2) as paid from file('ids-in-scientific-notation.csv'))
    select count(*) filter (where kept) as rows_kept, sum(paid) filter (where kept) as paid_amount_kept,
      count(*) filter (where not kept) as rows_rejected, sum(paid) filter (where not kept) as paid_amount_rejected from known`,
  "not-available.csv": `select sum(paid_amount::DECIMAL(18, 2)) as paid_amount,
      sum(nullif(cob_amount, '#N/A')::DECIMAL(18, 2)) as cob_amount_given,
      count(*) filter (where cob_amount = '#N/A') as cob_amount_not_given from file('not-available.csv')`,
  "dates-as-serials.csv": dates(`select date '1899-12-30' + claim_start_date::INTEGER as started,
      date '1899-12-30' + paid_date::INTEGER as paid_on, paid_amount::DECIMAL(18, 2) as paid from file('dates-as-serials.csv')`),
  "years-of-two-digits.csv": `with read as (
      select file_date::DATE as file_date, strptime('20' || right(birth_date, 2) || '-' || left(birth_date, 5), '%Y-%m/%d')::DATE as birth
      from file('years-of-two-digits.csv')
    ), mended as (
      select file_date, case when birth > file_date then birth - interval 100 year else birth end::DATE as birth from read)
    select max(file_date) as file_date, min(birth) as earliest_birth_date, max(birth) as latest_birth_date,
      count(*) filter (where birth < date '1969-01-01') as born_before_1969 from mended`,
  "dates-in-two-formats.csv": dates(`select strptime(claim_start_date, ['%m/%d/%Y', '%d-%b-%Y'])::DATE as started,
      strptime(paid_date, ['%m/%d/%Y', '%d-%b-%Y'])::DATE as paid_on, paid_amount::DECIMAL(18, 2) as paid
    from file('dates-in-two-formats.csv')`),
  "retroactive-changes.csv": `with feed as (
      select *, subscriber_id || '-' || split_part(member_id, '-', 2) as person from file('retroactive-changes.csv')
    ), month as (
      select unnest(generate_series(timestamp '2023-01-01', timestamp '2024-12-01', interval 1 month))::DATE as month
    ), known as (
      /* the last word on each span by the end of a month, and in the end */
      select month, seen, f.* from month cross join (values ('first'), ('now')) v(seen)
      join feed f on seen = 'now' or f.file_date::DATE <= last_day(month)
      qualify row_number() over (
        partition by month, seen, data_source, member_id, enrollment_start_date, plan order by file_date desc) = 1
    ), covered as (
      select distinct seen, month, person from known
      where enrollment_status <> 'void' and enrollment_start_date::DATE <= last_day(month)
        and coalesce(enrollment_end_date::DATE, date '9999-12-31') >= month
    )
    select '2023-01 to 2024-12' as months, count(*) filter (where seen = 'first') as member_months_as_first_reported,
      count(*) filter (where seen = 'now') as member_months,
      (select count(*) from (select month, person from covered where seen = 'now' except select month, person from covered where seen = 'first')) as added_later,
      (select count(*) from (select month, person from covered where seen = 'first' except select month, person from covered where seen = 'now')) as taken_back_later
    from covered`,
  "mid-month-dates.csv": `with span as (
      select subscriber_id || '-' || split_part(member_id, '-', 2) as person, greatest(enrollment_start_date::DATE, date '2023-01-01') as starts,
        least(coalesce(enrollment_end_date::DATE, date '2023-12-31'), date '2023-12-31') as ends from file('mid-month-dates.csv')
    ), day as (
      select distinct person, unnest(generate_series(starts::TIMESTAMP, ends::TIMESTAMP, interval 1 day))::DATE as day from span)
    select '2023' as year, count(distinct (person, date_trunc('month', day))) as member_months_any_day,
      count(*) filter (where day(day) = 1) as member_months_first_day, count(*) filter (where day(day) = 15) as member_months_fifteenth,
      count(*) as covered_days from day`,
  "plan-changes.csv": `with span as (
      select subscriber_id || '-' || split_part(member_id, '-', 2) as person, enrollment_start_date::DATE as starts,
        enrollment_end_date::DATE as ends from file('plan-changes.csv'))
    select count(distinct person) as persons, count(ends) as ends_of_spans,
      count(*) filter (where ends is not null
        and not exists (from span n where n.person = span.person and n.starts = span.ends + 1)) as terminations from span`,
  "changed-ids.csv": crosswalked(),
  "changed-ids-crosswalk.csv": crosswalked(),
  "invoice.csv": invoiced(),
  "invoice-roster.csv": invoiced(),
  "invoice-plan-names.csv": invoiced(),
  "late-months.csv": `with line as (
      select claim_start_date[:7] as service_month, paid_date, paid_amount::DECIMAL(18, 2) as paid from file('late-months.csv')
    ), late as (
      select strftime(unnest(generate_series(date_trunc('month', paid_through::DATE) - interval 2 month,
        date_trunc('month', paid_through::DATE)::TIMESTAMP, interval 1 month)), '%Y-%m') as late
      from (select max(paid_date) as paid_through from line))
    select max(paid_date) as paid_through, (select string_agg(late, ' ' order by late) from late) as incomplete_months,
      count(distinct service_month) as service_months, sum(paid) as paid_amount,
      sum(paid) filter (where service_month < (select min(late) from late)) as paid_amount_of_complete_months from line`,
};

function versions(root: string): string {
  return `with named as (select *, ${root} as root from it), claim as (
      select root, sum(case line_type when 'reversal' then -1 else 1 end) as standing from named group by root)
    select (select sum(paid_amount::DECIMAL(18, 2)) from it) as paid_amount, count(*) filter (where standing > 0) as final_claims from claim`;
}

function replaced(): string {
  return `select sum(paid_amount::DECIMAL(18, 2)) as paid_amount, count(distinct claim_id) as claims from file('full-replacement-2.csv')`;
}

function sentTwice(): string {
  return `with header as (select distinct * from file('sent-twice-headers.csv')), line as (select distinct * from file('sent-twice-lines.csv')),
      whole as (from line semi join header using (claim_id))
    select count(distinct claim_id) as claims, count(*) as lines, sum(paid_amount::DECIMAL(18, 2)) as paid_amount,
      (select count(*) from (from header anti join line using (claim_id))) as childless_headers,
      (select count(*) from (from line anti join header using (claim_id))) as orphan_lines from whole`;
}

function amounts(source: string): string {
  return `select sum(paid_amount::DECIMAL(18, 2)) as paid_amount, sum(allowed_amount::DECIMAL(18, 2)) as allowed_amount from ${source}`;
}

function dates(read: string): string {
  return `with read as (${read})
    select sum(paid) as paid_amount, min(started)::DATE as first_claim_start_date, max(started)::DATE as last_claim_start_date,
      strftime(min(paid_on), '%Y-%m') as month,
      sum(paid) filter (where date_trunc('month', paid_on) = (select date_trunc('month', min(paid_on)) from read)) as paid_amount_of_the_month
    from read`;
}

function crosswalked(): string {
  return `with line as (select *, paid_amount::DECIMAL(18, 2) as paid from file('changed-ids.csv')), walk as (from file('changed-ids-crosswalk.csv')),
      matched as (
        select line.*, coalesce(n.old_member_id, o.old_member_id) as first_id
        from line left join walk n on n.new_member_id = line.member_id
        left join (select distinct old_member_id from walk) o on o.old_member_id = line.member_id)
    select sum(paid) as paid_amount, count(distinct first_id) as persons_matched,
      count(*) filter (where first_id is null) as rows_unmatched, sum(paid) filter (where first_id is null) as paid_amount_unmatched from matched`;
}

function invoiced(): string {
  return `with invoice as (select *, amount::DECIMAL(18, 2) as due from file('invoice.csv')), roster as (from file('invoice-roster.csv')),
      by_id as (select i.*, r.member_id is not null as known from invoice i left join roster r using (member_id)),
      by_person as (
        select b.*, not known and (select count(*) from roster r where r.first_name = b.first_name and r.last_name = b.last_name
          and r.birth_date = b.birth_date) = 1 as found from by_id b)
    select sum(due) as amount, count(*) filter (where known) as matched_by_id, count(*) filter (where found) as matched_by_name_and_birth_date,
      count(*) filter (where not known and not found) as left_to_confirm,
      sum(due) filter (where not known and not found) as amount_left_to_confirm,
      count(*) filter (where p.plan = 'PPO') as "lines_of_the_PPO", sum(due) filter (where p.plan = 'PPO') as "amount_of_the_PPO"
    from by_person join file('invoice-plan-names.csv') p on p.invoice_plan = by_person.plan`;
}

describe("the dirty extracts", () => {
  let folder: string;
  let key: DirtKey[];
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "planlens-dirt-"));
    await generatePlan({ employees: 1500, years: 3, seed: 5, firstYear: 2023, outDir: folder });
    key = await writeDirt(folder);
    instance = await DuckDBInstance.create(":memory:");
    connection = await instance.connect();
    const dirt = join(folder, "dirt");
    await connection.run(`
      create macro file(name) as table from read_csv('${dirt}/' || name, all_varchar = true, header = true, delim = ',', quote = '"');
      create macro delimited_by(name, mark) as table from read_csv('${dirt}/' || name, all_varchar = true, header = true, delim = mark);
      create macro lines_of(name) as table
        select unnest(string_split(trim(content, chr(10)), chr(10))) as line from read_text('${dirt}/' || name);
      create macro punched(text) as (left(text, -1) || (strpos('{ABCDEFGHI}JKLMNOPQR', right(text, 1)) - 1) % 10)::DECIMAL(18, 0)
        * case when strpos('}JKLMNOPQR', right(text, 1)) > 0 then -1 else 1 end * 0.01::DECIMAL(3, 2);
    `);
  }, 120_000);

  afterAll(async () => {
    connection?.closeSync();
    instance?.closeSync();
    await rm(folder, { recursive: true, force: true });
  });

  async function rowOf(sql: string): Promise<Record<string, unknown>> {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson()[0] ?? {};
  }

  it.each(Object.keys(readings))("%s gives the key's totals when it is read by its rule", async (name) => {
    const entry = key.find(({ file }) => file === name);
    const found = await rowOf((readings[name] ?? "").replaceAll("from it", `from file('${name}')`));
    const expected = Object.entries(entry?.totals ?? {}).map(([total, value]) => [
      total,
      Number(value) || String(value),
    ]);
    expect(expected.length).toBeGreaterThan(0);
    expect(Object.entries(found).map(([total, value]) => [total, Number(value) || String(value)])).toEqual(expected);
  });

  it("in code page 1252 are letters that are not UTF-8", async () => {
    const bytes = await readFile(join(folder, "dirt", "code-page-1252.csv"));
    expect(() => new TextDecoder("utf-8", { fatal: true }).decode(bytes)).toThrow();
    const [, ...lines] = new TextDecoder("windows-1252").decode(bytes).trim().split("\n");
    const names = lines.map((line) => line.split(",").slice(1, 3).join(" "));
    const beyond = names.filter((name) => [...name].some((letter) => (letter.codePointAt(0) ?? 0) > 127));
    const entry = key.find(({ file }) => file === "code-page-1252.csv");
    expect(entry?.totals).toEqual({ names_beyond_ascii: beyond.length, first_such_name: beyond[0] });
    expect(lines.every((line) => line.includes("made up"))).toBe(true);
  });

  it("are all read by a test, hold the stated records and say what is wrong in records that they have", async () => {
    expect(Object.keys(readings).concat("code-page-1252.csv").sort()).toEqual(key.map(({ file }) => file).sort());
    const written = (await readdir(join(folder, "dirt"))).filter((name) => !name.startsWith("."));
    expect(written.sort()).toEqual(key.map(({ file }) => file).sort());
    for (const { file, rows, wrong, kind, rule } of key) {
      const text = await readFile(join(folder, "dirt", file), "latin1");
      const records =
        text
          .replaceAll(/"[^"]*"/g, "")
          .trim()
          .split("\n").length - (/^(overpunch|fixed)/.test(file) ? 0 : 1);
      expect([file, records]).toEqual([file, rows]);
      expect(rows, file).toBeLessThanOrEqual(300);
      expect(wrong.flatMap((each) => each.rows).every((row) => row >= 1 && row <= rows)).toBe(true);
      expect(
        wrong.every((each) => each.rows.length > 0),
        `${file}: ${JSON.stringify(wrong)}`,
      ).toBe(true);
      expect(kind, file).toMatch(/[a-z]{3}/);
      expect(rule, file).toMatch(/^\S+ .*\.$/s);
    }
  });

  it("are the same bytes when they are written again", async () => {
    const digest = async () => {
      const names = (await readdir(join(folder, "dirt"))).sort();
      const all = await Promise.all(names.map((name) => readFile(join(folder, "dirt", name))));
      return createHash("sha256").update(Buffer.concat(all)).digest("hex");
    };
    const before = await digest();
    expect(await writeDirt(folder)).toEqual(key);
    expect(await digest()).toBe(before);
  });
});
