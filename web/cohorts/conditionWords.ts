import type { CohortCondition } from "../../server/saved/cohort.ts";

const times = (count: number, one: string, many: string) => (count === 1 ? `a ${one}` : `at least ${count} ${many}`);

/** A condition as a sentence says it. */
export function conditionWords(condition: CohortCondition): string {
  switch (condition.has) {
    case "diagnosis":
      return `a diagnosis beginning with ${condition.codes.join(", ")}${condition.place === "principal" ? ", as the principal one" : ""}${condition.days > 1 ? `, on ${condition.days} days` : ""}`;
    case "condition":
      return `the condition ${condition.conditions.join(" or ")}`;
    case "procedure":
      return `a procedure beginning with ${condition.codes.join(", ")}${condition.days > 1 ? `, on ${condition.days} days` : ""}`;
    case "drug":
      return `${times(condition.fills, "fill", "fills")} of ${[...(condition.classes ?? []), ...(condition.ndc ?? []).map((code) => `NDC ${code}…`)].join(", ") || "any drug"}`;
    case "care":
      return `${times(condition.days, "day", "days")} of ${[...(condition.categories ?? []), ...(condition.services ?? [])].join(", ") || "any care"}`;
    case "use":
      return `${condition.measure.replaceAll("_", " ").replace(/ all$/, ", all of them")}: at least ${condition.times}`;
    case "cost":
      return `${{ paid: "plan paid", allowed: "allowed", member_cost: "member share" }[condition.amount]}${condition.benefit ? ` (${condition.benefit})` : ""}${condition.atLeast ? ` of at least $${condition.atLeast}` : ""}${condition.below ? ` below $${condition.below}` : ""}`;
    case "member":
      return `${condition.dimension.replaceAll("_", " ")} ${condition.values.join(" or ")}${condition.always ? " in every month" : ""}`;
    case "enrolled":
      return `${condition.benefit ? `${condition.benefit} ` : ""}coverage in ${condition.months} months${condition.inARow ? " in a row" : ""}`;
  }
}
