import { useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense } from "react";
import type { Meta } from "../../server/reports/envelope.ts";
import { filtersQuery } from "../api/queries.ts";
import type { CatalogueEntry } from "../api/types.ts";
import { AddFilter } from "./AddFilter.tsx";
import { ChoiceChip } from "./ChoiceChip.tsx";
import "./filters.css";
import { ListChip } from "./ListChip.tsx";
import { NormChip } from "./NormChip.tsx";
import { accepts, listNames, unusedNames } from "./params.ts";
import { TimeChips } from "./TimeChips.tsx";
import { useFilterChange } from "./useFilterChange.ts";
import { useNarrowedProfile } from "./useNarrowedProfile.ts";
import { usePageSearch } from "./usePageSearch.ts";
import { splitValues } from "./valueList.ts";

const CohortChip = lazy(() => import("../cohorts/CohortChip.tsx").then(({ CohortChip }) => ({ default: CohortChip })));

interface FilterBarProps {
  entry: CatalogueEntry;
  digest: string | null;
  /** Of the result for just these filters, which says what they came to. */
  meta: Meta | undefined;
  /** What stands at the right end of the line. */
  actions: ReactNode;
}

/** The slice of the data in one line: each chip says what holds and opens to change it. */
export function FilterBar({ entry, digest, meta, actions }: FilterBarProps) {
  const search = usePageSearch();
  const change = useFilterChange();
  const narrow = useNarrowedProfile(digest);
  const { data: filters } = useQuery(filtersQuery(search.profile, digest));
  const known = new Map(filters?.filters.map((filter) => [filter.name, filter]));
  const own = Object.entries(entry.own).map(([name, { label }]) => ({ name, label, values: [] }));
  const lists = listNames.filter((name) => accepts(entry, name));
  const shown = [
    ...lists.map((name) => known.get(name) ?? { name, label: name.replaceAll("_", " "), values: [] }),
    ...own,
    { name: "as_of", label: "As of load", values: [] },
  ].filter(({ name }) => search[name] !== undefined);
  const addable = lists.flatMap((name) => (search[name] === undefined ? (known.get(name) ?? []) : []));
  const profiles = filters?.profiles ?? [];
  const widest = profiles[0]?.value;
  const profile = search.profile ?? widest;
  return (
    <section className="filter-bar" aria-label="Filters">
      <div className="chips">
        <TimeChips entry={entry} filters={filters} meta={meta} />
        {shown.map((filter) => (
          <ListChip
            key={filter.name}
            filter={filter}
            chosen={splitValues(search[filter.name])}
            onChange={(value) => change({ [filter.name]: value })}
          />
        ))}
        {unusedNames(search, entry).map((name) => (
          <span key={name} className="chip chip-unused" title="This report does not have this filter. Others do.">
            <span className="chip-main">
              {known.get(name)?.label ?? name}: {splitValues(search[name]).join(", ")} <i>not used here</i>
            </span>
          </span>
        ))}
        {addable.length > 0 ? (
          <AddFilter filters={addable} onApply={(name, value) => change({ [name]: value })} />
        ) : null}
        {accepts(entry, "cohort") ? (
          <Suspense>
            <CohortChip value={search.cohort} onChange={(cohort) => change({ cohort })} />
          </Suspense>
        ) : null}
        <NormChip entry={entry} />
        {profiles.length > 1 ? (
          <ChoiceChip
            name="View as"
            choices={profiles}
            current={profile}
            onChoose={(value) => void narrow(value === widest ? undefined : value)}
          >
            <span aria-hidden="true">View as: </span>
            <b>{profiles.find((each) => each.value === profile)?.label ?? profile}</b>
          </ChoiceChip>
        ) : null}
      </div>
      <div className="bar-actions">{actions}</div>
    </section>
  );
}
