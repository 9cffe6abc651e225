import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useMemo } from "react";
import type { Envelope } from "../../server/reports/envelope.ts";
import type { CatalogueEntry } from "../api/types.ts";
import { ChartFigure } from "../charts/ChartFigure.tsx";
import { chartData } from "../charts/chartData.ts";
import { companionParams, follows } from "../filters/params.ts";
import { useFilterChange } from "../filters/useFilterChange.ts";
import { usePageSearch } from "../filters/usePageSearch.ts";
import { splitValues } from "../filters/valueList.ts";
import { Answer } from "./Answer.tsx";
import { basisLine } from "./basisLine.ts";
import { CompanionChart } from "./CompanionChart.tsx";
import { type Crossing, crossFilter } from "./crossFilter.ts";
import { type DrillTarget, drillTarget } from "./drillTarget.ts";
import { Figures } from "./Figures.tsx";
import { Foot } from "./Foot.tsx";
import { PrintFrame } from "./PrintFrame.tsx";
import { ReportTable } from "./ReportTable.tsx";
import { drillSearch } from "./trail.ts";

const AnnotationEditor = lazy(() =>
  import("../saved/AnnotationEditor.tsx").then((module) => ({ default: module.AnnotationEditor })),
);

interface ReportBodyProps {
  entry: CatalogueEntry;
  envelope: Envelope;
  reports: readonly CatalogueEntry[];
  digest: string | null;
  /** It is not, or not yet, the answer to what the filters say. */
  dimmed: boolean;
}

/** The report as one reads it: sentence, figures, chart, companions' charts, table, and how it was made. */
export function ReportBody({ entry: parent, envelope, reports, digest, dimmed }: ReportBodyProps) {
  const search = usePageSearch();
  const navigate = useNavigate();
  const change = useFilterChange();
  const { meta } = envelope;
  const drawn = useMemo(() => chartData(envelope), [envelope]);
  const known = new Set(reports.map((report) => report.id));
  const linkTo = (target: DrillTarget) => ({
    to: "/reports/$reportId" as const,
    params: { reportId: target.report },
    search: drillSearch(search, meta.report, target.set),
  });
  const targetOf = (cells: Envelope["rows"][number]) => {
    const target = drillTarget(envelope, cells);
    return target && known.has(target.report) ? target : null;
  };
  const crossingOf = (source: Envelope, row: number, column?: string) =>
    crossFilter(source, parent, source.rows[row] ?? [], column ?? firstShown(source), search);
  const cross = ({ name, value, on }: Crossing) => change({ [name]: on ? undefined : value });
  const pick = (source: Envelope) => {
    const { chart, drill } = source.meta;
    const own = source === envelope;
    const leads = own && drill !== null && known.has(drill.report);
    const crossing = (row: number) => crossingOf(source, row, chart.x) ?? crossingOf(source, row, chart.series);
    const filters = source.rows.some((_, row) => crossing(row) !== null);
    if (!leads && !filters) return undefined;
    return (row: number) => {
      const found = leads && chart.series ? null : crossing(row);
      if (found) cross(found);
      else if (leads) drillRow(row);
    };
  };
  const drillRow = (row: number) => {
    const target = targetOf(envelope.rows[row] ?? []);
    if (target) void navigate(linkTo(target));
  };
  /** The way back from a filter by the chart's own values. */
  const onlyOf = (source: Envelope) => {
    const crossing = crossingOf(source, 0, source.meta.chart.x) ?? crossingOf(source, 0, source.meta.chart.series);
    const set = crossing && search[crossing.name];
    if (!crossing || !set) return undefined;
    return (
      <>
        Only {splitValues(set).join(", ")}.{" "}
        <button type="button" className="link-button" onClick={() => change({ [crossing.name]: undefined })}>
          Show all again
        </button>
      </>
    );
  };
  const companions = meta.companions.flatMap((id) => {
    const companion = reports.find((report) => report.id === id);
    return companion && follows(search, parent, companion) ? [companion] : [];
  });
  return (
    <div className="report-body" data-dimmed={dimmed} inert={dimmed}>
      <PrintFrame meta={meta} />
      <Answer meta={meta} />
      <p className="basis-line">{basisLine(meta)}</p>
      <Figures envelope={envelope} linkTo={linkTo} targetOf={targetOf} />
      <div className="charts" data-own={drawn !== null}>
        <ChartFigure
          envelope={envelope}
          onPick={pick(envelope)}
          only={onlyOf(envelope)}
          link={
            drawn?.byMonth && drawn.kind !== "multiples" ? (
              <Suspense>
                <AnnotationEditor month={meta.period.to} />
              </Suspense>
            ) : null
          }
        />
        {companions.map((entry) => (
          <CompanionChart
            key={entry.id}
            entry={entry}
            digest={digest}
            params={companionParams(search, parent, entry)}
            pick={pick}
            onlyOf={onlyOf}
          />
        ))}
      </div>
      <ReportTable
        envelope={envelope}
        linkTo={linkTo}
        targetOf={targetOf}
        drillRow={drillRow}
        crossingOf={(row) => crossingOf(envelope, row)}
        onCross={cross}
      />
      <Foot envelope={envelope} />
    </div>
  );
}

function firstShown({ columns }: Envelope): string | undefined {
  return columns.find((column) => column.role === "dimension" && !column.hidden)?.name;
}
