const titles: Record<string, string> = {
  medical_claim: "Medical claims",
  pharmacy_claim: "Pharmacy claims",
  dental_claim: "Dental claims",
  vision_claim: "Vision claims",
  disability_claim: "Disability claims",
  life_claim: "Life claims",
  pharmacy_rebate: "Pharmacy rebates",
  eligibility: "Enrollment",
  plan_design: "Plan designs",
  premium_rate: "Premium rates",
  premium_bill: "Premium bills",
  premium_receipt: "Premium receipts",
  fund_transaction: "Fund transactions",
  program_participation: "Program participation",
  program_cost: "Program costs",
  id_crosswalk: "Id crosswalk",
};

/** A table as people call it: `medical_claim` is "Medical claims". */
export function tableTitle(name: string): string {
  return titles[name] ?? sentence(name);
}

/** A column as people call it: `paid_amount` is "Paid", `claim_start_date` "Claim start date". */
export function columnTitle(name: string): string {
  return sentence(name.replace(/_amount$/, ""));
}

function sentence(name: string): string {
  const words = name.replace(/^x_/, "").replaceAll("_", " ");
  return (words.charAt(0).toUpperCase() + words.slice(1)).replace(/\b(id|ndc|npi|cob|ssn|drg|hcpcs|icd)\b/gi, (word) =>
    word.toLowerCase() === "id" ? "ID" : word.toUpperCase(),
  );
}
