import type { ListFilter } from "../api/types.ts";
import { FilterChip } from "./FilterChip.tsx";
import { ValueEditor } from "./ValueEditor.tsx";
import { joinValues } from "./valueList.ts";

interface ListChipProps {
  filter: ListFilter;
  chosen: readonly string[];
  onChange: (value: string | undefined) => void;
}

/** A filter that is set: its values, or how many they are, and a way to clear it. */
export function ListChip({ filter, chosen, onChange }: ListChipProps) {
  const labels = new Map(filter.values.map(({ value, label }) => [value, label]));
  const known = filter.values.length > 0 ? filter.values : chosen.map((value) => ({ value, label: value }));
  const text =
    chosen.length > 2
      ? `${chosen.length} of ${known.length}`
      : chosen.map((value) => labels.get(value) ?? value).join(", ");
  return (
    <FilterChip
      name={filter.label}
      onClear={() => onChange(undefined)}
      editor={(close) => (
        <ValueEditor
          filter={{ ...filter, values: known }}
          chosen={chosen}
          onApply={(values) => {
            close();
            onChange(values.length === known.length && filter.values.length > 0 ? undefined : joinValues(values));
          }}
        />
      )}
    >
      <span aria-hidden="true">{filter.label}: </span>
      <b>{text}</b>
    </FilterChip>
  );
}
