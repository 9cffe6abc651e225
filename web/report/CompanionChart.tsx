import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Envelope } from "../../server/reports/envelope.ts";
import type { CatalogueEntry } from "../api/types.ts";
import { useReport } from "../api/useReport.ts";
import { ChartFigure } from "../charts/ChartFigure.tsx";
import { carriedSearch, narrowing } from "../filters/params.ts";
import { pick as pickNames, type Search } from "../filters/search.ts";
import { usePageSearch } from "../filters/usePageSearch.ts";

interface CompanionChartProps {
  entry: CatalogueEntry;
  digest: string | null;
  /** What it is asked with: see `companionParams`. */
  params: Search;
  /** What a click on a mark of this chart does, if anything. */
  pick: (envelope: Envelope) => ((row: number) => void) | undefined;
  /** The way back where the page is filtered by this chart's values. */
  onlyOf: (envelope: Envelope) => ReactNode;
}

/** The chart of another report under the same filters, and the way to that report. */
export function CompanionChart({ entry, digest, params, pick, onlyOf }: CompanionChartProps) {
  const search = usePageSearch();
  const { query } = useReport(entry.id, params, digest);
  const link = (
    <Link
      to="/reports/$reportId"
      params={{ reportId: entry.id }}
      search={{ ...carriedSearch(search), ...pickNames(params, narrowing) }}
    >
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
  return (
    <ChartFigure
      envelope={query.data}
      onPick={pick(query.data)}
      only={onlyOf(query.data)}
      link={link}
      bars={10}
      dimmed={query.isPlaceholderData}
    />
  );
}
