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

eligibility.csv      enrollment spans; a span without an end is still in force
medical_claim.csv    paid medical lines
pharmacy_claim.csv   fills, and reversals as lines with negative amounts
control-report.csv   rows, plan paid and allowed of each file

Columns follow the Tuva input layer, with a few more under plain names.
On every line allowed = paid + copayment + coinsurance + deductible + cob_amount.
Provider numbers begin with 9 and drug codes with 99, which no real one does.
A few claims were paid after coverage had ended, as happens.
`;
}
