import { useQuery } from "@tanstack/react-query";
import { normsQuery } from "../api/queries.ts";
import type { CatalogueEntry } from "../api/types.ts";
import { ChoiceList } from "./ChoiceList.tsx";
import { FilterChip } from "./FilterChip.tsx";
import { accepts } from "./params.ts";
import { useFilterChange } from "./useFilterChange.ts";
import { usePageSearch } from "./usePageSearch.ts";

const bases = [
  { value: "norm", label: "Difference as a part of the norm", note: "(plan − norm) ÷ norm" },
  { value: "plan", label: "Difference as a part of the plan", note: "(plan − norm) ÷ plan" },
];

/** One set of norms to stand beside the plan's figures, and how the difference is worked out. Nothing where there is none. */
export function NormChip({ entry }: { entry: CatalogueEntry }) {
  const search = usePageSearch();
  const change = useFilterChange();
  const { data: norms = [] } = useQuery({ ...normsQuery, enabled: accepts(entry, "norm") });
  if (!accepts(entry, "norm") || (norms.length === 0 && !search.norm)) return null;
  const chosen = norms.find(({ id }) => id === search.norm);
  const choices = norms.map(({ id, title, population, year }) => ({
    value: id,
    label: title,
    note: `${population}, ${year}`,
  }));
  return (
    <FilterChip
      name="Norm"
      dashed={!search.norm}
      onClear={search.norm ? () => change({ norm: undefined, norm_base: undefined }) : undefined}
      editor={(close) => (
        <>
          <ChoiceList
            label="Norm"
            choices={choices}
            current={search.norm}
            onChoose={(norm) => {
              close();
              change({ norm });
            }}
          />
          {search.norm ? (
            <ChoiceList
              label="How the difference is told"
              choices={bases}
              current={search.norm_base ?? "norm"}
              onChoose={(value) => {
                close();
                change({ norm_base: value === "norm" ? undefined : value });
              }}
            />
          ) : null}
        </>
      )}
    >
      {search.norm ? (
        <>
          norm <b>{chosen?.title ?? search.norm}</b>
        </>
      ) : (
        "+ norm"
      )}
    </FilterChip>
  );
}
