import { type ReactNode, useEffect } from "react";
import type { Envelope } from "../../server/reports/envelope.ts";
import { type ApiError, isApiError } from "../api/apiError.ts";
import { useJobProgress } from "../api/useJobProgress.ts";
import { Notice } from "../components/Notice.tsx";
import { listNames } from "../filters/params.ts";
import { useFilterChange } from "../filters/useFilterChange.ts";
import { usePageSearch } from "../filters/usePageSearch.ts";
import { formatDate } from "../format/month.ts";
import { FailedPage } from "../pages/FailedPage.tsx";
import { NoDataPage } from "../pages/NoDataPage.tsx";

/** Nothing matches: what to try. */
export function EmptyReport({ envelope }: { envelope: Envelope }) {
  const { meta } = envelope;
  return (
    <Notice title={`Nothing was found for ${meta.period.label}`} actions={<WiderActions />}>
      <p>
        {meta.params.cohort
          ? meta.answer
          : "The question was answered, and the answer is that there is nothing: no line of the data fits all the filters."}
      </p>
      <ul>
        <li>Remove a filter, or choose more of its values.</li>
        <li>
          Choose another period. The data{" "}
          {meta.serviceThrough ? `has services through ${formatDate(meta.serviceThrough)}` : "has no services"}.
        </li>
        {meta.basis === "paid" ? <li>Count by month of service: not every file gives a date of payment.</li> : null}
      </ul>
    </Notice>
  );
}

/** Everything is withheld: why, and what is possible. */
export function SuppressedReport({ envelope }: { envelope: Envelope }) {
  return (
    <Notice title="Too few people to show" actions={<WiderActions />}>
      <p>
        {envelope.meta.suppressed.rule ??
          "Every figure rests on so few people that it could say something about one of them."}
      </p>
      <p>A wider question can be answered: a longer period, more plans or units together, or one level up.</p>
    </Notice>
  );
}

/** The wait was given up and there is nothing older to show. */
export function StoppedReport({ retry }: { retry: () => void }) {
  return (
    <Notice
      title="You stopped this report"
      actions={
        <button type="button" className="button" data-primary onClick={retry}>
          Work it out
        </button>
      }
    >
      <p>Nothing is running any more. Change a filter, or start it again.</p>
    </Notice>
  );
}

/** What went wrong; where only the parameters were wrong, the way back to those that work. */
export function FailedReport({ error, retry }: { error: unknown; retry: () => void }) {
  if (isApiError(error, "no-data")) return <NoDataPage />;
  if (isApiError(error, "invalid-parameter")) {
    return (
      <Refusal title="A filter does not fit this data" message={error.message}>
        <p>The address may come from another plan, or from before the data changed.</p>
      </Refusal>
    );
  }
  if (isApiError(error, "not-in-release") || isApiError(error, "not-allowed")) {
    return (
      <Refusal title="This view does not show that" message={error.message}>
        <p>It has whole quarters and plan years without filters, so that nobody can be found by comparing.</p>
      </Refusal>
    );
  }
  if (isApiError(error, "not-built")) return <BuildingReport error={error} retry={retry} />;
  return <FailedPage error={error} retry={retry} />;
}

/** The tables behind the report are being made: how far they are; the report follows by itself. */
function BuildingReport({ error, retry }: { error: ApiError; retry: () => void }) {
  const job = typeof error.detail.job === "string" ? error.detail.job : null;
  const progress = useJobProgress(job);
  const over = progress !== null && progress.state !== "running";
  useEffect(() => {
    if (over) retry();
  }, [over, retry]);
  return (
    <Notice
      title={job ? "The data are being prepared" : "The data have not been prepared yet"}
      actions={
        <button type="button" className="button" onClick={retry}>
          Look again
        </button>
      }
    >
      <p>{job ? "The tables that reports read are being made. The report follows by itself." : error.message}</p>
      {job ? (
        <p role="status">
          {progress?.message || "Working on it…"}{" "}
          <progress
            {...(progress?.progress == null ? {} : { value: progress.progress })}
            max={1}
            aria-label="Progress"
          />
        </p>
      ) : null}
    </Notice>
  );
}

function Refusal({ title, message, children }: { title: string; message: string; children: ReactNode }) {
  return (
    <Notice title={title} actions={<ResetButton except={["via"]} />}>
      <p>{message}</p>
      {children}
    </Notice>
  );
}

function WiderActions() {
  const search = usePageSearch();
  const change = useFilterChange();
  const filters = listNames.filter((name) => search[name] !== undefined);
  return (
    <>
      {filters.length > 0 ? (
        <button
          type="button"
          className="button"
          onClick={() => change(Object.fromEntries(filters.map((name) => [name, undefined])))}
        >
          Clear the filters
        </button>
      ) : null}
      <ResetButton except={["via", "profile"]} />
    </>
  );
}

/** Takes back everything that the address sets, except what is named; nothing where it sets nothing. */
function ResetButton({ except }: { except: readonly string[] }) {
  const search = usePageSearch();
  const change = useFilterChange();
  const names = Object.keys(search).filter((name) => !except.includes(name));
  if (names.length === 0) return null;
  return (
    <button
      type="button"
      className="button"
      onClick={() => change(Object.fromEntries(names.map((name) => [name, undefined])))}
    >
      Show the report with its defaults
    </button>
  );
}
