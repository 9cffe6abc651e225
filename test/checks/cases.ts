import type { CheckCase } from "./cases/case.ts";
import { claims } from "./cases/claims.ts";
import { codes } from "./cases/codes.ts";
import { dates } from "./cases/dates.ts";
import { enrollment } from "./cases/enrollment.ts";
import { money } from "./cases/money.ts";
import { persons } from "./cases/persons.ts";
import { pharmacy } from "./cases/pharmacy.ts";
import { plan } from "./cases/plan.ts";
import { versions } from "./cases/versions.ts";
import { wholeFiles } from "./cases/wholeFiles.ts";
import { words } from "./cases/words.ts";

/** A case for each rule and table. */
export const cases: CheckCase[] = [
  ...dates,
  ...money,
  ...claims,
  ...versions,
  ...codes,
  ...words,
  ...persons,
  ...enrollment,
  ...pharmacy,
  ...plan,
  ...wholeFiles,
];
