import { z } from "zod";
import { PlanlensError } from "../errors.ts";
import type { SqlFile } from "../warehouse/sqlFile.ts";
import { derivations } from "./derive/derivations.ts";
import { ownParameterSchema } from "./ownParameter.ts";
import { sources } from "./source.ts";

export const standardParameters = [
  "period",
  "compare",
  "basis",
  "completion",
  "plan",
  "benefit",
  "tier",
  "status",
  "unit",
  "employer_group",
  "employer_type",
  "relationship",
  "age_band",
  "sex",
  "region",
  "network",
  "cohort",
  "against",
  "norm",
  "norm_base",
  "profile",
  "as_of",
] as const;

export type StandardParameter = (typeof standardParameters)[number];

const units = [
  "usd",
  "usd_pmpm",
  "usd_pepm",
  "usd_pmpy",
  "usd_pepy",
  "usd_each",
  "members",
  "contracts",
  "member_months",
  "count",
  "days",
  "per_1000",
  "ratio",
  "points",
] as const;

const name = z.string().regex(/^[a-z][a-z0-9_]*$/);

const declaredColumn = z.strictObject({
  name,
  label: z.string(),
  role: z.enum(["dimension", "measure"]),
  /** `series`: decimals by month, separated by commas; drawn as a sparkline. */
  type: z.enum(["text", "date", "month", "integer", "decimal", "boolean", "series"]),
  unit: z.enum(units).optional(),
  unit_column: name.optional(),
  /** A hidden SQL column that holds each row's own number of decimals. */
  scale_column: name.optional(),
  scale: z.int().min(0).max(6).optional(),
  definition: z.string().default(""),
  direction: z.enum(["up-is-worse", "up-is-better", "neutral"]).default("neutral"),
  hidden: z.boolean().default(false),
  compare: z.boolean().default(true),
  /** What a line without a figure shows: `dash` where it cannot have one, `beside` the same where other lines have one. */
  blank: z.enum(["dash", "beside"]).optional(),
  people: name.optional(),
  /** What a norm calls the figure, or the hidden column that says it row by row. */
  norm_key: z.string().optional(),
  norm_key_column: name.optional(),
  /** Not given, and not 0, where this was not loaded; a SQL column `needs` says it row by row. */
  needs: z.enum(sources).optional(),
  /** Shown to plan administration alone: what could be worked out from the other columns if it were merely withheld. */
  administration: z.boolean().default(false),
});

/** A row of months lets a withheld figure be worked out and has no single prior figure, whatever the file says. */
const columnSchema = declaredColumn.transform((column) =>
  column.type === "series" ? { ...column, compare: false, administration: true } : column,
);

const chartTypes = [
  "line",
  "bar",
  "stacked-bar",
  "waterfall",
  "heat-map",
  "pyramid",
  "small-multiples",
  "none",
] as const;

const figureSchema = z.union([
  name.transform((column) => ({ column, row: null, label: null })),
  z.strictObject({
    column: name.default("value"),
    row: z.string().nullable().default(null),
    label: z.string().nullable().default(null),
  }),
]);

const specSchema = z.strictObject({
  /** Without one of these the report says which is missing, and shows nothing. */
  needs: z.array(z.enum(sources)).optional(),
  title: z.string().min(1),
  family: z.string(),
  question: z.string().min(1),
  order: z.number().default(100),
  parameters: z.array(z.enum(standardParameters)).default([...standardParameters]),
  own: z.record(name, ownParameterSchema).default({}),
  defaults: z.record(z.string(), z.string()).default({}),
  columns: z.array(columnSchema).min(1),
  people: name.optional(),
  contracts: name.optional(),
  figures: z.array(figureSchema).default([]),
  chart: z
    .strictObject({
      type: z.enum(chartTypes),
      x: name.default("month"),
      y: z.array(name).default([]),
      /** A dimension: a line, a row of cells, a side or a small chart for each of its values. */
      series: name.optional(),
      /** Of a waterfall: the column that says `start`, `step` or `end`. */
      kind: name.optional(),
      title: z.string().default(""),
    })
    .default({ type: "none", x: "month", y: [], title: "" }),
  drill: z.strictObject({ report: z.string(), set: z.record(z.string(), name) }).optional(),
  answer: z.string().min(1),
  footnotes: z.array(z.string()).default([]),
  companions: z.array(z.string()).default([]),
  /** A function of `derive/derivations.ts` that makes the report's lines of its SQL's rows. */
  derive: z.string().optional(),
});

/** What a report's front matter declares. */
export type ReportSpec = z.infer<typeof specSchema>;
export type ColumnSpec = z.infer<typeof columnSchema>;

export interface Report {
  /** The file's name, which is also the command-line name and the endpoint. */
  id: string;
  spec: ReportSpec;
  file: SqlFile;
  /** First 12 hex digits of the file's SHA-256. */
  version: string;
  /** Values that its SQL takes and nobody gives: those of the filters of a question that people put together. */
  bound?: Record<string, string[] | string>;
  /** SQL asked first: the first `count` values of its `column` become `$parameter`, the same for both sides of a comparison. */
  leading?: { sql: string; column: string; count: number; parameter: string };
  /** Lines that it can have; where its SQL gives more, it is refused and says so. */
  most?: number;
  /** Versions of the records that it is made of. */
  inputs?: Record<string, string>;
}

/** @throws PlanlensError `bad-query` that names the file, the key and what is wrong with it. */
export function readReport(file: SqlFile): Report {
  const parsed = specSchema.safeParse(file.frontMatter);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    throw new PlanlensError("bad-query", `The front matter of queries/${file.path} is not complete. ${wrong}`);
  }
  const spec = parsed.data;
  const family = file.path.split("/").at(-2);
  if (spec.family !== family) {
    throw new PlanlensError(
      "bad-query",
      `queries/${file.path} says family ${spec.family} but stands in folder ${family}.`,
    );
  }
  const taken = Object.keys(spec.own).find((own) => (standardParameters as readonly string[]).includes(own));
  if (taken)
    throw new PlanlensError("bad-query", `queries/${file.path} declares ${taken}, which every report has already.`);
  if (spec.parameters.includes("plan") && /\bin_(member_)?slice\(/.test(file.sql)) add(spec.parameters, "cohort");
  if (spec.parameters.includes("compare")) add(spec.parameters, "against");
  if (spec.derive && !Object.hasOwn(derivations, spec.derive))
    throw new PlanlensError("bad-query", `queries/${file.path} names the derivation ${spec.derive}; there is none.`);
  return { id: file.name, spec, file, version: file.hash.slice(0, 12) };
}

function add(parameters: StandardParameter[], name: StandardParameter): void {
  if (!parameters.includes(name)) parameters.push(name);
}
