import { useState } from "react";
import type { Filters } from "../api/types.ts";
import { ChoiceList } from "./ChoiceList.tsx";
import { ValueEditor } from "./ValueEditor.tsx";
import { joinValues } from "./valueList.ts";

interface ComparisonEditorProps {
  /** What holds: a way of comparing with an earlier time, or `against`. */
  current: string;
  /** The period in sight, which is nothing to compare itself with. */
  period: string;
  filters: Filters | undefined;
  /** Whether the report can stand beside other people or any other period. */
  sideBySide: boolean;
  /** Something was chosen that is not applied yet. */
  onStep: () => void;
  onCancel: () => void;
  onChoose: (change: { compare?: string; against?: string }) => void;
}

const earlier = [
  { value: "prior-year", label: "The year before", note: "The same months a year earlier" },
  { value: "prior-period", label: "The period before", note: "As many months, just before" },
];
const nothing = { value: "none", label: "Nothing" };
const others = [
  { value: "period", label: "Another period…", note: "Any year or quarter" },
  { value: "group", label: "Another group…", note: "Another plan, unit or region, in the same months" },
];

/** What stands beside the figures: an earlier time, another period, or other people. */
export function ComparisonEditor({
  current,
  period,
  filters,
  sideBySide,
  onStep,
  onCancel,
  onChoose,
}: ComparisonEditorProps) {
  const [step, setStep] = useState<string | null>(null);
  const goTo = (next: string) => {
    setStep(next);
    onStep();
  };
  if (step === "period" && filters) {
    const { years, fiscalYears, quarters } = filters.period;
    const choices = [...years, ...fiscalYears, ...quarters]
      .filter((each) => each !== period)
      .map((each) => ({ value: each, label: each.replace("-", " ") }));
    return (
      <ChoiceList
        label="Compare with"
        choices={choices}
        current={undefined}
        onChoose={(value) => onChoose({ against: `period=${value}` })}
      />
    );
  }
  const filter = filters?.filters.find(({ name }) => name === step);
  if (filter) {
    return (
      <ValueEditor
        filter={filter}
        chosen={[]}
        action="Compare"
        onCancel={onCancel}
        onApply={(values) => {
          const chosen = values.length === filter.values.length ? [] : values;
          onChoose({ against: `${filter.name}=${(joinValues(chosen) ?? "").replaceAll(";", "\\;")}` });
        }}
      />
    );
  }
  if (step === "group" && filters) {
    const choices = filters.filters
      .filter(({ values }) => values.length > 0)
      .map(({ name, label }) => ({ value: name, label }));
    return <ChoiceList label="Compare by" choices={choices} current={undefined} onChoose={goTo} />;
  }
  return (
    <ChoiceList
      label="Comparison"
      choices={[...earlier, ...(sideBySide && !filters?.releaseOnly ? others : []), nothing]}
      current={current}
      onChoose={(value) => (value === "period" || value === "group" ? goTo(value) : onChoose({ compare: value }))}
    />
  );
}
