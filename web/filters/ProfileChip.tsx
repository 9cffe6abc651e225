import type { Profile } from "../../server/reports/envelope.ts";
import type { Filters } from "../api/types.ts";
import { ChoiceList } from "./ChoiceList.tsx";
import { FilterChip } from "./FilterChip.tsx";

interface ProfileChipProps {
  profiles: Filters["profiles"];
  current: Profile | undefined;
  onChoose: (profile: Profile) => void;
}

/** Shows the report as others would see it, never more than the session allows. */
export function ProfileChip({ profiles, current, onChoose }: ProfileChipProps) {
  const label = profiles.find((each) => each.value === current)?.label ?? current;
  return (
    <FilterChip
      name="View as"
      editor={(close) => (
        <ChoiceList
          label="View as"
          choices={profiles}
          current={current}
          onChoose={(value) => {
            close();
            onChoose(value as Profile);
          }}
        />
      )}
    >
      <span aria-hidden="true">View as: </span>
      <b>{label}</b>
    </FilterChip>
  );
}
