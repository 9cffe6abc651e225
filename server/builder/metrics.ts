import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Unit } from "../reports/envelope.ts";
import { productPaths } from "../root.ts";
import { csvRows } from "./csvRows.ts";

/** What is added up, by the family of tables that it stands on. */
export type Base = "cost" | "claim" | "people" | "use" | "pharmacy" | "member" | "contract";

export interface Metric {
  name: string;
  label: string;
  group: "Cost" | "Cost per member" | "Claims" | "Use" | "Pharmacy" | "Members";
  type: "integer" | "decimal";
  unit: Unit;
  scale: number;
  definition: string;
  direction: "up-is-worse" | "up-is-better" | "neutral";
  /** Over the sums of `bases`; divided by null where there is nothing to divide by. */
  formula: string;
  /** What the formula adds up. */
  bases: Base[];
  /** Names of the sums that the formula takes, measures of use among them. */
  sums: string[];
}

const amounts = [
  ["charge", "Billed", "What providers billed."],
  ["allowed", "Allowed", "What the plan's contracts allow: the plan's share and the member's share together."],
  ["paid", "Plan paid", "What the plan paid, before rebates."],
  ["member_cost", "Member cost share", "Deductible, copay and coinsurance."],
] as const;

const ofLine =
  "Where lines are told apart by what members are known by or by time, member months of the same line; otherwise all member months chosen, so that parts add up.";

function cost(): Metric[] {
  return amounts.flatMap(([name, label, definition]) => {
    const money = { type: "decimal", scale: 2, direction: "up-is-worse" } as const;
    const per = { ...money, group: "Cost per member" } as const;
    return [
      { ...money, name, label, group: "Cost", unit: "usd", definition, formula: name, bases: ["cost"], sums: [name] },
      {
        ...per,
        name: `${name}_pmpm`,
        label: `${label} PMPM`,
        unit: "usd_pmpm",
        definition: `${label} ÷ member months. ${ofLine}`,
        formula: `${name} / nullif(member_months, 0)`,
        bases: ["cost", "member"],
        sums: [name, "member_months"],
      },
      {
        ...per,
        name: `${name}_pmpy`,
        label: `${label} PMPY`,
        unit: "usd_pmpy",
        definition: `${label} × 12 ÷ member months. ${ofLine}`,
        formula: `${name} * 12 / nullif(member_months, 0)`,
        bases: ["cost", "member"],
        sums: [name, "member_months"],
      },
      {
        ...per,
        name: `${name}_pepm`,
        label: `${label} PEPM`,
        unit: "usd_pepm",
        definition: `${label} ÷ contract months. ${ofLine.replaceAll("member months", "contract months")}`,
        formula: `${name} / nullif(contract_months, 0)`,
        bases: ["cost", "contract"],
        sums: [name, "contract_months"],
      },
      {
        ...per,
        name: `${name}_per_claimant`,
        label: `${label} per claimant`,
        unit: "usd_each",
        definition: `${label} ÷ different members with claims on the line.`,
        formula: `${name} / nullif(claimants, 0)`,
        bases: ["cost", "people"],
        sums: [name, "claimants"],
      },
    ] satisfies Metric[];
  });
}

const count = { type: "integer", scale: 0, unit: "count", direction: "neutral" } as const;
const ratio = { type: "decimal", scale: 4, unit: "ratio", direction: "neutral" } as const;
const each = { type: "decimal", scale: 2, unit: "usd_each", direction: "up-is-worse" } as const;
const rate = { type: "decimal", scale: 1, unit: "per_1000", direction: "neutral" } as const;
const per1000 = (sum: string) => `${sum} * 12000 / nullif(member_months, 0)`;

const others: Metric[] = [
  {
    ...ratio,
    name: "share_of_paid",
    label: "Share of plan paid",
    group: "Cost",
    definition: "Plan paid of the line ÷ plan paid of all lines.",
    formula: "paid / nullif(whole_paid, 0)",
    bases: ["cost"],
    sums: ["paid"],
  },
  {
    ...ratio,
    name: "plan_share",
    label: "Plan share",
    group: "Cost",
    definition: "Plan paid ÷ allowed, over claim lines that give an allowed amount.",
    formula: "(paid - coalesce(paid_without_allowed, 0)) / nullif(allowed, 0)",
    bases: ["cost"],
    sums: ["paid", "allowed", "paid_without_allowed"],
  },
  {
    ...count,
    name: "claimants",
    label: "Members with claims",
    group: "Claims",
    unit: "members",
    definition: "Different members with a claim on the line. The total counts each member once.",
    formula: "claimants",
    bases: ["people"],
    sums: ["claimants"],
  },
  {
    ...count,
    name: "lines",
    label: "Claim lines",
    group: "Claims",
    definition: "Lines of paid claims and fills. A reversal is a line of its own.",
    formula: "lines",
    bases: ["cost"],
    sums: ["lines"],
  },
  {
    ...count,
    name: "services",
    label: "Services",
    group: "Claims",
    definition: "Claim lines and fills as they stand at last: what was reversed is not counted.",
    formula: "services",
    bases: ["claim"],
    sums: ["services"],
  },
  {
    ...rate,
    name: "services_per_1000",
    label: "Services per 1,000",
    group: "Claims",
    definition: `Services × 12,000 ÷ member months. ${ofLine}`,
    formula: per1000("services"),
    bases: ["claim", "member"],
    sums: ["services", "member_months"],
  },
  {
    ...count,
    type: "decimal",
    name: "units",
    label: "Units",
    group: "Claims",
    definition: "Units of service on medical lines as they stand at last. Fills have days supply instead.",
    formula: "units",
    bases: ["claim"],
    sums: ["units"],
  },
  {
    ...each,
    name: "unit_price",
    label: "Allowed per service",
    group: "Claims",
    definition: "Allowed ÷ services: the price of one service.",
    formula: "allowed / nullif(services, 0)",
    bases: ["claim"],
    sums: ["allowed", "services"],
  },
  {
    ...each,
    name: "paid_per_service",
    label: "Plan paid per service",
    group: "Claims",
    definition: "Plan paid ÷ services.",
    formula: "paid / nullif(services, 0)",
    bases: ["claim"],
    sums: ["paid", "services"],
  },
  {
    ...count,
    type: "decimal",
    scale: 1,
    name: "lag_months",
    label: "Months to payment",
    group: "Claims",
    direction: "up-is-worse",
    definition: "Months from the month of service to the month of payment, on average over claim lines with both.",
    formula: "lag_months / nullif(lines_with_lag, 0)",
    bases: ["cost"],
    sums: ["lag_months", "lines_with_lag"],
  },
  {
    ...count,
    name: "scripts",
    label: "Prescriptions",
    group: "Pharmacy",
    definition: "Fills net of reversals.",
    formula: "scripts",
    bases: ["pharmacy"],
    sums: ["scripts"],
  },
  {
    ...rate,
    name: "scripts_per_1000",
    label: "Prescriptions per 1,000",
    group: "Pharmacy",
    definition: `Prescriptions × 12,000 ÷ member months. ${ofLine}`,
    formula: per1000("scripts"),
    bases: ["pharmacy", "member"],
    sums: ["scripts", "member_months"],
  },
  {
    ...count,
    name: "days_supply",
    label: "Days supply",
    group: "Pharmacy",
    unit: "days",
    definition: "Days that the fills last, net of reversals.",
    formula: "days_supply",
    bases: ["pharmacy"],
    sums: ["days_supply"],
  },
  {
    ...count,
    type: "decimal",
    scale: 1,
    name: "days_per_script",
    label: "Days per prescription",
    group: "Pharmacy",
    unit: "days",
    definition: "Days supply ÷ prescriptions.",
    formula: "days_supply / nullif(scripts, 0)",
    bases: ["pharmacy"],
    sums: ["days_supply", "scripts"],
  },
  {
    ...each,
    name: "paid_per_script",
    label: "Plan paid per prescription",
    group: "Pharmacy",
    definition: "Plan paid for fills, before rebates ÷ prescriptions.",
    formula: "fill_paid / nullif(scripts, 0)",
    bases: ["pharmacy"],
    sums: ["fill_paid", "scripts"],
  },
  {
    ...ratio,
    name: "generic_share",
    label: "Generic rate",
    group: "Pharmacy",
    direction: "up-is-better",
    definition: "Generic prescriptions ÷ prescriptions that are called generic or brand.",
    formula: "coalesce(generic_scripts, 0) / nullif(classed_scripts, 0)",
    bases: ["pharmacy"],
    sums: ["generic_scripts", "classed_scripts"],
  },
  {
    ...ratio,
    name: "specialty_share",
    label: "Specialty share of plan paid",
    group: "Pharmacy",
    direction: "up-is-worse",
    definition: "Plan paid for specialty drugs ÷ plan paid for fills where the source says whether a drug is one.",
    formula: "coalesce(specialty_paid, 0) / nullif(told_paid, 0)",
    bases: ["pharmacy"],
    sums: ["specialty_paid", "told_paid"],
  },
  {
    ...count,
    name: "member_months",
    label: "Member months",
    group: "Members",
    type: "decimal",
    unit: "member_months",
    scale: 0,
    definition: "Months of coverage, one a person, by the plan's rule.",
    formula: "member_months",
    bases: ["member"],
    sums: ["member_months"],
  },
  {
    ...count,
    name: "members",
    label: "Members",
    group: "Members",
    unit: "members",
    definition: "Member months ÷ months of the line: the average number covered.",
    formula: "coalesce(member_months, 0) / nullif(months_of_line, 0)",
    bases: ["member"],
    sums: ["member_months"],
  },
  {
    ...count,
    name: "contract_months",
    label: "Contract months",
    group: "Members",
    unit: "contracts",
    definition: "Different contracts in each month, added up over the months.",
    formula: "contract_months",
    bases: ["contract"],
    sums: ["contract_months"],
  },
  {
    ...count,
    name: "contracts",
    label: "Contracts",
    group: "Members",
    unit: "contracts",
    definition: "Contract months ÷ months of the line: the average number of contracts.",
    formula: "coalesce(contract_months, 0) / nullif(months_of_line, 0)",
    bases: ["contract"],
    sums: ["contract_months"],
  },
];

/** Two for each measure of utilization: how often, and how often among 1,000 members a year. */
function uses(): Metric[] {
  const rows = csvRows(readFileSync(resolve(productPaths.reference, "use_measure.csv"), "utf8"));
  return rows
    .filter(({ measure }) => measure !== "scripts" && /^[a-z][a-z0-9_]*$/.test(measure ?? ""))
    .flatMap(({ measure = "", label = "", definition = "" }): Metric[] => {
      const days = measure.endsWith("_days");
      return [
        {
          ...count,
          name: measure,
          label,
          group: "Use",
          unit: days ? "days" : "count",
          definition,
          formula: measure,
          bases: ["use"],
          sums: [measure],
        },
        {
          ...rate,
          name: `${measure}_per_1000`,
          label: `${label} per 1,000`,
          group: "Use",
          definition: `${definition} Count × 12,000 ÷ member months. ${ofLine}`,
          formula: per1000(measure),
          bases: ["use", "member"],
          sums: [measure, "member_months"],
        },
      ];
    });
}

const stay: Metric = {
  ...count,
  type: "decimal",
  scale: 2,
  name: "average_stay",
  label: "Average length of stay",
  group: "Use",
  unit: "days",
  definition: "Inpatient days ÷ admissions.",
  formula: "inpatient_days / nullif(admissions, 0)",
  bases: ["use"],
  sums: ["inpatient_days", "admissions"],
};

/** Every metric that a question may ask for. */
export const metrics: ReadonlyMap<string, Metric> = new Map(
  [...cost(), ...others, ...uses(), stay].map((metric) => [metric.name, metric]),
);
