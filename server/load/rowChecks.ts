import type { LayoutTable } from "./layout.ts";
import { type ReadTarget, textLiteral, unreadable } from "./valueForms.ts";

/** Between reasons in `reject_reason`; between the column and what is wrong in a reason. */
export const reasonSeparator = "; ";
export const placeSeparator = ": ";
/** Stands for the column in reasons that concern the row as a whole. */
export const wholeRow = "(row)";

/** A rule of `queries/checks` that rejects the row where it is broken. */
export interface RowRule {
  id: string;
  /** It applies where the file gives all of them. */
  columns: string[];
  /** SQL over the table's own column names, true where the rule is broken; null counts as kept. */
  when: string;
  /** What is wrong and what is expected. */
  reason: string;
}

export interface RowCheck {
  /** SQL that is true where something is wrong, never null. */
  when: string;
  /** SQL for what is said of it. */
  reason: string;
  /** It holds of no row of which every value is fine. */
  ofValues: boolean;
}

/** One reason as it stands in `reject_reason`; without a column it concerns the whole row. */
export function reason(column: string | null, complaint: string): string {
  return `${column ?? wholeRow}${placeSeparator}${complaint}`;
}

/** Everything for which a row of the table is rejected. */
export function rowChecks(table: LayoutTable, targets: ReadTarget[], rules: RowRule[]): RowCheck[] {
  const find = (name: string) => targets.find(({ column }) => column.name === name);
  const missing = table.filled.flatMap((group) => {
    const given = group.flatMap((name) => find(name) ?? []);
    if (given.length === 0) return [];
    const when = `(${given.map(({ absent }) => absent).join(" and ")})`;
    return [{ when, reason: said(given, "empty"), ofValues: false }];
  });
  const illegible = targets.flatMap((target) => {
    const fault = unreadable(target);
    if (!fault) return [];
    const { when, unlikely } = fault;
    const usual = said([target], fault.said);
    if (!unlikely) return [{ when, reason: usual, ofValues: true }];
    const slip = said([target], "a year that cannot be right");
    return [{ when, reason: `case when ${unlikely} then ${slip} else ${usual} end`, ofValues: true }];
  });
  const disordered = table.ordered.flatMap(([first, second]) => {
    const [from, to] = [find(first), find(second)];
    if (!from || !to) return [];
    const when = `(${to.value} < ${from.value}) is true`;
    return [{ when, reason: said([to], `before ${from.header}`), ofValues: false }];
  });
  const broken = rules.flatMap((rule) => {
    const given = rule.columns.flatMap((name) => find(name) ?? []);
    if (given.length < rule.columns.length) return [];
    return [{ when: `(${rule.when}) is true`, reason: said(given, rule.reason), ofValues: false }];
  });
  return [...missing, ...illegible, ...disordered, ...broken];
}

/** The rules that apply to a file with these columns. */
export function applicable(rules: RowRule[], targets: { column: { name: string } }[]): RowRule[] {
  const names = new Set(targets.map(({ column }) => column.name));
  return rules.filter(({ columns }) => columns.every((name) => names.has(name)));
}

function said(targets: ReadTarget[], complaint: string): string {
  const headers = [...new Set(targets.map(({ header }) => header))];
  return textLiteral(reason(headers.join(" or ") || null, complaint));
}
