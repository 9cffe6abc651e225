import type { Meta, Unit } from "../../server/reports/envelope.ts";

/** Whether other people stand in the columns of the prior period, and not the same ones at another time. */
export function besideOthers({ params }: Meta): boolean {
  return againstNames(params).some((name) => name !== "period");
}

/** This side in a word or two: the period, or who it is where others of the same period stand beside them. */
export function ownSide(meta: Meta): string {
  const { params, period, prior } = meta;
  if (!besideOthers(meta)) return period.label;
  const names = againstNames(params).filter((name) => name !== "period");
  const own = names.map((name) =>
    name === "cohort" ? (params.cohort ? "The cohort" : "All members") : (params[name]?.split(",").join(", ") ?? "All"),
  );
  const apart = againstNames(params).includes("period") && !prior?.label.endsWith(period.label);
  return [...new Set(own), ...(apart ? [period.label] : [])].join(", ");
}

const rates: readonly (Unit | null)[] = [
  "usd_pmpm",
  "usd_pepm",
  "usd_pmpy",
  "usd_pepy",
  "usd_each",
  "per_1000",
  "ratio",
  "points",
];

/** Whether a difference of this unit can be called better or worse: sums of groups of another size cannot. */
export function judged(meta: Meta, unit: Unit | null): boolean {
  return !besideOthers(meta) || rates.includes(unit);
}

function againstNames({ against }: Meta["params"]): string[] {
  return (against ?? "")
    .split(/(?<!\\);/)
    .map((part) => part.split("=")[0]?.trim() ?? "")
    .filter(Boolean);
}
