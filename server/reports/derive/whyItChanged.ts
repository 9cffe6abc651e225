import { type Cause, changes } from "./change.ts";
import type { Derivation, NamedRow } from "./derivation.ts";
import { amount } from "./values.ts";

const words: Record<Cause, [label: string, counted: string]> = {
  enrollment: [
    "Enrollment",
    "The change of member months, at the mean of both periods' cost for each. It changes dollars, not PMPM.",
  ],
  price: ["Price", "Other unit prices for the same services, code by code, over the codes of both periods."],
  use: ["Use", "More or fewer services for each member of the same age and sex."],
  mix: ["Mix of services", "Dearer or cheaper services within the category, among those of both periods."],
  added: [
    "New and dropped services",
    "Services that only one of the periods has, so far as they cost more or less than the rest of the category.",
  ],
  demography: [
    "Age and sex",
    "Members being older or younger, more women or men: each group's share, at its use and cost.",
  ],
  large: [
    "Large claims",
    "All claims of members for whom the plan paid more than the threshold in the period; they are in no other cause.",
  ],
  plan_share: [
    "Plan's share",
    "The plan paying a larger or smaller part of what is allowed: deductibles, copays, coinsurance and other payers.",
  ],
  unsplit: [
    "Not split",
    "Spend without enrollment, and dollars of reversals and adjustments without a service of the period.",
  ],
};

/** The steps from what a member month cost before to what it costs now, for a waterfall; in dollars beside it. */
export const whyItChanged: Derivation = (rows, context) => {
  const { whole, items } = changes(rows, context);
  const { cents, pmpm, pmpmCents, paid } = whole;
  const label = (period: "prior" | "period") => context[period]?.label ?? "";
  const ends = (kind: "start" | "end", i: 0 | 1): NamedRow => ({
    line: "row",
    step: kind,
    label: label(i === 0 ? "prior" : "period"),
    kind,
    counted: "Plan paid ÷ member months of the period.",
    pmpm: pmpm && amount(BigInt(pmpm[i])),
    dollars: amount(paid[i]),
    rate: null,
    /* never fewer than stand behind any step, so that a step is withheld before them */
    people: whole.people * 2,
  });
  const rate = (part: number) => (pmpm && pmpm[0] > 0 ? part / pmpm[0] : null);
  const behind: Partial<Record<Cause, number>> = {
    large: fewestOf(rows, (row) => row.part === "large people") ?? whole.people,
    unsplit: fewestOf(rows, (row) => row.part === "people" && row.item === "No enrollment found") ?? whole.people,
  };
  const shown = (Object.keys(words) as Cause[]).filter((cause) => cause !== "unsplit" || cents.unsplit !== 0);
  const steps = shown.map((cause): NamedRow => {
    const part = pmpmCents ? pmpmCents[cause] : null;
    const own = cause === "enrollment";
    return {
      line: "row",
      step: cause,
      label: words[cause][0],
      /* enrollment moves dollars alone, and is no step of what a member month costs */
      kind: own ? "none" : "step",
      counted: words[cause][1],
      pmpm: part === null ? null : amount(BigInt(own ? 0 : part)),
      dollars: amount(BigInt(cents[cause])),
      rate: part === null || own ? null : rate(part),
      people: behind[cause] ?? whole.people,
    };
  });
  if (items.length === 0) return [];
  const change = pmpm ? pmpm[1] - pmpm[0] : null;
  const total: NamedRow = {
    line: "total",
    step: null,
    label: null,
    kind: null,
    counted: null,
    pmpm: change === null ? null : amount(BigInt(change)),
    dollars: amount(paid[1] - paid[0]),
    rate: change === null ? null : rate(change),
    people: whole.people,
  };
  return [ends("start", 0), ...steps, ends("end", 1), total];
};

function fewestOf(rows: NamedRow[], of: (row: NamedRow) => boolean): number | null {
  const counts = rows
    .filter(of)
    .flatMap((row) => [Number(row.services_before ?? 0), Number(row.services_after ?? 0)])
    .filter((count) => count > 0);
  return counts.length > 0 ? Math.min(...counts) : null;
}
