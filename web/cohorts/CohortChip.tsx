import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "../api/queries.ts";
import { ChoiceList } from "../filters/ChoiceList.tsx";
import { FilterChip } from "../filters/FilterChip.tsx";
import { savedQuery } from "../saved/savedQueries.ts";

interface CohortChipProps {
  /** The value of `cohort` in the address. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** The cohort that a report is filtered by, or everyone outside it; nothing where none was saved. */
export function CohortChip({ value, onChange }: CohortChipProps) {
  const { data: session } = useQuery(sessionQuery);
  const { data: saved = [] } = useQuery({
    ...savedQuery("cohort"),
    enabled: session?.profile === "plan-administration",
  });
  const own = saved.filter((each) => !each.withdrawn);
  if (own.length === 0 && !value) return null;
  const nameOf = (reference: string) => {
    const id = reference.replace(/^!/, "").replace(/@\d+$/, "");
    const name = saved.find((each) => each.id === id)?.name ?? id;
    return reference.startsWith("!") ? `outside ${name}` : name;
  };
  const choices = own.flatMap(({ id }) => [
    { value: id, label: nameOf(id) },
    { value: `!${id}`, label: nameOf(`!${id}`) },
  ]);
  return (
    <FilterChip
      name="Cohort"
      dashed={!value}
      onClear={value ? () => onChange(undefined) : undefined}
      editor={(close) => (
        <ChoiceList
          label="Cohort"
          choices={choices}
          current={value}
          onChoose={(chosen) => {
            close();
            onChange(chosen);
          }}
        />
      )}
    >
      {value ? (
        <>
          Cohort: <b>{nameOf(value)}</b>
        </>
      ) : (
        "+ cohort"
      )}
    </FilterChip>
  );
}
