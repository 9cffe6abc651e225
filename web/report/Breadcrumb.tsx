import { Link } from "@tanstack/react-router";
import type { CatalogueEntry } from "../api/types.ts";
import { usePageSearch } from "../filters/usePageSearch.ts";
import { parseTrail, searchAt } from "./trail.ts";

/** The report's name, after those that one came down through, each with the filters it had. */
export function Breadcrumb({ reports, title }: { reports: readonly CatalogueEntry[]; title: string }) {
  const search = usePageSearch();
  const trail = parseTrail(search.via);
  if (trail.length === 0) return <p className="eyebrow">{title}</p>;
  return (
    <nav className="eyebrow" aria-label="The way here">
      <ol>
        {trail.map((step, level) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same report may stand on the way twice
          <li key={level}>
            <Link to="/reports/$reportId" params={{ reportId: step.report }} search={searchAt(search, level)}>
              {reports.find((report) => report.id === step.report)?.title ?? step.report}
            </Link>
          </li>
        ))}
        <li aria-current="page">{title}</li>
      </ol>
    </nav>
  );
}
