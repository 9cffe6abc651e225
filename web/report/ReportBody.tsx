import { useNavigate } from "@tanstack/react-router";
import type { Envelope } from "../../server/reports/envelope.ts";
import type { CatalogueEntry } from "../api/types.ts";
import { ChartFigure } from "../charts/ChartFigure.tsx";
import { chartData } from "../charts/chartData.ts";
import { companionParams } from "../filters/params.ts";
import { usePageSearch } from "../filters/usePageSearch.ts";
import { Answer } from "./Answer.tsx";
import { basisLine } from "./basisLine.ts";
import { CompanionChart } from "./CompanionChart.tsx";
import { type DrillTarget, drillTarget } from "./drillTarget.ts";
import { Figures } from "./Figures.tsx";
import { Foot } from "./Foot.tsx";
import { PrintFrame } from "./PrintFrame.tsx";
import { ReportTable } from "./ReportTable.tsx";
import { drillSearch } from "./trail.ts";

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
  const { meta } = envelope;
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
  const drillRow = (row: number) => {
    const target = targetOf(envelope.rows[row] ?? []);
    if (target) void navigate(linkTo(target));
  };
  const companions = meta.companions.flatMap((id) => reports.find((report) => report.id === id) ?? []);
  return (
    <div className="report-body" data-dimmed={dimmed} inert={dimmed}>
      <PrintFrame meta={meta} />
      <Answer meta={meta} />
      <p className="basis-line">{basisLine(meta)}</p>
      <Figures envelope={envelope} linkTo={linkTo} targetOf={targetOf} />
      <div className="charts" data-own={chartData(envelope) !== null}>
        <ChartFigure envelope={envelope} onPick={meta.drill && known.has(meta.drill.report) ? drillRow : undefined} />
        {companions.map((entry) => (
          <CompanionChart
            key={entry.id}
            entry={entry}
            digest={digest}
            params={companionParams(search, parent, entry)}
          />
        ))}
      </div>
      <ReportTable envelope={envelope} linkTo={linkTo} targetOf={targetOf} drillRow={drillRow} />
      <Foot envelope={envelope} />
    </div>
  );
}
