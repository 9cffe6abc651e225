import type { Search } from "../filters/search.ts";
import type { DrillTarget } from "./drillTarget.ts";

/** Makes the link to the next level, with the page's filters and the way back. */
export type LinkTo = (target: DrillTarget) => {
  to: "/reports/$reportId";
  params: { reportId: string };
  search: Search;
};
