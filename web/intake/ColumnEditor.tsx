import { useId } from "react";
import type { Tried } from "../../server/http/loading/triedSchema.ts";
import { contentsOf } from "../../server/load/mapping/contents.ts";
import type { AmountForm } from "../../server/load/mapping/mapping.ts";
import type { TargetColumn, UnmappedFile } from "../api/types.ts";
import { columnTitle } from "../loads/tableTitles.ts";
import { Codes } from "./Codes.tsx";
import { type Field, ruleWords } from "./mappingDraft.ts";

type ProposedColumn = UnmappedFile["proposal"]["columns"][number];

export interface FileColumn {
  /** As a mapping calls it. */
  name: string;
  /** As the file writes it. */
  header: string;
}

interface ColumnEditorProps {
  column: TargetColumn;
  field: Field;
  options: readonly FileColumn[];
  /** The file's first rows. */
  samples: readonly (readonly (string | null)[])[];
  tried: Tried["tables"][number]["columns"][number] | null;
  proposed: ProposedColumn | null;
  onChange: (field: Field) => void;
}

const datePatterns = [
  "MM/DD/YYYY",
  "M/D/YYYY",
  "MM/DD/YY",
  "DD/MM/YYYY",
  "YYYYMMDD",
  "MMDDYYYY",
  "YYYY-MM-DD",
  "DD-MMM-YYYY",
  "YYYY-MM",
  "serial",
];

const amountNames: Record<AmountForm, string> = {
  decimal: "1,234.50",
  "decimal-comma": "1.234,50",
  implied: "123450 (cents implied)",
  overpunch: "12345{ (signed overpunch)",
};

/** One column of a table: what it is, where it comes from, how it is written, and what becomes of it. */
export function ColumnEditor({ column, field, options, samples, tried, proposed, onChange }: ColumnEditorProps) {
  const id = useId();
  const title = columnTitle(column.name);
  const known = options.some(({ name }) => name === field.column);
  const choice = field.source === "column" ? `:${field.column}` : field.source;
  const choose = (value: string) => {
    const from = value.slice(1);
    if (value.startsWith(":")) onChange({ ...field, ...writtenAs(column, valuesOf(from)), column: from, rest: {} });
    else onChange({ ...field, source: value as Field["source"] });
  };
  const valuesOf = (name: string) => {
    const place = options.findIndex((option) => option.name === name);
    return samples.map((row) => row[place] ?? null);
  };
  const missing = column.needed && field.source === "none";
  return (
    <fieldset className="column-editor" data-missing={missing} data-filled={field.source !== "none"}>
      <legend className="visually-hidden">{title}</legend>
      <div className="column-meaning">
        <label htmlFor={id}>{title}</label> {missing ? <span className="severity">needed</span> : null}
        <span className="beneath">{column.meaning}</span>
      </div>
      <div className="column-source">
        <select id={id} className="text-input" value={choice} onChange={(event) => choose(event.target.value)}>
          <option value="none">not in the file</option>
          {field.source === "column" && !known ? <option value={choice}>{field.column}</option> : null}
          {field.source === "rule" ? <option value="rule">{ruleWords(field.rest)}</option> : null}
          {options.map(({ name, header }) => (
            <option key={name} value={`:${name}`}>
              {header}
            </option>
          ))}
          <option value="constant">always the same…</option>
        </select>
        {field.source === "constant" ? (
          <Constant column={column} field={field} onChange={onChange} />
        ) : field.source === "column" ? (
          <Writing column={column} field={field} title={title} values={valuesOf(field.column)} onChange={onChange} />
        ) : null}
        {proposed && field.source === "column" ? <Doubt proposed={proposed} /> : null}
      </div>
      <Samples label="Before" values={tried?.before ?? []} />
      <Samples label="After" values={tried?.after ?? []} wrong={tried?.wrong} />
    </fieldset>
  );
}

/** How a column that has just been chosen is written, by what stands in it. */
function writtenAs({ kind }: TargetColumn, values: (string | null)[]): Omit<Field, "column" | "constant" | "rest"> {
  const { dates, amount } = contentsOf(values);
  const isAmount = kind === "amount" || kind === "quantity";
  const [pattern = ""] = kind === "date" ? dates : [];
  return {
    source: "column",
    date: pattern === "YYYY-MM-DD" ? "" : pattern,
    amount: isAmount && amount !== null && amount !== "whole" ? amount : "decimal",
    codes: {},
  };
}

/** Less sure than this, a person is asked to look. */
const sureEnough = 0.8;

/** Why a column was proposed, where somebody should look at it. */
function Doubt({ proposed: { why, sure, note } }: { proposed: ProposedColumn }) {
  if (!note && sure >= sureEnough) return null;
  const how = why === "content" ? "by what stands in it" : "by its name";
  return <span className="beneath">{note ?? `Proposed ${how}, not for sure: have a look.`}</span>;
}

function Constant({ column, field, onChange }: Pick<ColumnEditorProps, "column" | "field" | "onChange">) {
  const label = `${columnTitle(column.name)}, always`;
  if (column.values.length > 0) {
    return (
      <select
        className="text-input"
        aria-label={label}
        value={field.constant}
        onChange={(event) => onChange({ ...field, constant: event.target.value })}
      >
        <option value="">choose</option>
        {column.values.map((value) => (
          <option key={value}>{value}</option>
        ))}
      </select>
    );
  }
  return (
    <input
      className="text-input"
      aria-label={label}
      value={field.constant}
      onChange={(event) => onChange({ ...field, constant: event.target.value })}
    />
  );
}

interface WritingProps extends Pick<ColumnEditorProps, "column" | "field" | "onChange"> {
  title: string;
  /** What stands in the column in the file's first rows. */
  values: (string | null)[];
}

/** More different values than this are no codes. */
const mostCodes = 12;

/** How the file writes the values: dates by pattern, amounts by form, codes by translation. */
function Writing({ column, field, title, values, onChange }: WritingProps) {
  const id = useId();
  if (column.kind === "date") {
    return (
      <>
        <input
          className="text-input"
          list={id}
          aria-label={`${title}: how dates are written`}
          placeholder="YYYY-MM-DD"
          value={field.date}
          onChange={(event) => onChange({ ...field, date: event.target.value })}
        />
        <datalist id={id}>
          {datePatterns.map((pattern) => (
            <option key={pattern} value={pattern} />
          ))}
        </datalist>
      </>
    );
  }
  if (column.kind === "amount" || column.kind === "quantity") {
    return (
      <select
        className="text-input"
        aria-label={`${title}: how amounts are written`}
        value={field.amount}
        onChange={(event) => onChange({ ...field, amount: event.target.value as AmountForm })}
      >
        {Object.entries(amountNames).map(([form, example]) => (
          <option key={form} value={form}>
            {example}
          </option>
        ))}
      </select>
    );
  }
  if (column.kind === "integer" || column.kind === "id") return null;
  const found = [...new Set(values.flatMap((value) => value?.trim() || []))];
  return (
    <Codes
      column={column}
      title={title}
      codes={field.codes}
      found={found.length <= mostCodes ? found.sort() : []}
      onChange={(codes) => onChange({ ...field, codes })}
    />
  );
}

/** A few different values of the file's first rows. */
function Samples({ label, values, wrong }: { label: string; values: (string | null)[]; wrong?: (string | null)[] }) {
  const firsts = values
    .map((value, at) => ({ value, why: wrong?.[at] ?? null }))
    .filter(({ value }, at, all) => value !== null && all.findIndex((each) => each.value === value) === at)
    .slice(0, 3);
  return (
    <div className="samples">
      <span className="samples-label">{label}</span>
      {firsts.length === 0 ? <span className="not-given">{values.length > 0 ? "empty" : ""}</span> : null}
      {firsts.map(({ value, why }) => (
        <span key={value} className="sample" data-wrong={why !== null}>
          {value}
          {why ? <span className="worse"> {why}</span> : null}
        </span>
      ))}
    </div>
  );
}
