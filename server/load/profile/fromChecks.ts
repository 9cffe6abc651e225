import { checkBook } from "../checks/check.ts";
import type { CheckResult } from "../checks/checkResult.ts";
import type { ColumnProfile } from "./loadProfile.ts";

export type Validity = (table: string, column: string) => ColumnProfile["valid"];

/** The share of a column's values that no check of codes or words finds fault with, of the check that finds most. */
export function validity(checks: CheckResult[]): Validity {
  const byId = new Map(checkBook().checks.map((check) => [check.check, check]));
  const judged = checks.flatMap((result) => {
    const check = byId.get(result.check);
    return check?.kind === "value" && result.of > 0 ? [{ ...result, columns: check.columns }] : [];
  });
  return (table, column) => {
    const own = judged.filter((each) => each.table === table && each.columns.includes(column));
    const [worst] = own.sort((a, b) => b.rows / b.of - a.rows / a.of);
    return worst ? { share: (worst.of - worst.rows) / worst.of, of: worst.title } : null;
  };
}
