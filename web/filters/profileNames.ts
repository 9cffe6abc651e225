import type { Profile } from "../../server/reports/envelope.ts";

/** Who a view is for, and the line that stands under every page of it. */
export const profileNames: Record<Profile, { label: string; footer: string }> = {
  "plan-administration": {
    label: "Plan administration",
    footer:
      "For plan administration only: protected health information, and figures may rest on few people. Use no more than the work needs; do not pass on outside plan administration, and never use for decisions about employment.",
  },
  "sponsor-summary": {
    label: "Sponsor summary",
    footer:
      "Summary health information, which is not de-identified: for the plan sponsor, to obtain premium bids or to change or end the plan. Figures that rest on few people are withheld.",
  },
  committee: {
    label: "Committee",
    footer:
      "For the labor-management committee; no line is about one person. Figures that rest on few people are withheld, and others through which they could be worked out. What is produced may be open to public records requests.",
  },
  public: {
    label: "Public",
    footer:
      "For the public. Figures that rest on few people are withheld, and others through which they could be worked out.",
  },
};
