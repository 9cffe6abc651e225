import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { mappingNames } from "../layout.ts";
import type { Manifest } from "../manifest.ts";
import { Bench, shared } from "../testing.ts";
import { shippedMapping } from "./known.ts";

const bench = new Bench();
afterAll(() => bench.close());

const data = join(shared, "data");

function file({ files }: Manifest, name: RegExp, table: string) {
  const found = files.find((each) => name.test(each.name) && each.table === table);
  if (!found) throw new Error(`no ${name} in ${table}`);
  return found;
}

describe("shipped mappings", () => {
  it.each(mappingNames())("name only what is there: %s", (name) => {
    expect(shippedMapping(name).name).toBe(name);
  });
});

describe.skipIf(!existsSync(data))("DE-SynPUF", () => {
  it("is taken whole, to the dollar, with coverage by year", async () => {
    const { manifest, stagingDir } = await bench.load(join(data, "desynpuf/1-sample-10000"));
    const inpatient = file(manifest, /Inpatient/, "medical_claim");
    expect(inpatient).toMatchObject({ rows: 5775, loaded: 5775, setAside: 0, layout: "desynpuf" });
    const paid = `from read_parquet('${join(stagingDir, "medical_claim.parquet")}') where year(claim_start_date) = 2008`;
    expect(await bench.rows(`select sum(paid_amount) ${paid}`)).toEqual([["22000630.00"]]);
    const months = await bench.rows(
      `select year(enrollment_start_date), benefit, sum(month(enrollment_end_date)), max(enrollment_end_date), min(birth_date)
      from read_parquet('${join(stagingDir, "eligibility.parquet")}') where reject_reason is null group by all order by all`,
    );
    const covered = `greatest(if(BENE_HI_CVRAGE_TOT_MONS = '0', 0, BENE_HI_CVRAGE_TOT_MONS::int),
      if(BENE_HI_CVRAGE_TOT_MONS = '0', BENE_SMI_CVRAGE_TOT_MONS::int, 0))`;
    const source = await bench.rows(
      `select sum(${covered}), sum(PLAN_CVRG_MOS_NUM::int)
      from read_csv('${join(data, "desynpuf/1-sample-10000/*_2008_Benef*.csv")}', all_varchar = true)`,
    );
    expect(months.slice(0, 2).map(([year, benefit, sum, last]) => [year, benefit, sum, last])).toEqual([
      ["2008", "medical", source[0]?.[0], "2008-12-31"],
      ["2008", "pharmacy", source[0]?.[1], "2008-12-31"],
    ]);
    expect(months).toHaveLength(6);
  });

  it("gives outpatient claims to the dollar", async () => {
    const folder = join(data, "desynpuf/early_9fcde4d/1-sample-10000");
    const name = readdirSync(folder).find((each) => each.includes("Outpatient")) ?? "";
    const { manifest, stagingDir } = await bench.load(join(folder, name));
    expect(manifest.tables.medical_claim?.totals.paid_amount).toMatchObject({ sum: "2802290.00", given: 11_084 });
    const paid = `from read_parquet('${join(stagingDir, "medical_claim.parquet")}') where year(claim_start_date) = 2008`;
    expect(await bench.rows(`select sum(paid_amount) ${paid}`)).toEqual([["878060.00"]]);
  });
});

describe.skipIf(!existsSync(data))("Synthea", () => {
  it.each([
    ["dbt-synthea", "1103503.95"],
    ["jijones12", "1219867.22"],
  ])("%s is taken to the cent, and what has no home is named", async (folder, paid) => {
    const { manifest, unread } = await bench.load(join(data, "synthea", folder));
    const transactions = file(manifest, /claims_transactions/, "medical_claim");
    expect(transactions.totals.paid_amount?.sum).toBe(paid);
    expect(transactions).toMatchObject({ rejected: 0 });
    expect(transactions.loaded + transactions.setAside).toBe(transactions.rows);
    expect(file(manifest, /payer_transitions/, "eligibility").rejected).toBe(0);
    expect(file(manifest, /patients/, "eligibility").rejected).toBe(0);
    expect(file(manifest, /medications/, "pharmacy_claim").rejected).toBe(0);
    const named = unread.filter(({ name }) => name.endsWith(".csv"));
    expect(named.map(({ name }) => name)).toEqual(
      readdirSync(join(data, "synthea", folder))
        .filter((name) => name.endsWith(".csv") && !/transactions|transitions|patients|medications/.test(name))
        .sort(),
    );
    for (const { why } of named) expect(why).toMatch(/no table holds|claims_transactions/);
  });
});

describe("published DE-SynPUF files that are not at hand", () => {
  it("carrier claims give a row for each line beside the others", async () => {
    const lines = Array.from({ length: 13 }, (_, at) => at + 1);
    const names = ["PRF_PHYSN_NPI", "TAX_NUM", "HCPCS_CD", "LINE_NCH_PMT_AMT", "LINE_BENE_PTB_DDCTBL_AMT"];
    const more = [
      "LINE_BENE_PRMRY_PYR_PD_AMT",
      "LINE_COINSRNC_AMT",
      "LINE_ALOWD_CHRG_AMT",
      "LINE_PRCSG_IND_CD",
      "LINE_ICD9_DGNS_CD",
    ];
    const diagnoses = Array.from({ length: 8 }, (_, at) => `ICD9_DGNS_CD_${at + 1}`);
    const header = [
      ...["DESYNPUF_ID", "CLM_ID", "CLM_FROM_DT", "CLM_THRU_DT", ...diagnoses],
      ...[...names, ...more].flatMap((name) => lines.map((n) => `${name}_${n}`)),
    ];
    const values: Record<string, string> = {
      DESYNPUF_ID: "P1",
      CLM_ID: "C1",
      CLM_FROM_DT: "20080105",
      CLM_THRU_DT: "20080105",
      ICD9_DGNS_CD_1: "4019",
      HCPCS_CD_1: "99213",
      LINE_NCH_PMT_AMT_1: "60.00",
      LINE_ALOWD_CHRG_AMT_1: "75.00",
      LINE_COINSRNC_AMT_1: "15.00",
      HCPCS_CD_2: "36415",
      LINE_NCH_PMT_AMT_2: "3.00",
      LINE_ALOWD_CHRG_AMT_2: "3.00",
      LINE_ICD9_DGNS_CD_2: "25000",
    };
    const row = header.map((name) => values[name] ?? (/_AMT_/.test(name) ? "0.00" : ""));
    const csv = `${header.join(",")}\n${row.join(",")}\n`;
    const { stagingDir } = await bench.load(bench.write("DE1_0_Carrier_Claims_Sample_1A.csv", csv));
    const rows = await bench.rows(
      `select claim_line_number, hcpcs_code, paid_amount, coinsurance_amount, diagnosis_code_1
      from read_parquet('${join(stagingDir, "medical_claim.parquet")}') where reject_reason is null order by 1`,
    );
    expect(rows).toEqual([
      ["1", "99213", "60.00", "15.00", "4019"],
      ["2", "36415", "3.00", "0.00", "25000"],
    ]);
  });

  it("drug events are paid what the drug cost less what the patient paid", async () => {
    const csv = `DESYNPUF_ID,PDE_ID,SRVC_DT,PROD_SRVC_ID,QTY_DSPNSD_NUM,DAYS_SUPLY_NUM,PTNT_PAY_AMT,TOT_RX_CST_AMT
P1,E1,20080131,00247033430,30.000,30,10.00,80.50
`;
    const { stagingDir } = await bench.load(bench.write("DE1_0_PDE.csv", csv));
    const rows = await bench.rows(
      `select dispensing_date, ndc_code, days_supply, paid_amount, allowed_amount, copayment_amount
      from read_parquet('${join(stagingDir, "pharmacy_claim.parquet")}')`,
    );
    expect(rows).toEqual([["2008-01-31", "00247033430", "30", "70.50", "80.50", "10.00"]]);
  });
});
