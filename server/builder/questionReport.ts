import { createHash } from "node:crypto";
import { PlanlensError } from "../errors.ts";
import type { Chart } from "../reports/envelope.ts";
import { type ColumnSpec, type Report, type ReportSpec, standardParameters } from "../reports/spec.ts";
import type { Dimension } from "./dimensions.ts";
import { allOthers, type TopValues } from "./factSql.ts";
import { metrics as allMetrics, type Metric } from "./metrics.ts";
import type { QuestionContent, QuestionFilter } from "./question.ts";
import { mostLines, questionSql } from "./questionSql.ts";
import { dimensionNamed, everyone, ofMembers, type Sources, sourcesOf } from "./sources.ts";

/** Values of a dimension of thousands that stand alone where nothing else is asked. */
const usualTop = 50;

export interface Named {
  /** `ask`, or `q-` and the id under which it was saved. */
  id: string;
  title?: string;
  description?: string;
  /** Versions of the records that it is made of. */
  inputs?: Record<string, string>;
}

/**
 * A question as a report like any other: its SQL, its columns with their definitions, a sentence and a chart.
 * @throws PlanlensError `invalid-parameter` where its parts do not go together.
 */
export function questionReport(question: QuestionContent, named: Named): Report {
  const sources = sourcesOf(question);
  const values = question.where.map((_, i) => `question_${i}`);
  const limit = topOf(question, sources);
  const top: TopValues | null = limit && { dimension: limit.dimension.name, parameter: "question_top" };
  const sql = questionSql(question, sources, top, values);
  const title = named.title ?? questionTitle(sources);
  const head = `title: ${title}\nquestion: ${JSON.stringify(question)}`.replaceAll("*/", "* /");
  const text = `/*\n${head}\n*/\n${sql}\n`;
  const hash = createHash("sha256").update(text).digest("hex");
  const bound = Object.fromEntries(question.where.map((filter, i) => [values[i] ?? "", valuesOf(filter)]));
  return {
    id: named.id,
    spec: specOf(question, sources, { ...named, title, limit }),
    file: { name: named.id, path: `questions/${named.id}`, frontMatter: {}, sql, text, hash },
    version: hash.slice(0, 12),
    bound,
    most: mostLines,
    ...(limit && { leading: leadingOf(question, limit, values) }),
    inputs: named.inputs,
  };
}

interface Limit {
  dimension: Dimension;
  count: number;
}

function topOf({ top }: QuestionContent, { by }: Sources): Limit | null {
  const dimension = top?.dimension
    ? by.find((each) => each.name === top.dimension)
    : (by.find((each) => each.wide) ?? (top ? by.find((each) => each.type !== "month") : undefined));
  if (top && (!dimension || dimension.type === "month")) {
    const given = top.dimension ?? "time";
    throw new PlanlensError(
      "invalid-parameter",
      `The largest can be taken of a dimension that the question tells apart, and not of time; "${given}" is not one.`,
      { detail: { parameter: "top" } },
    );
  }
  return dimension ? { dimension, count: top?.count ?? usualTop } : null;
}

/** Which values are the largest is asked first, of this side of a comparison alone. */
function leadingOf(question: QuestionContent, { dimension, count }: Limit, values: string[]): Report["leading"] {
  const [metric = ""] = question.metrics;
  const alone: QuestionContent = {
    ...question,
    metrics: [metric],
    by: [dimension.name],
    sort: `-${metric}`,
    top: undefined,
    subtotals: "none",
  };
  const sql = questionSql(alone, sourcesOf(alone), null, values);
  return { sql, column: `${dimension.name}_value`, count, parameter: "question_top" };
}

function valuesOf(filter: QuestionFilter): string[] | string {
  if ("amount" in filter) return filter.value;
  const { code } = dimensionNamed(filter.dimension);
  return code ? filter.values.map((value) => (value.startsWith("(") ? value : asCode(value))) : filter.values;
}

/** Codes as the warehouse writes them; words such as "Pharmacy claims" stay. */
function asCode(value: string): string {
  return /\s/.test(value.trim()) ? value : value.trim().toUpperCase().replaceAll(".", "");
}

function specOf(
  question: QuestionContent,
  sources: Sources,
  { title, description, limit, inputs }: Named & { title: string; limit: Limit | null },
): ReportSpec {
  const { by, metrics } = sources;
  const [first] = metrics;
  const dimension = by.find((each) => each.type !== "month") ?? by[0];
  const { period, basis, compare, against, cohort, filters } = question;
  const defaults = Object.fromEntries(
    Object.entries({ period, basis, compare, against, cohort, ...filters }).filter(
      (each): each is [string, string] => !!each[1],
    ),
  );
  return {
    title,
    family: "ours",
    question: description || questionTitle(sources),
    order: 100,
    parameters: standardParameters.filter((name) => name !== "completion" && name !== "norm" && name !== "norm_base"),
    own: inputs ? { version: { label: "Version", type: "text" } } : {},
    defaults,
    columns: columnsOf(sources),
    figures: metrics.slice(0, 4).map(({ name }) => ({ column: name, row: null, label: null })),
    chart: chartOf(sources, limit),
    answer: answerOf(first?.label ?? "", first?.name ?? "", by.length === 1 && !limit ? dimension : undefined),
    footnotes: footnotesOf(question, sources, limit),
    companions: [],
    ...drillOf(question, sources, limit),
  };
}

function answerOf(label: string, metric: string, dimension: Dimension | undefined): string {
  const largest =
    dimension && dimension.name !== everyone.name
      ? `[[; the largest line is {top.${dimension.name}.${metric}} with {topvalue.${dimension.name}.${metric}}]]`
      : "";
  return `${label} came to {totals.${metric}} in {period}[[, {totals.${metric}_change} than in {prior}]]${largest}.`;
}

function columnsOf({ by, metrics }: Sources): ColumnSpec[] {
  const base = { direction: "neutral", hidden: false, compare: true, administration: false } as const;
  const dimensions = by.flatMap(({ name, label, type, definition }): ColumnSpec[] => {
    const shown: ColumnSpec = { ...base, name, label, role: "dimension", type, definition };
    if (type === "month") return [shown];
    const value = { ...shown, name: `${name}_value`, label: `${label}, value of the filter`, hidden: true };
    return [shown, { ...value, definition: "What the filter calls it." }];
  });
  const measures = metrics.map(({ name, label, type, unit, scale, definition, direction }): ColumnSpec => {
    return { ...base, name, label, role: "measure", type, unit, scale, definition, direction };
  });
  return [...dimensions, ...measures, ...noteColumns(metrics)];
}

/** What footnotes tell of: hidden, and of the total. */
function noteColumns(metrics: readonly Metric[]): ColumnSpec[] {
  if (!hasDollars(metrics)) return [];
  const allowed = metrics.some(({ sums }) => sums.includes("allowed"));
  const base = { role: "measure", hidden: true, compare: false, administration: false, direction: "neutral" } as const;
  const lines: ColumnSpec = {
    ...base,
    name: "note_lines_without_allowed",
    label: "Lines without an allowed amount",
    type: "integer",
    unit: "count",
    definition: "Lines on which the source gives no allowed amount.",
  };
  return [
    {
      ...base,
      name: "note_paid_without_enrollment",
      label: "Plan paid without enrollment",
      type: "decimal",
      scale: 2,
      unit: "usd",
      definition: "Plan paid for members for whom no enrollment was found on the day of service.",
    },
    ...(allowed ? [lines] : []),
  ];
}

function hasDollars(metrics: readonly Metric[]): boolean {
  return metrics.some(({ bases }) => bases.some((base) => base === "cost" || base === "claim" || base === "people"));
}

function footnotesOf({ where }: QuestionContent, { by, metrics, filters }: Sources, limit: Limit | null): string[] {
  const notes: string[] = [];
  const known = ofMembers(by);
  const divided = metrics.some(
    ({ bases }) => bases.length > 1 && (bases.includes("member") || bases.includes("contract")),
  );
  if (divided && known.length < by.length) {
    const rest = by.filter((each) => !known.includes(each)).map((each) => each.label.toLowerCase());
    notes.push(
      `Member months are not told apart by ${listed(rest)}: each line is divided by all of them, so that the parts add up.`,
    );
  }
  const ofClaims = filters.filter((each) => "amount" in each || dimensionNamed(each.dimension).on.member === undefined);
  if (divided && ofClaims.length > 0) notes.push("The filters on claims leave member months as they are.");
  if (where.length > 0) notes.push(`Only ${where.map(filterWords).join("; ")}.`);
  if (limit) {
    const first = metrics[0]?.label ?? "";
    notes.push(
      `${limit.dimension.label}: the ${limit.count} largest by ${first} stand alone and the rest as “${allOthers}”, so that the total is whole.`,
    );
  }
  if (hasDollars(metrics)) {
    notes.push(
      "[[In these figures: the plan paid {totals.note_paid_without_enrollment|nonzero} for members for whom no enrollment was found.]]",
    );
  }
  if (metrics.some(({ sums }) => sums.includes("allowed"))) {
    notes.push(
      "[[{totals.note_lines_without_allowed|nonzero} lines give no allowed amount, so it is not given there and not zero.]]",
    );
  }
  if (metrics.some(({ bases }) => bases.includes("use"))) {
    notes.push("Use is counted by date of service, whatever the basis.");
  }
  return notes;
}

/** A filter as a sentence says it. */
function filterWords(filter: QuestionFilter): string {
  if ("amount" in filter) {
    const label = allMetrics.get(filter.amount)?.label.toLowerCase() ?? filter.amount;
    return `claim lines with ${label} of ${filter.is === "at-least" ? "at least" : "at most"} ${filter.value}`;
  }
  const { label } = dimensionNamed(filter.dimension);
  const is = { in: "", "not-in": "not ", "starts-with": "beginning with " }[filter.is];
  const shown = filter.values.slice(0, 8).map((value) => value.replaceAll(/[{}[\]]/g, ""));
  const more = filter.values.length > shown.length ? ` and ${filter.values.length - shown.length} more` : "";
  return `${label.toLowerCase()} ${is}${shown.join(", ")}${more}`;
}

export function questionTitle({ by, metrics }: Sources): string {
  const told = by
    .filter((each) => each.name !== everyone.name)
    .map((each) => each.label.toLowerCase().replace(/ from$/, ""));
  const some = metrics.slice(0, 3).map((each) => each.label);
  const more = metrics.length > 3 ? ` and ${metrics.length - 3} more` : "";
  return `${listed(some)}${more}${told.length > 0 ? ` by ${listed(told)}` : ""}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** As many lines as one can tell apart. */
const mostSeries = 8;
const fewValues = [
  "tier",
  "status",
  "relationship",
  "age_band",
  "sex",
  "benefit",
  "network",
  "setting",
  "channel",
  "brand_generic",
  "specialty",
];

function chartOf({ by, metrics }: Sources, limit: Limit | null): Chart {
  const y = [metrics[0]?.name ?? ""];
  const title = metrics[0]?.label ?? "";
  const time = by.find((each) => each.type === "month");
  const words = by.filter((each) => each.type !== "month");
  const [first, second] = words;
  if (by[0]?.name === everyone.name || by.length > 2) return { type: "none", x: by[0]?.name ?? "", y: [], title: "" };
  const told = `${title} by ${listed(by.map((each) => each.label.toLowerCase()))}`;
  if (time && !first) return { type: time.name === "month" ? "line" : "bar", x: time.name, y, title: told };
  if (time && first) {
    const few = fewValues.includes(first.name) || (limit !== null && limit.count <= mostSeries);
    return { type: few ? "line" : "heat-map", x: time.name, series: first.name, y, title: told };
  }
  if (first && second) return { type: "heat-map", x: second.name, series: first.name, y, title: told };
  return { type: "bar", x: first?.name ?? "", y, title: told };
}

/** To claim lines, where the values of a line say all that it holds. */
function drillOf({ where }: QuestionContent, { by, claims }: Sources, limit: Limit | null): Pick<ReportSpec, "drill"> {
  if (where.length > 0 || limit || claims.length === 0 || by.some((each) => each.type !== "month" && !each.parameter))
    return {};
  const months = by.filter((each) => each.type === "month");
  if (months.some((each) => each.name !== "month")) return {};
  const set = Object.fromEntries(
    by.map(({ name, type, parameter }) => (type === "month" ? ["period", name] : [parameter ?? name, `${name}_value`])),
  );
  return { drill: { report: "claim-lines", set } };
}
