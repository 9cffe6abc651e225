import { PlanlensError } from "../../errors.ts";
import type { Settings } from "../../home/settings.ts";
import type { QueryResult } from "../../warehouse/warehouse.ts";
import { monthIndex } from "../months.ts";
import type { Resolved } from "../parameters.ts";
import type { Period } from "../period.ts";
import type { ReportSpec } from "../spec.ts";
import type { NamedRow } from "./derivation.ts";
import { derivations } from "./derivations.ts";

type Asked = Pick<Resolved, "period" | "prior" | "own"> & { settings: Settings; signal?: AbortSignal };

/**
 * The lines that a derivation makes of a query's rows, in the shape of a query's result.
 * @throws PlanlensError `bad-query` where there is no such derivation, `cancelled`.
 */
export async function derive(
  spec: ReportSpec,
  now: QueryResult,
  before: QueryResult | null,
  asked: Asked,
): Promise<QueryResult> {
  const derivation = derivations[spec.derive ?? ""];
  if (!derivation) throw new PlanlensError("bad-query", `There is no derivation ${spec.derive}.`);
  const { period, prior, own, settings, signal } = asked;
  const lines = await derivation(named(now), {
    period,
    prior,
    months: monthsOf(period),
    priorMonths: prior ? monthsOf(prior) : 0,
    before: before && named(before),
    own,
    settings,
    signal,
  });
  const declared = spec.columns.flatMap(({ name, people, scale_column }) => [name, people, scale_column]);
  const known = [...declared, spec.people, spec.contracts, "line"].filter((each) => each !== undefined);
  const names = [...new Set([...known, ...lines.flatMap((line) => Object.keys(line))])];
  return { names, types: [], rows: lines.map((line) => names.map((each) => line[each] ?? null)) };
}

function named({ names, rows }: QueryResult): NamedRow[] {
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? null])));
}

function monthsOf({ from, to }: Period): number {
  return monthIndex(to) - monthIndex(from) + 1;
}
