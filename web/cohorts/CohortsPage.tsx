import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import type { CohortCount } from "../../server/builder/countCohort.ts";
import type { CohortContent } from "../../server/saved/cohort.ts";
import { filtersQuery, healthQuery } from "../api/queries.ts";
import { request } from "../api/request.ts";
import { useDocumentTitle } from "../components/useDocumentTitle.ts";
import { formatNumber } from "../format/unit.ts";
import { FailedReport } from "../report/ReportNotices.tsx";
import { type Saved, savedQuery, useSaving } from "../saved/savedQueries.ts";
import { ConditionEditor } from "./ConditionEditor.tsx";
import { conditionWords } from "./conditionWords.ts";
import "../builder/builder.css";
import "../filters/filters.css";
import "./cohorts.css";

const parts = [
  ["all", "All of these", "Who is in must meet each."],
  ["any", "Any of these", "Who is in must meet one at least."],
  ["none", "None of these", "Who meets one is out."],
] as const;

/** Members who meet conditions in a period, counted as one goes, kept under a name and used as a filter everywhere. */
export function CohortsPage() {
  useDocumentTitle("Cohorts");
  const { data: saved = [], error } = useQuery(savedQuery("cohort"));
  const { data: health } = useQuery(healthQuery);
  const [open, setOpen] = useState<Saved<"cohort"> | "new" | null>(null);
  if (error) return <FailedReport error={error} retry={() => location.reload()} />;
  return (
    <article className="cohorts">
      <h1 className="page-title">Cohorts</h1>
      <p className="page-lead">
        Members who meet conditions in a period. A cohort is a filter in every report, and so is everyone outside it.
      </p>
      {saved.length > 0 ? (
        <ul className="cohort-list">
          {saved.map((cohort) => (
            <CohortLine key={cohort.id} cohort={cohort} onOpen={() => setOpen(cohort)} />
          ))}
        </ul>
      ) : null}
      {open ? (
        <CohortForm
          key={open === "new" ? "new" : `${open.id} ${open.version}`}
          cohort={open === "new" ? null : open}
          digest={health?.digest ?? null}
          onClose={() => setOpen(null)}
        />
      ) : (
        <button type="button" className="button" data-primary onClick={() => setOpen("new")}>
          New cohort
        </button>
      )}
    </article>
  );
}

function CohortLine({ cohort, onOpen }: { cohort: Saved<"cohort">; onOpen: () => void }) {
  const { save, withdraw, bringBack } = useSaving("cohort");
  const { id, name, owner, version, withdrawn, content } = cohort;
  return (
    <li data-withdrawn={withdrawn}>
      <h2>{name}</h2>
      <p>{cohortWords(content)}</p>
      <p className="soft">
        {owner}, version {version}
        {withdrawn ? ", withdrawn" : ""}
      </p>
      <p className="saved-actions">
        {withdrawn ? (
          <button type="button" className="link-button" onClick={() => void bringBack(id)}>
            Bring back
          </button>
        ) : (
          <>
            <Link to="/reports/$reportId" params={{ reportId: "plan-summary" }} search={{ cohort: id }}>
              Use as a filter
            </Link>
            <Link
              to="/reports/$reportId"
              params={{ reportId: "cost-by-category" }}
              search={{ cohort: id, against: `cohort=!${id}` }}
            >
              Beside everyone else
            </Link>
            <button type="button" className="link-button" onClick={onOpen}>
              Change
            </button>
            <button type="button" className="link-button" onClick={() => void save({ name: `${name}, copy`, content })}>
              Duplicate
            </button>
            <button type="button" className="link-button" onClick={() => void withdraw(id)}>
              Withdraw
            </button>
          </>
        )}
      </p>
    </li>
  );
}

function cohortWords({ period, all, any, none }: CohortContent): string {
  const said = [
    ...all.map(conditionWords),
    ...(any.length > 0 ? [any.map(conditionWords).join(" or ")] : []),
    ...none.map((each) => `not ${conditionWords(each)}`),
  ];
  return `In ${period}: ${said.join("; ")}.`;
}

interface CohortFormProps {
  cohort: Saved<"cohort"> | null;
  digest: string | null;
  onClose: () => void;
}

function CohortForm({ cohort, digest, onClose }: CohortFormProps) {
  const { data: filters } = useQuery(filtersQuery(undefined, digest));
  const { save } = useSaving("cohort");
  const [name, setName] = useState(cohort?.name ?? "");
  const [typed, setTyped] = useState(cohort?.content.period);
  const [lists, setLists] = useState({
    all: cohort?.content.all ?? [],
    any: cohort?.content.any ?? [],
    none: cohort?.content.none ?? [],
  });
  const [adding, setAdding] = useState<(typeof parts)[number][0] | null>(cohort ? null : "all");
  const [problem, setProblem] = useState<string>();
  const period = typed ?? filters?.period.default ?? "";
  const content: CohortContent = { period, ...lists };
  const empty = lists.all.length + lists.any.length + lists.none.length === 0;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    try {
      await save({ id: cohort?.id, name, content });
      onClose();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <section className="cohort-form" aria-label={cohort ? `Change ${cohort.name}` : "New cohort"}>
      <h2>{cohort ? `Change “${cohort.name}”` : "New cohort"}</h2>
      <div className="builder-desk">
        {parts.map(([part, title, meaning]) => (
          <fieldset key={part} className="picker">
            <legend>
              {title}
              <span className="choice-note">{meaning}</span>
            </legend>
            <ol>
              {lists[part].map((condition, i) => (
                <li key={conditionWords(condition)}>
                  <span>{conditionWords(condition)}</span>
                  <button
                    type="button"
                    aria-label={`Remove ${conditionWords(condition)}`}
                    onClick={() => setLists({ ...lists, [part]: lists[part].filter((_, at) => at !== i) })}
                  >
                    <span aria-hidden="true">×</span>
                  </button>
                </li>
              ))}
            </ol>
            {adding === part ? (
              <ConditionEditor
                onAdd={(condition) => {
                  setLists({ ...lists, [part]: [...lists[part], condition] });
                  setAdding(null);
                }}
                onClose={() => setAdding(null)}
              />
            ) : (
              <button type="button" className="button picker-add" onClick={() => setAdding(part)}>
                Add a condition
              </button>
            )}
          </fieldset>
        ))}
      </div>
      <Count content={content} empty={empty} />
      <form className="cohort-save" onSubmit={submit}>
        <label>
          Period
          <input className="text-input" value={period} onChange={(event) => setTyped(event.target.value)} required />
        </label>
        <label>
          Name
          <input
            className="text-input"
            value={name}
            maxLength={120}
            placeholder="Members with diabetes"
            onChange={(event) => setName(event.target.value)}
            required
          />
        </label>
        <button type="submit" className="button" data-primary disabled={empty || name.trim() === ""}>
          {cohort ? "Save a new version" : "Save"}
        </button>
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
      </form>
      {problem ? (
        <p className="form-error" role="alert">
          {problem}
        </p>
      ) : null}
    </section>
  );
}

function asks({ period, all, any, none }: CohortContent): boolean {
  return period !== "" && all.length + any.length + none.length > 0;
}

/** How many there are, and what the plan paid for them: worked out as the conditions change. */
function Count({ content, empty }: { content: CohortContent; empty: boolean }) {
  const now = JSON.stringify(content);
  const [still] = useDebouncedValue(now, 400);
  const { data, error, isFetching } = useQuery({
    queryKey: ["cohort", "count", still],
    queryFn: ({ signal }) =>
      request<CohortCount>("/api/cohorts/count", { signal, method: "POST", body: JSON.parse(still) }),
    enabled: !empty && asks(JSON.parse(still) as CohortContent),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (previous) => previous,
  });
  if (empty) return <p className="cohort-count soft">Add a condition to see how many members meet it.</p>;
  if (error) {
    return (
      <p className="cohort-count form-error" role="alert">
        {error.message}
      </p>
    );
  }
  if (!data) return <p className="cohort-count soft">Counting…</p>;
  if (data.members === 0 && still === now && !isFetching) {
    return (
      <p className="cohort-count form-error" role="alert">
        No member meets this in {data.period.label}. A report filtered by it would be empty: loosen a condition, or
        choose another period.
      </p>
    );
  }
  const share = (part: number, whole: number) => formatNumber(String(whole > 0 ? part / whole : 0), "ratio", 4);
  return (
    <p className="cohort-count" role="status" data-waiting={isFetching || still !== now}>
      <b>{data.members.toLocaleString("en-US")}</b> of {data.everyone.toLocaleString("en-US")} members (
      {share(data.members, data.everyone)}), for whom the plan paid <b>{formatNumber(data.paid, "usd", 0)}</b> in{" "}
      {data.period.label}, {share(Number(data.paid), Number(data.everyonesPaid))} of all.
    </p>
  );
}
