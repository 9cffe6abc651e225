import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { sessionQuery } from "../api/queries.ts";
import type { CatalogueEntry } from "../api/types.ts";
import { useReport } from "../api/useReport.ts";
import { CopyButton } from "../components/CopyButton.tsx";
import { useDocumentTitle } from "../components/useDocumentTitle.ts";
import { Wanted } from "../components/Wanted.tsx";
import { FilterBar } from "../filters/FilterBar.tsx";
import { narrowing, requestParams } from "../filters/params.ts";
import type { Search } from "../filters/search.ts";
import { useFilterChange } from "../filters/useFilterChange.ts";
import { usePageSearch } from "../filters/usePageSearch.ts";
import { splitValues } from "../filters/valueList.ts";
import { Breadcrumb } from "./Breadcrumb.tsx";
import { ReportBody } from "./ReportBody.tsx";
import { EmptyReport, FailedReport, StoppedReport, SuppressedReport } from "./ReportNotices.tsx";
import { reportState } from "./reportState.ts";
import { Skeleton } from "./Skeleton.tsx";
import { usePrefetchedCompanions } from "./usePrefetchedCompanions.ts";
import { Waiting } from "./Waiting.tsx";

const DownloadMenu = lazy(() => import("./DownloadMenu.tsx").then((module) => ({ default: module.DownloadMenu })));
const PutIntoPacket = lazy(() =>
  import("../packets/PutIntoPacket.tsx").then((module) => ({ default: module.PutIntoPacket })),
);
const MethodCard = lazy(() => import("./MethodCard.tsx").then((module) => ({ default: module.MethodCard })));
const SaveViewButton = lazy(() =>
  import("../saved/SaveViewButton.tsx").then((module) => ({ default: module.SaveViewButton })),
);

interface ReportProps {
  entry: CatalogueEntry;
  /** All that can be opened, for titles and companions. */
  reports: readonly CatalogueEntry[];
  digest: string | null;
}

/** What the address narrows it to on the way down: "Imaging, CT scans". */
function narrowedTo(search: Search): string {
  return narrowing
    .filter((name) => name !== "person" && name !== "encounter")
    .flatMap((name) => (search[name] ? splitValues(search[name]) : []))
    .join(", ");
}

/** One report under the filters of the address, in whichever state it is. */
export function Report({ entry, reports, digest }: ReportProps) {
  useDocumentTitle(entry.title);
  const search = usePageSearch();
  const change = useFilterChange();
  const { data: session } = useQuery(sessionQuery);
  const params = requestParams(search, entry);
  const { query, cancel, runningId } = useReport(entry.id, params, digest);
  usePrefetchedCompanions(entry, reports, digest);
  const state = reportState(query);
  const envelope =
    state.kind === "shown" || state.kind === "empty" || state.kind === "suppressed" ? state.envelope : null;
  const retry = () => void query.refetch();
  const busy = state.kind === "loading" || (state.kind === "shown" && state.stale === "waiting");
  return (
    <article className="report" aria-busy={busy}>
      <FilterBar
        entry={entry}
        digest={digest}
        meta={state.kind === "shown" && state.stale !== "no" ? undefined : envelope?.meta}
        actions={
          <>
            <Suspense>
              <SaveViewButton entry={entry} search={search} />
            </Suspense>
            {session?.profile === "plan-administration" ? (
              <Wanted label="Put into a packet">
                <PutIntoPacket entry={entry} search={search} />
              </Wanted>
            ) : null}
            <CopyButton label="Copy link" text={() => location.href} />
            <Wanted
              label={
                <>
                  Download <span aria-hidden="true">▾</span>
                </>
              }
            >
              <DownloadMenu id={entry.id} params={params} envelope={state.kind === "shown" ? state.envelope : null} />
            </Wanted>
          </>
        }
      />
      <div className="report-line">
        <Breadcrumb reports={reports} title={entry.title} />
        {busy ? <Waiting key={JSON.stringify(params)} runningId={runningId} cancel={cancel} /> : null}
      </div>
      {state.kind === "loading" ? <Skeleton title={entry.title} under={narrowedTo(search)} /> : null}
      {state.kind === "stopped" ? <StoppedReport retry={retry} /> : null}
      {state.kind === "failed" ? <FailedReport error={state.error} retry={retry} /> : null}
      {state.kind === "empty" ? <EmptyReport envelope={state.envelope} /> : null}
      {state.kind === "suppressed" ? <SuppressedReport envelope={state.envelope} /> : null}
      {state.kind === "shown" ? (
        <>
          {state.stale === "stopped" ? (
            <p className="stale-note" role="status">
              You stopped this. Below is the result of the filters before.{" "}
              <button type="button" className="link-button" onClick={retry}>
                Work it out after all
              </button>
            </p>
          ) : null}
          <ReportBody
            entry={entry}
            envelope={state.envelope}
            reports={reports}
            digest={digest}
            dimmed={state.stale !== "no"}
          />
        </>
      ) : null}
      {search.show ? (
        <Suspense>
          <MethodCard
            entry={entry}
            envelope={envelope}
            part={search.show === "sql" ? "sql" : "method"}
            onClose={() => change({ show: undefined })}
          />
        </Suspense>
      ) : null}
    </article>
  );
}
