import { Link } from "@tanstack/react-router";
import type { CatalogueEntry } from "../api/types.ts";
import { useReport } from "../api/useReport.ts";
import { ChartFigure } from "../charts/ChartFigure.tsx";
import { carriedSearch } from "../filters/params.ts";
import type { Search } from "../filters/search.ts";
import { usePageSearch } from "../filters/usePageSearch.ts";

interface CompanionChartProps {
  entry: CatalogueEntry;
  digest: string | null;
  /** What it is asked with: see `companionParams`. */
  params: Search;
}

/** The chart of another report under the same filters, and the way to that report. */
export function CompanionChart({ entry, digest, params }: CompanionChartProps) {
  const search = usePageSearch();
  const { query } = useReport(entry.id, params, digest);
  const link = (
    <Link to="/reports/$reportId" params={{ reportId: entry.id }} search={carriedSearch(search)}>
      {entry.title}
    </Link>
  );
  if (query.error) {
    return (
      <figure className="chart-figure">
        <p className="soft">
          {link} could not be drawn: {query.error.message}
        </p>
      </figure>
    );
  }
  if (!query.data) return <figure className="chart-figure chart-waiting" aria-busy="true" />;
  return <ChartFigure envelope={query.data} link={link} dimmed={query.isPlaceholderData} />;
}
