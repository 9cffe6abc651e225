import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { catalogueQuery, healthQuery, sessionQuery } from "../api/queries.ts";
import { usePageSearch } from "../filters/usePageSearch.ts";
import { NoDataPage } from "../pages/NoDataPage.tsx";
import { NotFoundPage } from "../pages/NotFoundPage.tsx";
import { Report } from "./Report.tsx";
import { FailedReport } from "./ReportNotices.tsx";
import { Skeleton } from "./Skeleton.tsx";
import "./report.css";

/** The page of one report, once it is known that there is such a report and that there are data. */
export function ReportPage() {
  const { reportId } = useParams({ from: "/reports/$reportId" });
  const { profile } = usePageSearch();
  const catalogue = useQuery(catalogueQuery(profile));
  const { data: session } = useQuery(sessionQuery);
  const narrowed = profile !== undefined && session?.profile === "plan-administration";
  const own = useQuery({ ...catalogueQuery(undefined), enabled: narrowed });
  const health = useQuery(healthQuery);
  const reports = useMemo(() => catalogue.data?.flatMap((family) => family.reports), [catalogue.data]);
  const error = catalogue.error ?? (health.data ? null : health.error);
  if (error)
    return <FailedReport error={error} retry={() => void Promise.all([catalogue.refetch(), health.refetch()])} />;
  if (!reports || !health.data) return <Skeleton title="Report" />;
  const entry = reports.find((report) => report.id === reportId);
  if (!entry && catalogue.isPlaceholderData) return <Skeleton title="Report" />;
  if (!entry) {
    const known = narrowed && own.data?.some((family) => family.reports.some((report) => report.id === reportId));
    return <NotFoundPage what="report" closed={known} />;
  }
  if (!health.data.digest && health.data.loads === 0) return <NoDataPage />;
  return <Report key={entry.id} entry={entry} reports={reports} digest={health.data.digest ?? null} />;
}
