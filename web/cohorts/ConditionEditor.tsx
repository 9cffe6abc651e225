import { useQuery } from "@tanstack/react-query";
import { type ReactNode, type SubmitEvent, useState } from "react";
import type { CohortCondition } from "../../server/saved/cohort.ts";
import { ValueList } from "../builder/FilterEditor.tsx";
import { choicesQuery } from "../builder/useAnswer.ts";

type Kind = CohortCondition["has"];

const kinds: [Kind, string][] = [
  ["diagnosis", "A diagnosis"],
  ["condition", "A chronic condition"],
  ["procedure", "A procedure"],
  ["drug", "Fills of drugs"],
  ["care", "Care of a kind"],
  ["use", "Visits, stays and other use"],
  ["cost", "Cost"],
  ["member", "What members are known by"],
  ["enrolled", "Months of coverage"],
];

/** One condition, by its kind. */
export function ConditionEditor({
  onAdd,
  onClose,
}: {
  onAdd: (condition: CohortCondition) => void;
  onClose: () => void;
}) {
  const { data: choices } = useQuery(choicesQuery);
  const [has, setHas] = useState<Kind>("diagnosis");
  const [text, setText] = useState("");
  const [values, setValues] = useState<string[]>([]);
  const [count, setCount] = useState("1");
  const [option, setOption] = useState("");
  const [flag, setFlag] = useState(false);
  const dimension = { condition: "condition", care: "care", drug: "drug_class", member: option || "plan" }[
    has as string
  ];
  const typed = text
    .split(/[,\n]/)
    .map((each) => each.trim())
    .filter(Boolean);
  const all = dimension ? values : [...new Set(typed)];
  const condition = conditionOf({ has, all, text: text.trim(), count: Number(count), option, flag });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (condition) onAdd(condition);
  };
  const uses =
    choices?.metrics.filter(
      ({ group, unit, standsOn }) => group === "Use" && standsOn.join() === "use" && unit !== "days",
    ) ?? [];
  const members = choices?.dimensions.filter(({ group }) => group === "Members") ?? [];
  const counted: Partial<Record<Kind, string>> = {
    diagnosis: "On at least so many days",
    procedure: "On at least so many days",
    drug: "At least so many fills",
    care: "On at least so many days",
    use: "At least so many",
    enrolled: "At least so many months",
  };
  return (
    <form className="new-filter condition-editor" onSubmit={submit}>
      <Field label="They have">
        <select
          className="text-input"
          value={has}
          onChange={(event) => {
            setHas(event.target.value as Kind);
            setText("");
            setValues([]);
            setOption("");
            setFlag(false);
            setCount("1");
          }}
        >
          {kinds.map(([kind, label]) => (
            <option key={kind} value={kind}>
              {label}
            </option>
          ))}
        </select>
      </Field>
      {has === "use" ? (
        <Field label="Which">
          <select className="text-input" value={option} onChange={(event) => setOption(event.target.value)}>
            <option value="">Choose</option>
            {uses.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </Field>
      ) : null}
      {has === "member" ? (
        <Field label="Which">
          <select
            className="text-input"
            value={option || "plan"}
            onChange={(event) => {
              setOption(event.target.value);
              setValues([]);
            }}
          >
            {members.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </Field>
      ) : null}
      {has === "diagnosis" || has === "procedure" ? (
        <Field label="Codes, by how they begin">
          <input
            className="text-input"
            value={text}
            placeholder={{ diagnosis: "E10, E11", procedure: "992" }[has]}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
      ) : null}
      {has === "cost" ? (
        <Field label="Plan paid at least">
          <input
            className="text-input"
            inputMode="decimal"
            value={text}
            placeholder="50000"
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
      ) : null}
      {dimension ? (
        <>
          <input
            className="text-input"
            aria-label="Find a value"
            placeholder="Type to find, then tick"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <ValueList
            dimension={dimension}
            text={text}
            chosen={values}
            onChange={(next) => {
              setValues(next);
              setText("");
            }}
          />
        </>
      ) : null}
      {counted[has] ? (
        <Field label={counted[has] ?? ""}>
          <input
            className="text-input"
            type="number"
            min={1}
            max={600}
            value={count}
            onChange={(event) => setCount(event.target.value)}
          />
        </Field>
      ) : null}
      {has === "diagnosis" || has === "member" || has === "enrolled" ? (
        <label className="check-line">
          <input type="checkbox" checked={flag} onChange={(event) => setFlag(event.target.checked)} />
          {
            { diagnosis: "As the principal diagnosis only", member: "In every month covered", enrolled: "In a row" }[
              has
            ]
          }
        </label>
      ) : null}
      <div className="editor-actions">
        <button type="button" className="link-button" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" className="button" data-primary disabled={!condition}>
          Add
        </button>
      </div>
    </form>
  );
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="field-line">
      {label}
      {children}
    </label>
  );
}

interface Entry {
  has: Kind;
  all: string[];
  text: string;
  count: number;
  option: string;
  flag: boolean;
}

/** Null where something is missing. */
function conditionOf({ has, all, text, count, option, flag }: Entry): CohortCondition | null {
  const number = Number.isInteger(count) && count > 0 ? count : null;
  switch (has) {
    case "diagnosis":
      return all.length > 0 && number ? { has, codes: all, place: flag ? "principal" : "any", days: number } : null;
    case "procedure":
      return all.length > 0 && number ? { has, codes: all, days: number } : null;
    case "condition":
      return all.length > 0 ? { has, conditions: all } : null;
    case "drug":
      return number ? { has, fills: number, ...(all.length > 0 ? { classes: all } : {}) } : null;
    case "care":
      return all.length > 0 && number ? { has, categories: all, days: number } : null;
    case "use":
      return option && number ? { has, measure: option, times: number } : null;
    case "cost":
      return /^\d{1,12}(\.\d{1,2})?$/.test(text) ? { has, amount: "paid", atLeast: text } : null;
    case "member":
      return all.length > 0 ? { has, dimension: option || "plan", values: all, always: flag } : null;
    case "enrolled":
      return number ? { has, months: number, inARow: flag } : null;
  }
}
