import type { Search } from "../filters/search.ts";

/** Questions to start from. */
export const examples: { title: string; why: string; search: Search }[] = [
  {
    title: "Which procedures cost most, and what does one of them cost?",
    why: "Allowed, services and the price of one, by procedure code",
    search: { metrics: "allowed,services,unit_price,claimants", by: "code", top: "15", where: "benefit:is:medical" },
  },
  {
    title: "How does each plan’s cost per member move?",
    why: "Plan paid PMPM by month and plan",
    search: { metrics: "paid_pmpm,members", by: "month,plan" },
  },
  {
    title: "Where do drugs go, and how generic are they?",
    why: "Prescriptions, generic rate and price by channel and drug class",
    search: {
      metrics: "scripts,generic_share,paid_per_script",
      by: "channel,drug_class",
      where: "benefit:is:pharmacy",
    },
  },
];
