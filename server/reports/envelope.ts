/** Everything a report says, as one value: the screen and every export render this and nothing else. */

/** Decimals are strings ("1234.50"), dates `YYYY-MM-DD`, months `YYYY-MM`, counts numbers; null is "not given" or withheld (see `Meta.suppressed`). */
export type Cell = string | number | boolean | null;

/** `series` is a text of decimals by month, in the period's order, separated by commas; nothing between two commas is "not given". */
export type ColumnType = "text" | "date" | "month" | "integer" | "decimal" | "boolean" | "series";

/**
 * What a number counts. `ratio` is a fraction (0.152 is shown as 15.2%), `points` a difference of two ratios
 * (0.003 is shown as +0.3 pt), the others as they are named.
 */
export type Unit =
  | "usd"
  | "usd_pmpm"
  | "usd_pepm"
  | "usd_pmpy"
  | "usd_pepy"
  | "usd_each"
  | "members"
  | "contracts"
  | "member_months"
  | "count"
  | "days"
  | "per_1000"
  | "ratio"
  | "points";

export interface Column {
  name: string;
  label: string;
  role: "dimension" | "measure";
  type: ColumnType;
  /** Null for text, and where `unitColumn` says it row by row. */
  unit: Unit | null;
  /** Decimal places of a `decimal`; 0 for an integer. With `unitColumn` the most that any cell has: each has its own. */
  scale: number | null;
  /** The name of a column that holds each row's own unit (a summary with one measure a row). */
  unitColumn: string | null;
  /** In the field's words, for tooltips, notes and exports. */
  definition: string;
  /** For `x_prior`, `x_change`, `x_norm` and `x_to_norm`: the measure `x`, and which of them this is. */
  of: string | null;
  compare: "prior" | "change" | "norm" | "to-norm" | null;
  /** Whether more is better, worse, or neither: decides only the colour of a change. */
  direction: "up-is-worse" | "up-is-better" | "neutral";
  /** How no value is shown: a dash where a line cannot have one, or where others have one; left out, it is "not given". */
  blank?: "dash" | "beside";
  /** Kept in the data but not drawn in the table (sort keys, codes that a drill needs, units). */
  hidden: boolean;
}

export interface SuppressedCell {
  part: "rows" | "subtotals" | "totals";
  /** Index in `rows` or `subtotals`; 0 for `totals`. */
  row: number;
  column: string;
  /** `small`: 1 to 10 people stand behind it. `derivable`: withheld so that a small one cannot be worked out. */
  reason: "small" | "derivable";
}

export interface Chart {
  type: "line" | "bar" | "stacked-bar" | "waterfall" | "heat-map" | "pyramid" | "small-multiples" | "none";
  /** Column on the x axis of a line, the categories of a bar, the steps of a waterfall, the ages of a pyramid. */
  x: string;
  /** Measures drawn; the prior period is drawn beside the first where there is a comparison. */
  y: string[];
  /** Dimension with a line, a row of cells, a side of the pyramid or a small chart for each of its values. */
  series?: string;
  /** Of a waterfall: the column that says `start`, `step` or `end` of each row. */
  kind?: string;
  title: string;
}

export interface Drill {
  /** The report that shows the next level. */
  report: string;
  /** Its parameter → the column of this report whose value it takes. `period` may take a month column. */
  set: Record<string, string>;
}

export interface Figure {
  column: string;
  /** The row whose first shown dimension has this value; null for the total line. */
  row: string | null;
  label: string;
}

export interface Meta {
  report: string;
  title: string;
  family: string;
  question: string;
  /** First 12 hex digits of the SHA-256 of the report's SQL file. */
  version: string;
  /** Parameters as resolved, defaults included. */
  params: Record<string, string>;
  basis: "incurred" | "paid";
  /** Months covered, `YYYY-MM`, and those compared with. */
  period: { from: string; to: string; label: string };
  prior: { from: string; to: string; label: string } | null;
  serviceThrough: string | null;
  paidThrough: string | null;
  /** Months in the period that have not had their run-out. */
  incomplete: string[];
  digest: string;
  inputs: Record<string, string>;
  loads: number[];
  profile: Profile;
  /** The plain sentence, made after suppression. */
  answer: string;
  footnotes: string[];
  suppressed: { rule: string | null; cells: SuppressedCell[] };
  figures: Figure[];
  chart: Chart;
  drill: Drill | null;
  /** Reports whose charts stand below this one's. */
  companions: string[];
  /** What happened in a month of the period, for charts by month. */
  annotations?: { month: string; text: string }[];
}

export type Profile = "plan-administration" | "sponsor-summary" | "committee" | "public";

export interface Envelope {
  meta: Meta;
  columns: Column[];
  /** Detail lines only. */
  rows: Cell[][];
  subtotals: Cell[][];
  /** One line, computed by the database and not added up here. */
  totals: Cell[] | null;
}
