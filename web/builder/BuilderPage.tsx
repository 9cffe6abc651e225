import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { BuilderChoices } from "../../server/http/builder.ts";
import { catalogueQuery, healthQuery } from "../api/queries.ts";
import { request } from "../api/request.ts";
import type { CatalogueEntry } from "../api/types.ts";
import { CopyButton } from "../components/CopyButton.tsx";
import { ScrollRegion } from "../components/ScrollRegion.tsx";
import { useDocumentTitle } from "../components/useDocumentTitle.ts";
import { FilterBar } from "../filters/FilterBar.tsx";
import { listNames } from "../filters/params.ts";
import { useFilterChange } from "../filters/useFilterChange.ts";
import { usePageSearch } from "../filters/usePageSearch.ts";
import { ReportBody } from "../report/ReportBody.tsx";
import { EmptyReport, FailedReport } from "../report/ReportNotices.tsx";
import { reportState } from "../report/reportState.ts";
import { Waiting } from "../report/Waiting.tsx";
import { ChoicePicker, type PickChoice } from "./ChoicePicker.tsx";
import { examples } from "./examples.ts";
import { FilterEditor } from "./FilterEditor.tsx";
import { type Draft, draftOf, questionOf, searchOf } from "./questionSearch.ts";
import { SavedQuestions } from "./SavedQuestions.tsx";
import { choicesQuery, useAnswer } from "./useAnswer.ts";
import "../report/report.css";
import "./builder.css";

/** The builder's answer as a report, so that it is shown and filtered like any. */
const entry: CatalogueEntry = {
  id: "ask",
  title: "Build your own",
  question: "",
  family: "ours",
  parameters: ["period", "compare", "against", "basis", ...listNames, "cohort", "profile", "as_of"],
  own: {},
  defaults: {},
  companions: [],
};

/** Metrics by dimensions, with filters, answered as one goes; saved under a name they are reports like any other. */
export function BuilderPage() {
  useDocumentTitle(entry.title);
  const { data: choices, error } = useQuery(choicesQuery);
  const { data: health } = useQuery(healthQuery);
  if (error) return <FailedReport error={error} retry={() => location.reload()} />;
  if (!choices || !health) return null;
  return <Builder choices={choices} digest={health.digest ?? null} />;
}

function Builder({ choices, digest }: { choices: BuilderChoices; digest: string | null }) {
  const search = usePageSearch();
  const change = useFilterChange();
  const navigate = useNavigate();
  const { data: families = [] } = useQuery(catalogueQuery(search.profile));
  const draft = draftOf(search);
  const { query, waiting, cancel, runningId } = useAnswer(search, digest);
  const set = (changes: Partial<Draft>) => change({ ...searchOf({ ...draft, ...changes }), sort: undefined });
  const state = reportState(query);
  const asked = draft.metrics.length > 0;
  const wide = draft.by.some((name) => choices.dimensions.find((each) => each.name === name)?.wide);
  return (
    <article className="report builder" aria-busy={waiting}>
      <h1 className="page-title">Build your own</h1>
      <p className="page-lead">
        Choose what to count and how to tell it apart. The answer follows as you go; saved under a name it is a report
        like any other.
      </p>
      <div className="builder-desk">
        <ChoicePicker
          title="Count"
          add="Add a figure"
          choices={metricChoices(choices, draft)}
          chosen={draft.metrics}
          most={12}
          onChange={(metrics) => set({ metrics })}
        />
        <ChoicePicker
          title="Told apart by"
          add="Add a dimension"
          choices={dimensionChoices(choices, draft)}
          chosen={draft.by}
          most={6}
          onChange={(by) => set({ by })}
        />
        <FilterEditor choices={choices} filters={draft.where} onChange={(where) => set({ where })} />
        <fieldset className="picker">
          <legend>Lines</legend>
          <label>
            Largest shown{" "}
            <select
              className="text-input"
              value={draft.top ?? ""}
              onChange={(event) => set({ top: event.target.value ? Number(event.target.value) : null })}
            >
              <option value="">{wide ? "50, the rest together" : "all"}</option>
              {[...new Set([5, 10, 15, 25, 100, 500, ...(draft.top ? [draft.top] : [])])].map((count) => (
                <option key={count} value={count}>
                  {count}, the rest together
                </option>
              ))}
            </select>
          </label>
          {draft.by.length > 1 ? (
            <label>
              Subtotals{" "}
              <select
                className="text-input"
                value={draft.subtotals}
                onChange={(event) => set({ subtotals: event.target.value as Draft["subtotals"] })}
              >
                <option value="first">of the first</option>
                <option value="all">of each but the last</option>
                <option value="none">none</option>
              </select>
            </label>
          ) : null}
          <SavedQuestions draft={draft} search={search} />
        </fieldset>
      </div>
      {asked ? (
        <FilterBar
          entry={entry}
          digest={digest}
          meta={state.kind === "shown" && state.stale === "no" ? state.envelope.meta : undefined}
          actions={<CopyButton label="Copy link" text={() => location.href} />}
        />
      ) : (
        <section className="builder-examples" aria-label="Examples">
          <h2>Start from one of these</h2>
          <ul>
            {examples.map(({ title, why, search: example }) => (
              <li key={title}>
                <Link to="/build" search={example}>
                  {title}
                </Link>
                <span className="soft">{why}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {asked ? (
        <>
          <div className="report-line">
            <span />
            {waiting ? <Waiting key={JSON.stringify(search)} runningId={runningId} cancel={cancel} /> : null}
          </div>
          {state.kind === "failed" ? <FailedReport error={state.error} retry={() => void query.refetch()} /> : null}
          {state.kind === "empty" ? <EmptyReport envelope={state.envelope} /> : null}
          {state.kind === "stopped" && !waiting ? (
            <p className="stale-note" role="status">
              You stopped this.{" "}
              <button type="button" className="link-button" onClick={() => void query.refetch()}>
                Work it out after all
              </button>
            </p>
          ) : null}
          {state.kind === "shown" ? (
            <ReportBody
              entry={entry}
              envelope={state.envelope}
              reports={families.flatMap((family) => family.reports)}
              digest={digest}
              dimmed={waiting}
            />
          ) : null}
          {state.kind === "shown" ? <QuestionSql draft={draft} /> : null}
          <p className="builder-clear">
            <button type="button" className="link-button" onClick={() => void navigate({ to: "/build", search: {} })}>
              Start anew
            </button>
          </p>
        </>
      ) : null}
    </article>
  );
}

/** The SQL of what stands above, asked for when it is opened. */
function QuestionSql({ draft }: { draft: Draft }) {
  const [opened, setOpened] = useState(false);
  const question = questionOf(draft);
  const { data, error } = useQuery({
    queryKey: ["ask", "method", JSON.stringify(question)],
    queryFn: ({ signal }) => request<{ sql: string }>("/api/ask/method", { signal, method: "POST", body: question }),
    enabled: opened,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (
    <details className="builder-sql" onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>The SQL that answers it</summary>
      {opened ? (
        <ScrollRegion label="SQL">
          <pre>{error?.message ?? data?.sql ?? "…"}</pre>
        </ScrollRegion>
      ) : null}
    </details>
  );
}

/** Figures, with why one does not go with the dimensions that were chosen. */
function metricChoices({ metrics, dimensions }: BuilderChoices, { by }: Draft): PickChoice[] {
  const told = by.flatMap((name) => dimensions.find((each) => each.name === name) ?? []);
  return metrics.map(({ name, label, group, definition, standsOn }) => {
    const lacking = told.find((dimension) => !goesWith(standsOn, dimension.knownOf));
    const barred = lacking ? `Not known by ${lacking.label.toLowerCase()}.` : null;
    return { name, label, group, definition, barred };
  });
}

function dimensionChoices({ metrics, dimensions }: BuilderChoices, { metrics: chosen, by }: Draft): PickChoice[] {
  const asked = chosen.flatMap((name) => metrics.find((each) => each.name === name) ?? []);
  const timed = by.some((name) => dimensions.find((each) => each.name === name)?.type === "month");
  return dimensions.map(({ name, label, group, definition, knownOf, type }) => {
    const lacking = asked.find((metric) => !goesWith(metric.standsOn, knownOf));
    const barred = lacking
      ? `${lacking.label} is not known by it.`
      : timed && type === "month"
        ? "Time is told apart already."
        : null;
    return { name, label, group, definition, barred };
  });
}

/** Whether what a figure adds up is known by a dimension; what it is divided by need not be. */
function goesWith(standsOn: readonly string[], knownOf: readonly string[]): boolean {
  const events = standsOn.filter((base) => base !== "member" && base !== "contract");
  if (events.length === 0) return knownOf.includes("member");
  return events.includes("use") ? knownOf.includes("use") : true;
}
