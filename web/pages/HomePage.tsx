import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { catalogueQuery } from "../api/queries.ts";
import { usePageSearch } from "../filters/usePageSearch.ts";
import { FailedPage } from "./FailedPage.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";

/** The plain address opens the first report. */
export function HomePage() {
  const search = usePageSearch();
  const { data: families, error, refetch } = useQuery(catalogueQuery(search.profile));
  if (error) return <FailedPage error={error} retry={() => void refetch()} />;
  if (!families) return null;
  const first = families[0]?.reports[0];
  if (!first) return <NotFoundPage what="report" />;
  return <Navigate to="/reports/$reportId" params={{ reportId: first.id }} search={search} replace />;
}
