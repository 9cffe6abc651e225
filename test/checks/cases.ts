import type { CheckCase } from "./cases/case.ts";
import { claims } from "./cases/claims.ts";
import { dates } from "./cases/dates.ts";
import { enrollment } from "./cases/enrollment.ts";
import { money } from "./cases/money.ts";
import { pharmacy } from "./cases/pharmacy.ts";
import { plan } from "./cases/plan.ts";

/** A case for each rule and table. */
export const cases: CheckCase[] = [...dates, ...money, ...claims, ...enrollment, ...pharmacy, ...plan];
