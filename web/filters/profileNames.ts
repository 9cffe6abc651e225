import type { Profile } from "../../server/reports/envelope.ts";

/** Who a view is for, and the line that stands under every page of it. */
export const profileNames: Record<Profile, { label: string; footer: string }> = {
  "plan-administration": {
    label: "Plan administration",
    footer: "For plan administration only: figures may rest on few people. Do not pass on outside plan administration.",
  },
  "sponsor-summary": {
    label: "Sponsor summary",
    footer:
      "Summary health information for the plan sponsor, for premium bids and for changing the plan. Figures that rest on few people are withheld.",
  },
  committee: {
    label: "Committee",
    footer:
      "For the labor-management committee. Figures that rest on few people are withheld, and others through which they could be worked out.",
  },
  public: {
    label: "Public",
    footer:
      "For the public. Figures that rest on few people are withheld, and others through which they could be worked out.",
  },
};
