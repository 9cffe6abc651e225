import { PlanlensError } from "../errors.ts";
import { type Dimension, dimensions, type Fact } from "./dimensions.ts";
import { type Base, type Metric, metrics } from "./metrics.ts";
import type { QuestionContent, QuestionFilter } from "./question.ts";

/** The dimension of a question that tells nothing apart. */
export const everyone: Dimension = {
  name: "everyone",
  label: "Who",
  group: "Members",
  definition: "Everyone chosen.",
  type: "text",
  on: Object.fromEntries(
    (["cost", "service", "fill", "use", "pharmacy", "member"] as const).map((fact) => [fact, "'Everyone chosen'"]),
  ),
};

/** What a question asks, with the tables that can answer it: of those that can, the smallest. */
export interface Sources {
  by: Dimension[];
  metrics: Metric[];
  bases: ReadonlySet<Base>;
  /** Tables of claims; empty where no dollars or lines are asked for. */
  claims: Fact[];
  /** Table of fills; null where no prescriptions are asked for. */
  fills: "pharmacy" | "fill" | null;
  filters: QuestionFilter[];
}

const small: Record<string, readonly string[]> = {
  cost: ["month", "quarter", "year", "benefit", "category", "service", "network", everyone.name],
  block: ["month", "quarter", "year", "category", everyone.name],
  use: ["month", "quarter", "year", "benefit", "network", everyone.name],
  member: ["month", "quarter", "year", everyone.name],
};

/** @throws PlanlensError `invalid-parameter` that says which metric cannot be told apart by which dimension. */
export function sourcesOf(question: QuestionContent): Sources {
  const by = question.by.length > 0 ? question.by.map(dimensionNamed) : [everyone];
  const asked = question.metrics.flatMap((name) => metrics.get(name) ?? []);
  const bases = new Set(asked.flatMap((metric) => metric.bases));
  const filters = question.where;
  const told = [...by, ...filters.flatMap((each) => ("dimension" in each ? dimensionNamed(each.dimension) : []))];
  const ofLines = filters.some((each) => "amount" in each);
  for (const metric of asked) refuse(metric, by, told, ofLines);
  const knownOn = (fact: Fact) => told.every((each) => each.on[fact] !== undefined);
  const takesClaims = bases.has("cost") || bases.has("claim") || bases.has("people");
  const ofMonths = !ofLines && !bases.has("claim") && knownOn("cost");
  return {
    by,
    metrics: asked,
    bases,
    claims: !takesClaims ? [] : ofMonths ? ["cost"] : sides(filters),
    fills: !bases.has("pharmacy") ? null : !ofLines && knownOn("pharmacy") ? "pharmacy" : "fill",
    filters,
  };
}

/** Whether every dimension asked for, or filtered by, is one of a small table's. */
export function fits(table: keyof typeof small, { by, filters }: Sources): boolean {
  const names = [...by.map((each) => each.name), ...filters.map((each) => ("dimension" in each ? each.dimension : ""))];
  return names.every((name) => small[table]?.includes(name));
}

/** Dimensions that are known of member months: denominators are told apart by these, and by no other. */
export function ofMembers(by: readonly Dimension[]): Dimension[] {
  return by.filter((each) => each.on.member !== undefined);
}

export function dimensionNamed(name: string): Dimension {
  const found = dimensions.get(name);
  if (!found) throw new PlanlensError("invalid-parameter", `There is no dimension "${name.slice(0, 60)}".`);
  return found;
}

/** Medical lines, fills or both: a filter that only one of them can meet leaves out the other. */
function sides(filters: readonly QuestionFilter[]): Fact[] {
  const only = (group: "service" | "fill") =>
    filters.some((each) => {
      if (!("dimension" in each) || each.is === "not-in") return false;
      const fixed = dimensionNamed(each.dimension).on[group === "service" ? "fill" : "service"] ?? "";
      return fixed.startsWith("'") && !each.values.some((value) => `'${value}'` === fixed);
    });
  if (only("service")) return ["service"];
  return only("fill") ? ["fill"] : ["service", "fill"];
}

function refuse(metric: Metric, by: Dimension[], told: Dimension[], ofLines: boolean): void {
  const events = metric.bases.filter((base) => base !== "member" && base !== "contract");
  const needed: Fact = events.length === 0 ? "member" : events.includes("use") ? "use" : "fill";
  const lacking = (needed === "member" ? by : told).find((each) => each.on[needed] === undefined);
  if (lacking) {
    const known = [...dimensions.values()].filter((each) => each.on[needed] !== undefined).map((each) => each.label);
    throw new PlanlensError(
      "invalid-parameter",
      `${metric.label} cannot be told apart by ${lacking.label}. It can by ${known.join(", ")}.`,
      { detail: { parameter: "metrics", metric: metric.name, dimension: lacking.name } },
    );
  }
  if (ofLines && needed === "use") {
    throw new PlanlensError(
      "invalid-parameter",
      `${metric.label} counts events and no claim lines, so it cannot be asked with a filter on the amount of a line.`,
      { detail: { parameter: "where", metric: metric.name } },
    );
  }
}
