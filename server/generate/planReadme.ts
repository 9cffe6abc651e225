import type { GeneratorRun } from "./generatorEngine.ts";

/** First line of the README of every generated folder; a folder that has it may be written over. */
export const madeUpLine = "Made-up extracts of a public-employee plan. No member, employer or provider is real.";

/** The README beside generated extracts. */
export function planReadme(run: GeneratorRun): string {
  const lastYear = run.firstYear + run.years - 1;
  return `${madeUpLine}

Made by Planlens from seed ${run.seed}: ${run.employees} employees with their families, plan years ${run.firstYear} to ${lastYear}.
Services through ${lastYear}-12-31, paid through ${lastYear + 1}-03-31: claims that would be paid later are not here yet.
The same seed and size give the same bytes.

eligibility_YYYY-MM.csv          the first file holds all coverage spans then known; each later one those added or
                                 changed in its month. A span is named by data_source, member_id,
                                 enrollment_start_date and plan: the newest file_date holds, and
                                 enrollment_status "void" takes a span back.
<administrator>_medical_YYYY-MM.csv
                                 medical lines by month of payment; denied lines by month of decision
pharmacy_claim_YYYY-MM.csv       fills and their reversals by month of payment
pharmacy_rebate_YYYY-QN.csv      rebates by quarter of the fill, received months later
plan_design_YYYY.csv, premium_rate_YYYY.csv, fund_transaction_YYYY-MM.csv, program_participation.csv, program_cost.csv
*.control.csv                    rows and sums of the file of the same name
answer-key.json, answer-key-claims.csv
                                 what was planted here, to test against
dirt/                            small files with one fault each, as they arrive in practice

Columns follow the Tuva input layer, with a few more under plain names.

Versions of a medical claim. An adjusted claim is sent three times: as it was first paid, as a reversal with every amount
negative, and anew. The first administrator puts a digit behind the claim number (A123, A1231, A1232); the second gives new
numbers and names the first one in original_claim_id; the HMO's keeps the number and counts claim_version up. A denied line
has claim_status "denied" and nothing allowed or paid.

On every line not denied: allowed = deductible + copayment + coinsurance + cob_amount + paid.
Deductibles and limits accumulate by person and family over the calendar year of service (claim_start_date, dispensing_date),
across plans, with the deductible and limit of the line's own plan and of the coverage tier on the day of service (single for
"Employee", family otherwise), in the order adjudicated_date, claim_id as text, claim_line_number, claim_version; a reversal gives back what its
original took. Amounts are rounded to the cent once a line, half away from zero.

The fund's transactions end with the last day of service; what is paid of it afterwards is not in them.

Provider numbers begin with 9 and drug codes with 99, which no real one does.
`;
}
