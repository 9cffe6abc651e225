import type { Meta } from "../../server/reports/envelope.ts";
import type { CatalogueEntry, Filters } from "../api/types.ts";
import { formatPeriod, yearBefore } from "../format/period.ts";
import { ChoiceChip } from "./ChoiceChip.tsx";
import { ComparisonEditor } from "./ComparisonEditor.tsx";
import { FilterChip } from "./FilterChip.tsx";
import { PeriodEditor } from "./PeriodEditor.tsx";
import { accepts } from "./params.ts";
import { useFilterChange } from "./useFilterChange.ts";
import { usePageSearch } from "./usePageSearch.ts";

interface TimeChipsProps {
  entry: CatalogueEntry;
  filters: Filters | undefined;
  /** Of the result for just these filters, which says what they came to. */
  meta: Meta | undefined;
}

const bases = [
  { value: "incurred", label: "Incurred", note: "By the month of service" },
  { value: "paid", label: "Paid", note: "By the month of payment" },
];

/** Which months, against which others, and by which of a claim's dates. Defaults are not written into the address. */
export function TimeChips({ entry, filters, meta }: TimeChipsProps) {
  const search = usePageSearch();
  const change = useFilterChange();
  const defaults: Record<string, string> = {
    period: filters?.period.default ?? meta?.params.period ?? "",
    compare: "none",
    basis: "incurred",
    ...entry.defaults,
  };
  const current = (name: string) => search[name] ?? defaults[name] ?? "";
  const set = (name: string) => (value: string) => change({ [name]: value === defaults[name] ? undefined : value });
  const period = current("period");
  const compare = current("compare");
  return (
    <>
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
                  set("period")(value);
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
          onClear={search.against ? () => change({ against: undefined }) : undefined}
          editor={(close, hold) => (
            <ComparisonEditor
              onStep={() => hold(true)}
              onCancel={close}
              current={search.against ? "against" : compare}
              period={period}
              filters={filters}
              sideBySide={accepts(entry, "against")}
              onChoose={({ compare: chosen, against }) => {
                close();
                if (against) change({ against, compare: undefined });
                else change({ against: undefined, compare: chosen === defaults.compare ? undefined : chosen });
              }}
            />
          )}
        >
          {search.against ? (
            <>
              against <b>{meta?.prior?.label ?? search.against}</b>
            </>
          ) : compare === "none" ? (
            "not compared"
          ) : (
            <Against meta={meta} compare={compare} period={period} />
          )}
        </FilterChip>
      ) : null}
      {accepts(entry, "basis") ? (
        <ChoiceChip name="Basis" choices={bases} current={current("basis")} onChoose={set("basis")}>
          {current("basis")}
        </ChoiceChip>
      ) : null}
    </>
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
