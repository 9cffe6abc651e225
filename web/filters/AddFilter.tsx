import { useState } from "react";
import type { ListFilter } from "../api/types.ts";
import { ChoiceList } from "./ChoiceList.tsx";
import { FilterChip } from "./FilterChip.tsx";
import { ValueEditor } from "./ValueEditor.tsx";
import { joinValues } from "./valueList.ts";

interface AddFilterProps {
  /** Those that are not set. */
  filters: readonly ListFilter[];
  onApply: (name: string, value: string | undefined) => void;
}

/** First which filter, then which of its values. */
export function AddFilter({ filters, onApply }: AddFilterProps) {
  return (
    <FilterChip name="Filters" dashed editor={(close) => <Steps filters={filters} onApply={onApply} close={close} />}>
      + filter
    </FilterChip>
  );
}

function Steps({ filters, onApply, close }: AddFilterProps & { close: () => void }) {
  const [name, setName] = useState<string>();
  const filter = filters.find((each) => each.name === name);
  if (!filter) {
    const choices = filters
      .filter((each) => each.values.length > 0)
      .map((each) => ({ value: each.name, label: each.label }));
    return <ChoiceList label="Filter by" choices={choices} current={undefined} onChoose={setName} />;
  }
  return (
    <ValueEditor
      filter={filter}
      chosen={[]}
      onApply={(values) => {
        close();
        onApply(filter.name, values.length === filter.values.length ? undefined : joinValues(values));
      }}
    />
  );
}
