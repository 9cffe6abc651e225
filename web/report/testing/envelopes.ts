import type { Cell, Column, Envelope, Meta } from "../../../server/reports/envelope.ts";

/** A column with the usual settings. */
export function column(name: string, settings: Partial<Column> = {}): Column {
  return {
    name,
    label: name.charAt(0).toUpperCase() + name.slice(1).replaceAll("_", " "),
    role: "measure",
    type: "decimal",
    unit: "usd",
    scale: 2,
    unitColumn: null,
    definition: "",
    of: null,
    compare: null,
    direction: "up-is-worse",
    hidden: false,
    ...settings,
  };
}

export const month = column("month", { role: "dimension", type: "month", unit: null, scale: null });
export const category = column("category", { role: "dimension", type: "text", unit: null, scale: null });
export const paid = column("paid");
export const paidPrior = column("paid_prior", { of: "paid", compare: "prior" });
export const paidChange = column("paid_change", { of: "paid", compare: "change", unit: "ratio", scale: 4 });

interface Parts {
  columns: Column[];
  rows: Cell[][];
  subtotals?: Cell[][];
  totals?: Cell[] | null;
  meta?: Partial<Meta>;
}

/** An envelope of these parts, of 2025 and plan administration unless `meta` says otherwise. */
export function envelope({ columns, rows, subtotals = [], totals = null, meta = {} }: Parts): Envelope {
  return {
    meta: {
      report: "cost",
      title: "Cost",
      family: "utilization",
      question: "Where does the money go?",
      version: "0123456789ab",
      params: { period: "2025", profile: "plan-administration" },
      basis: "incurred",
      period: { from: "2025-01", to: "2025-12", label: "2025" },
      prior: null,
      serviceThrough: "2025-12-31",
      paidThrough: "2026-03-31",
      incomplete: [],
      digest: "d1",
      inputs: {},
      loads: [1],
      profile: "plan-administration",
      answer: "The plan paid $6.00.",
      footnotes: [],
      suppressed: { rule: null, cells: [] },
      figures: [],
      chart: { type: "none", x: "month", y: [], title: "" },
      drill: null,
      companions: [],
      ...meta,
    },
    columns,
    rows,
    subtotals,
    totals,
  };
}
