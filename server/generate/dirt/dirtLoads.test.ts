import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LoadedPlan } from "../../../test/queries/loadedPlan.ts";
import { generatePlan } from "../generatePlan.ts";
import { type DirtKey, delimited, groups, type Row } from "./dirtFile.ts";
import { writeDirt } from "./writeDirt.ts";

const versionFiles = [
  "reversals-with-new-ids.csv",
  "reversals-with-one-id.csv",
  "reversals-with-suffixes.csv",
  "bare-negatives.csv",
];

let folder: string;
let key: Map<string, DirtKey>;
let plan: LoadedPlan;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "planlens-dirt-loads-"));
  await generatePlan({ employees: 400, years: 3, seed: 5, firstYear: 2023, outDir: folder });
  key = new Map((await writeDirt(folder)).map((entry) => [entry.file, entry]));
  plan = new LoadedPlan();
  const dirty = versionFiles.map((file) => write(file, sourced(read(file), file)));
  const clean = versionFiles.map((file) => write(`clean-${file}`, sourced(cleaned(file), `clean ${file}`)));
  const spans = ["retroactive-changes.csv", "plan-changes.csv"].map((file) => write(file, sourced(read(file), file)));
  const cards = read("changed-ids-crosswalk.csv");
  await plan.load([
    ...dirty,
    ...clean,
    ...spans,
    write("changed-ids.csv", sourced(read("changed-ids.csv"), "changed-ids.csv")),
    write("changed-ids-crosswalk.csv", cards.map(asCrosswalk)),
    write("roster.csv", roster([...new Set(cards.map((row) => row.old_member_id ?? ""))])),
  ]);
}, 120_000);

afterAll(async () => {
  await plan?.close();
  rmSync(folder, { recursive: true, force: true });
});

function read(file: string): Row[] {
  const [header = "", ...lines] = readFileSync(join(folder, "dirt", file), "utf8")
    .trim()
    .split("\n");
  const columns = header.split(",");
  return lines.map((line) => {
    const fields = line.split(",");
    return Object.fromEntries(columns.map((column, at) => [column, fields[at] ?? ""]));
  });
}

function write(name: string, rows: Row[]): string {
  const path = join(folder, `to-load-${name}`);
  writeFileSync(path, delimited(Object.keys(rows[0] ?? {}), rows));
  return path;
}

/** All files go into one plan: each has its own source and people. */
function sourced(rows: Row[], source: string): Row[] {
  return rows.map((row) => ({
    ...row,
    ...(row.person_id ? { person_id: `${source} ${row.person_id}`, member_id: `${source} ${row.member_id}` } : {}),
    data_source: row.data_source ? `${source} ${row.data_source}` : source,
    ...(row.claim_id && row.revenue_center_code !== undefined
      ? { claim_type: row.revenue_center_code === "" ? "professional" : "institutional" }
      : {}),
  }));
}

const asCrosswalk = ({ old_member_id = "", new_member_id = "", source = "" }: Row): Row => ({
  old_id: old_member_id,
  new_id: new_member_id,
  id_kind: "member",
  source,
});

function roster(members: string[]): Row[] {
  return members.map((member_id) => ({
    person_id: `person of ${member_id}`,
    member_id,
    enrollment_start_date: "2023-01-01",
    enrollment_end_date: "2023-01-31",
    data_source: "roster",
  }));
}

/** The claims as they would be had nothing been taken back: each in its last state, under its first number. */
function cleaned(file: string): Row[] {
  const rootOf = (row: Row): string => {
    const id = row.claim_id ?? "";
    if (file === "reversals-with-suffixes.csv" && row.line_type !== "original") return id.slice(0, -1);
    return row.original_claim_id || id;
  };
  return [...groups(read(file), rootOf)].flatMap(([root, rows]) =>
    [...groups(rows, (row) => row.claim_line_number ?? "").values()].flatMap((versions) => {
      const back = versions.filter((row) => Number(row.service_unit_quantity) < 0).length;
      const standing = versions.filter((row) => Number(row.service_unit_quantity) > 0).slice(back);
      return standing.map(({ line_type: _, claim_version: __, original_claim_id: ___, ...row }) => ({
        ...row,
        claim_id: root,
      }));
    }),
  );
}

/** The entry's totals, every value as text. */
function totals(file: string): Record<string, string> {
  return Object.fromEntries(Object.entries(key.get(file)?.totals ?? {}).map(([name, value]) => [name, String(value)]));
}

describe("the dirty files, loaded", () => {
  it.each(versionFiles)("%s gives the dollars and the claims of the key and of the clean file", async (file) => {
    const { paid_amount, final_claims } = totals(file);
    const of = async (source: string) => ({
      paid: await plan.query(`select sum(paid_amount) from core.medical_claim_version where data_source = '${source}'`),
      lines: await plan.query(
        `select claim_root, claim_line_number, sum(paid_amount), count(*) from core.medical_claim where data_source = '${source}' group by 1, 2 order by 1, 2`,
      ),
      incurred: await plan.query(
        `select incurred_month, benefit, category_2, sum(paid), sum(allowed), sum(charge) from marts.cost_month join marts.person using (person_key)
         where starts_with(person.person_id, '${source} ') group by all having sum(paid) <> 0 or sum(allowed) <> 0 order by all`,
      ),
      use: await plan.query(
        `select measure, month, sum(count) from marts.use_month join marts.person using (person_key)
         where starts_with(person.person_id, '${source} ') group by all order by all`,
      ),
    });
    const dirty = await of(file);
    const clean = await of(`clean ${file}`);
    expect(dirty).toEqual(clean);
    expect(dirty.paid).toEqual([[paid_amount]]);
    expect(String(new Set(dirty.lines.map(([claim]) => claim)).size)).toBe(final_claims);
    expect(dirty.use.length).toBeGreaterThan(0);
  });

  it("spans of the past give member months as first reported and as they are", async () => {
    const expected = totals("retroactive-changes.csv");
    const rows = await plan.query(
      `select count_if(was_reported), count_if(is_covered), count_if(is_covered and not was_reported), count_if(was_reported and not is_covered)
       from marts.reported_month
       where starts_with(person_id, 'retroactive-changes.csv ')
         and strftime(month, '%Y-%m') between '${expected.months?.slice(0, 7)}' and '${expected.months?.slice(-7)}'`,
    );
    expect(rows).toEqual([
      [
        expected.member_months_as_first_reported,
        expected.member_months,
        expected.added_later,
        expected.taken_back_later,
      ],
    ]);
  });

  it("a span's end is a termination only where no other goes on", async () => {
    const { persons, ends_of_spans, terminations } = totals("plan-changes.csv");
    const of = "where starts_with(person_id, 'plan-changes.csv ')";
    expect(
      await plan.query(
        `select count(distinct person_id), (select count(coverage_end_date) from core.eligibility ${of}), count(last_day)
         from marts.coverage ${of} and benefit = 'medical'`,
      ),
    ).toEqual([[persons, ends_of_spans, terminations]]);
  });

  it("claims under changed numbers find their people, and the others are shown", async () => {
    const { paid_amount, persons_matched, rows_unmatched, paid_amount_unmatched } = totals("changed-ids.csv");
    expect(
      await plan.query(
        `select sum(paid_amount), count(distinct person_key) filter (where is_enrolled)
         from core.medical_claim_version join marts.person using (person_key) where data_source = 'changed-ids.csv'`,
      ),
    ).toEqual([[paid_amount, persons_matched]]);
    expect(
      await plan.query(
        "select sum(lines), sum(paid), min(id_kind) from core.unmatched_number where data_source = 'changed-ids.csv'",
      ),
    ).toEqual([[rows_unmatched, paid_amount_unmatched, "member"]]);
  });
});
