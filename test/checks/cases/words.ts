import { type CheckCase, claimTables, enrollment, forEach, pharmacy } from "./case.ts";

const values = (column: string, texts: string[]) => texts.map((text) => ({ [column]: text }));

export const words: CheckCase[] = [
  ...forEach(claimTables, {
    check: "claim-status-unknown",
    bad: values("claim_status", ["XPD"]),
    good: values("claim_status", ["Paid", "DENIED", "22", "adjusted"]),
    says: "XPD",
  }),
  ...forEach(claimTables, {
    check: "line-type-unknown",
    bad: values("line_type", ["Z9"]),
    good: values("line_type", ["original", "Reversal", "ADJ"]),
    says: "Z9",
  }),
  enrollment("sex-unknown", values("gender", ["3"]), values("gender", ["F", "male", "U"])),
  enrollment(
    "relationship-unknown",
    values("subscriber_relation", ["77"]),
    values("subscriber_relation", ["Self", "spouse", "19"]),
  ),
  enrollment("benefit-unknown", values("benefit", ["pet"]), values("benefit", ["Medical", "RX"])),
  pharmacy("channel-unknown", values("channel", ["drone"]), values("channel", ["Retail", "mail order"])),
  pharmacy("brand-unknown", values("brand_generic", ["?"]), values("brand_generic", ["Brand", "g"])),
  pharmacy("specialty-unknown", values("specialty", ["maybe"]), values("specialty", ["Yes", "n"])),
  ...forEach(claimTables, {
    check: "network-unknown",
    bad: values("in_network_flag", ["Tier 9"]),
    good: values("in_network_flag", ["Y", "0", "OON"]),
  }),
  ...forEach(["eligibility", "premium_rate"], {
    check: "tier-unknown",
    bad: values("coverage_tier", ["XYZ"]),
    good: values("coverage_tier", ["Employee + spouse", "FAM", "EE+1"]),
  }),
  ...forEach([...claimTables, "eligibility"], {
    check: "plan-without-design",
    bad: [{ plan: "P.P.O." }],
    good: [{ plan: "PPO" }],
    others: { plan_design: [{ plan: "PPO" }] },
  }),
  {
    check: "rate-without-design",
    table: "premium_rate",
    bad: [{ plan: "P.P.O." }],
    good: [{ plan: "PPO" }],
    held: { plan_design: [{ plan: "PPO" }] },
  },
];
