import type { Condition } from "./mapping.ts";
import { sqlText, sqlTexts } from "./sqlText.ts";

/** SQL that is true of the rows that a condition means, never null; upper and lower case are one. */
export function conditionSql(condition: Condition, column: (name: string) => string): string {
  if ("all" in condition) return joined(condition.all, " and ", column);
  if ("any" in condition) return joined(condition.any, " or ", column);
  const { filled, matches } = condition;
  const text = column(condition.column);
  const tests = [
    condition.in ? `coalesce(lower(${text}) in (${sqlTexts(condition.in.map(lower))}), false)` : "",
    condition.notIn ? `coalesce(lower(${text}) not in (${sqlTexts(condition.notIn.map(lower))}), true)` : "",
    filled === undefined ? "" : `(${text} is ${filled ? "not " : ""}null)`,
    matches === undefined ? "" : `coalesce(regexp_matches(${text}, ${sqlText(matches)}), false)`,
  ].filter(Boolean);
  return tests.length > 0 ? `(${tests.join(" and ")})` : "true";
}

/** The columns that a condition looks at. */
export function conditionColumns(condition: Condition): string[] {
  if ("all" in condition) return condition.all.flatMap(conditionColumns);
  if ("any" in condition) return condition.any.flatMap(conditionColumns);
  return [condition.column];
}

function joined(conditions: Condition[], by: string, column: (name: string) => string): string {
  return `(${conditions.map((each) => conditionSql(each, column)).join(by)})`;
}

function lower(text: string): string {
  return text.toLowerCase();
}
