import { useQuery, useQueryClient } from "@tanstack/react-query";

import type { ReactNode } from "react";
import type { Meta, Profile } from "../../server/reports/envelope.ts";
import { filtersQuery } from "../api/queries.ts";
import type { CatalogueEntry, Filters } from "../api/types.ts";
import { formatPeriod, yearBefore } from "../format/period.ts";
import { AddFilter } from "./AddFilter.tsx";
import { ChoiceList } from "./ChoiceList.tsx";
import { FilterChip } from "./FilterChip.tsx";
import { ListChip } from "./ListChip.tsx";
import { PeriodEditor } from "./PeriodEditor.tsx";
import { ProfileChip } from "./ProfileChip.tsx";
import { accepts, listNames, unusedNames } from "./params.ts";
import { useFilterChange } from "./useFilterChange.ts";
import { splitValues } from "./valueList.ts";
import "./filters.css";
import { usePageSearch } from "./usePageSearch.ts";

interface FilterBarProps {
  entry: CatalogueEntry;
  digest: string | null;
  /** Of the result for just these filters, which says what they came to. */
  meta: Meta | undefined;
  /** What stands at the right end of the line. */
  actions: ReactNode;
}

const comparisons = [
  { value: "prior-year", label: "The year before", note: "The same months a year earlier" },
  { value: "prior-period", label: "The period before", note: "As many months, just before" },
  { value: "none", label: "Nothing" },
];

const bases = [
  { value: "incurred", label: "Incurred", note: "By the month of service" },
  { value: "paid", label: "Paid", note: "By the month of payment" },
];

/** The slice of the data in one line: each chip says what holds and opens to change it. */
export function FilterBar({ entry, digest, meta, actions }: FilterBarProps) {
  const search = usePageSearch();
  const change = useFilterChange();
  const client = useQueryClient();
  const { data: filters } = useQuery(filtersQuery(search.profile, digest));
  const current = (name: string, fallback: string) => search[name] ?? entry.defaults[name] ?? fallback;
  const set = (name: string, value: string, fallback: string) =>
    change({ [name]: value === (entry.defaults[name] ?? fallback) ? undefined : value });
  const compare = current("compare", "none");
  const basis = current("basis", "incurred");
  const defaultPeriod = filters?.period.default ?? "";
  const period = current("period", meta?.params.period ?? defaultPeriod);
  const unused = unusedNames(search, entry);
  const known = new Map(filters?.filters.map((filter) => [filter.name, filter]));
  const lists = listNames.filter((name) => search[name] && accepts(entry, name));
  const addable = listNames.flatMap((name) => (accepts(entry, name) && !search[name] ? (known.get(name) ?? []) : []));

  const narrow = async (profile: Profile | undefined) => {
    const next: Filters | undefined = await client.fetchQuery(filtersQuery(profile, digest)).catch(() => undefined);
    const dropped = next?.releaseOnly ? Object.fromEntries(listNames.map((name) => [name, undefined])) : {};
    const released = next && [...next.period.years, ...next.period.fiscalYears, ...next.period.quarters];
    const lost = next?.releaseOnly && search.period && !released?.includes(search.period);
    change({ profile, ...dropped, ...(lost ? { period: undefined } : {}) });
  };

  return (
    <section className="filter-bar" aria-label="Filters">
      <div className="chips">
        {accepts(entry, "period") ? (
          <FilterChip
            name="Period"
            editor={(close) =>
              filters ? (
                <PeriodEditor
                  periods={filters.period}
                  releaseOnly={filters.releaseOnly}
                  current={period}
                  onChoose={(value) => {
                    close();
                    set("period", value, defaultPeriod);
                  }}
                />
              ) : null
            }
          >
            <b>{meta?.period.label ?? (formatPeriod(period) || "Period")}</b>
          </FilterChip>
        ) : null}
        {accepts(entry, "compare") ? (
          <FilterChip
            name="Comparison"
            editor={(close) => (
              <ChoiceList
                label="Compare with"
                choices={comparisons}
                current={compare}
                onChoose={(value) => {
                  close();
                  set("compare", value, "none");
                }}
              />
            )}
          >
            {compare === "none" ? "not compared" : <Against meta={meta} compare={compare} period={period} />}
          </FilterChip>
        ) : null}
        {accepts(entry, "basis") ? (
          <FilterChip
            name="Basis"
            editor={(close) => (
              <ChoiceList
                label="Count by"
                choices={bases}
                current={basis}
                onChoose={(value) => {
                  close();
                  set("basis", value, "incurred");
                }}
              />
            )}
          >
            {basis}
          </FilterChip>
        ) : null}
        {lists.map((name) => (
          <ListChip
            key={name}
            filter={known.get(name) ?? { name, label: name.replaceAll("_", " "), values: [] }}
            chosen={splitValues(search[name])}
            onChange={(value) => change({ [name]: value })}
          />
        ))}
        {Object.entries(entry.own).map(([name, { label }]) =>
          search[name] ? (
            <ListChip
              key={name}
              filter={{ name, label, values: [] }}
              chosen={splitValues(search[name])}
              onChange={(value) => change({ [name]: value })}
            />
          ) : null,
        )}
        {unused.map((name) => (
          <span key={name} className="chip chip-unused" title="This report does not have this filter. Others do.">
            <span className="chip-main">
              {known.get(name)?.label ?? name}: {splitValues(search[name]).join(", ")} <i>not used here</i>
            </span>
          </span>
        ))}
        {addable.length > 0 ? (
          <AddFilter filters={addable} onApply={(name, value) => change({ [name]: value })} />
        ) : null}
        {filters && filters.profiles.length > 1 ? (
          <ProfileChip
            profiles={filters.profiles}
            current={(search.profile as Profile | undefined) ?? filters.profiles[0]?.value}
            onChoose={(profile) => void narrow(profile === filters.profiles[0]?.value ? undefined : profile)}
          />
        ) : null}
      </div>
      <div className="bar-actions">{actions}</div>
    </section>
  );
}

function Against({ meta, compare, period }: { meta: Meta | undefined; compare: string; period: string }) {
  const label = meta?.prior?.label ?? (compare === "prior-year" ? yearBefore(period) : null);
  if (!label) return compare === "prior-year" ? "against the year before" : "against the period before";
  return (
    <>
      against <b>{label}</b>
    </>
  );
}
