/** The filters that every report shares: parameter, column of the marts, words. */
export const sliceFilters = [
  { name: "plan", column: "plan", label: "Plan" },
  { name: "benefit", column: "benefit", label: "Benefit" },
  { name: "tier", column: "coverage_tier", label: "Coverage tier" },
  { name: "status", column: "member_status", label: "Member status" },
  { name: "unit", column: "bargaining_unit", label: "Bargaining unit" },
  { name: "employer_group", column: "employer_group", label: "Employer group" },
  { name: "employer_type", column: "employer_type", label: "Employer type" },
  { name: "relationship", column: "relationship", label: "Relationship" },
  { name: "age_band", column: "age_band", label: "Age" },
  { name: "sex", column: "sex", label: "Sex" },
  { name: "region", column: "region", label: "Region" },
  { name: "network", column: "network_tier", label: "Network" },
] as const;

export type FilterName = (typeof sliceFilters)[number]["name"];

/** Chosen values; a filter that is absent lets everything through. */
export type Slice = Partial<Record<FilterName, string[]>>;

/** The bit of each benefit in `benefit_bit` and `benefit_mask` of member months; any other benefit is 64. */
const benefitBits: Record<string, number> = {
  medical: 1,
  pharmacy: 2,
  dental: 4,
  vision: 8,
  life: 16,
  disability: 32,
};

/** Which benefits count a person as a member: those chosen, or else medical and pharmacy. */
export function benefitMask(slice: Slice): number {
  const chosen = slice.benefit ?? ["medical", "pharmacy"];
  return chosen.reduce((mask, benefit) => mask | (benefitBits[benefit] ?? 64), 0);
}
