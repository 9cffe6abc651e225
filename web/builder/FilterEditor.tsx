import { useDebouncedValue } from "@mantine/hooks";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { type SubmitEvent, useId, useState } from "react";
import type { QuestionFilter } from "../../server/builder/question.ts";
import type { BuilderChoices } from "../../server/http/builder.ts";
import { request } from "../api/request.ts";
import { stringifySearch } from "../filters/search.ts";

interface FilterEditorProps {
  choices: BuilderChoices;
  filters: readonly QuestionFilter[];
  onChange: (filters: QuestionFilter[]) => void;
}

const amountLabels: Record<string, string> = {
  charge: "Billed on the line",
  allowed: "Allowed on the line",
  paid: "Plan paid on the line",
  member_cost: "Member share of the line",
  units: "Units of the line",
};
const signs = {
  in: "is",
  "not-in": "is not",
  "starts-with": "begins with",
  "at-least": "at least",
  "at-most": "at most",
};

/** Filters on claims, in or not in, by how codes begin, or by the amount of a line. */
export function FilterEditor({ choices, filters, onChange }: FilterEditorProps) {
  const [adding, setAdding] = useState(false);
  const label = (filter: QuestionFilter) =>
    "amount" in filter
      ? amountLabels[filter.amount]
      : (choices.dimensions.find(({ name }) => name === filter.dimension)?.label ?? filter.dimension);
  return (
    <fieldset className="picker">
      <legend>Only</legend>
      <ol>
        {filters.map((filter, i) => {
          const text = `${label(filter)} ${signs[filter.is]} ${"amount" in filter ? filter.value : filter.values.join(", ")}`;
          return (
            <li key={text}>
              <span>{text}</span>
              <button
                type="button"
                aria-label={`Remove ${text}`}
                onClick={() => onChange(filters.filter((_, at) => at !== i))}
              >
                <span aria-hidden="true">×</span>
              </button>
            </li>
          );
        })}
      </ol>
      {adding ? (
        <NewFilter
          choices={choices}
          onAdd={(filter) => {
            onChange([...filters, filter]);
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      ) : (
        <button type="button" className="button picker-add" onClick={() => setAdding(true)}>
          Add a filter
        </button>
      )}
    </fieldset>
  );
}

export function valuesQuery(dimension: string, text: string) {
  return queryOptions({
    queryKey: ["builder", "values", dimension, text],
    queryFn: ({ signal }) =>
      request<{ values: { value: string; name: string | null; lines: number }[] }>(
        `/api/builder/values${stringifySearch({ dimension, text })}`,
        { signal },
      ),
    staleTime: 60_000,
    retry: false,
  });
}

function NewFilter({
  choices,
  onAdd,
  onClose,
}: {
  choices: BuilderChoices;
  onAdd: (filter: QuestionFilter) => void;
  onClose: () => void;
}) {
  const [of, setOf] = useState("category");
  const [is, setIs] = useState<QuestionFilter["is"]>("in");
  const [values, setValues] = useState<string[]>([]);
  const [text, setText] = useState("");
  const id = useId();
  const dimension = choices.dimensions.find(({ name }) => name === of);
  const amount = dimension ? null : (of as (typeof choices.amounts)[number]);
  const ways: QuestionFilter["is"][] = amount
    ? ["at-least", "at-most"]
    : dimension?.code
      ? ["in", "not-in", "starts-with"]
      : ["in", "not-in"];
  const way = ways.includes(is) ? is : (ways[0] ?? "in");
  const typed = text
    .split(/[,\n]/)
    .map((each) => each.trim())
    .filter(Boolean);
  const all = [...new Set([...values, ...typed])];
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (amount) onAdd({ amount: amount as "paid", is: way as "at-least", value: text.trim() });
    else if (all.length > 0) onAdd({ dimension: of, is: way as "in", values: all });
  };
  return (
    <form className="new-filter" onSubmit={submit}>
      <select
        className="text-input"
        aria-label="Filter by"
        value={of}
        onChange={(event) => {
          setOf(event.target.value);
          setValues([]);
          setText("");
        }}
      >
        {["Members", "Care", "Providers", "Drugs"].map((group) => (
          <optgroup key={group} label={group}>
            {choices.dimensions
              .filter((each) => each.group === group && each.type === "text")
              .map(({ name, label }) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
          </optgroup>
        ))}
        <optgroup label="Amount of a claim line">
          {choices.amounts.map((name) => (
            <option key={name} value={name}>
              {amountLabels[name] ?? name}
            </option>
          ))}
        </optgroup>
      </select>
      <select
        className="text-input"
        aria-label="How"
        value={way}
        onChange={(event) => setIs(event.target.value as QuestionFilter["is"])}
      >
        {ways.map((each) => (
          <option key={each} value={each}>
            {signs[each]}
          </option>
        ))}
      </select>
      <label htmlFor={id} className="visually-hidden">
        Value
      </label>
      <input
        id={id}
        className="text-input"
        value={text}
        autoComplete="off"
        inputMode={amount ? "decimal" : undefined}
        placeholder={amount ? "100" : way === "starts-with" ? "E11, E10" : "Type to find"}
        onChange={(event) => setText(event.target.value)}
      />
      {!amount && way !== "starts-with" ? (
        <ValueList
          dimension={of}
          text={text}
          chosen={values}
          onChange={(next) => {
            setValues(next);
            setText("");
          }}
        />
      ) : null}
      <div className="editor-actions">
        <button type="button" className="link-button" onClick={onClose}>
          Cancel
        </button>
        <button
          type="submit"
          className="button"
          data-primary
          disabled={amount ? !/^-?\d{1,12}(\.\d{1,2})?$/.test(text.trim()) : all.length === 0}
        >
          Add
        </button>
      </div>
    </form>
  );
}

interface ValueListProps {
  dimension: string;
  text: string;
  chosen: readonly string[];
  onChange: (values: string[]) => void;
}

/** Values that have the text in them, those with the most claim lines first, to tick. */
export function ValueList({ dimension, text, chosen, onChange }: ValueListProps) {
  const [word] = useDebouncedValue(text.split(",").at(-1)?.trim() ?? "", 250);
  const { data, isFetching } = useQuery(valuesQuery(dimension, word));
  const found = data?.values ?? [];
  const shown = [
    ...chosen
      .filter((value) => !found.some((each) => each.value === value))
      .map((value) => ({ value, name: null, lines: 0 })),
    ...found,
  ];
  return (
    <fieldset className="value-list" aria-busy={isFetching}>
      <legend className="visually-hidden">Values</legend>
      {shown.map(({ value, name, lines }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={() =>
              onChange(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value])
            }
          />
          <span>
            {value === "(none)" ? "No enrollment found" : value}
            {name ? <span className="soft"> {name}</span> : null}
          </span>
          {lines > 0 ? <span className="soft value-lines">{lines.toLocaleString("en-US")}</span> : null}
        </label>
      ))}
      {!isFetching && shown.length === 0 ? <p className="soft">Nothing has “{word}”.</p> : null}
    </fieldset>
  );
}
