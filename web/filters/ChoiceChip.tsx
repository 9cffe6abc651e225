import type { ReactNode } from "react";
import { type Choice, ChoiceList } from "./ChoiceList.tsx";
import { FilterChip } from "./FilterChip.tsx";

interface ChoiceChipProps {
  /** What is chosen: "Comparison". */
  name: string;
  choices: readonly Choice[];
  current: string | undefined;
  onChoose: (value: string) => void;
  /** What the chip says. */
  children: ReactNode;
}

/** A chip that opens a few choices, of which one holds. */
export function ChoiceChip({ name, choices, current, onChoose, children }: ChoiceChipProps) {
  return (
    <FilterChip
      name={name}
      editor={(close) => (
        <ChoiceList
          label={name}
          choices={choices}
          current={current}
          onChoose={(value) => {
            close();
            onChoose(value);
          }}
        />
      )}
    >
      {children}
    </FilterChip>
  );
}
