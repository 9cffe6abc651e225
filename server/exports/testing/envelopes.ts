import type { Cell, Column, Envelope } from "../../reports/envelope.ts";

const base = {
  unitColumn: null,
  definition: "",
  of: null,
  compare: null,
  direction: "neutral",
  hidden: false,
} as const;

const columns: Column[] = [
  { ...base, name: "category", label: "Category", role: "dimension", type: "text", unit: null, scale: null },
  { ...base, name: "month", label: "Month", role: "dimension", type: "month", unit: null, scale: null },
  { ...base, name: "first_seen", label: "First seen", role: "dimension", type: "date", unit: null, scale: null },
  { ...base, name: "closed", label: "Closed", role: "dimension", type: "boolean", unit: null, scale: null },
  { ...base, name: "members", label: "Members", role: "measure", type: "integer", unit: "members", scale: 0 },
  {
    ...base,
    name: "paid",
    label: "Plan paid",
    role: "measure",
    type: "decimal",
    unit: "usd",
    scale: 2,
    definition: "What the plan paid, after the member's share.",
  },
  { ...base, name: "paid_pmpm", label: "PMPM", role: "measure", type: "decimal", unit: "usd_pmpm", scale: 2 },
  { ...base, name: "share", label: "Share", role: "measure", type: "decimal", unit: "ratio", scale: 4 },
  {
    ...base,
    name: "sort_key",
    label: "Sort key",
    role: "dimension",
    type: "integer",
    unit: null,
    scale: null,
    hidden: true,
  },
];

const rows: Cell[][] = [
  ["Inpatient", "2025-01", "2024-02-29", true, 1204, "11401000.55", "9473.30", "0.5123", 1],
  ['=HYPERLINK("http://x","y")', "2025-02", null, false, 0, "0.00", null, "0.0000", 2],
  ["'=quoted", "1999-12", "1899-12-31", null, 1, "-0.01", "-0.01", "-0.0001", 3],
  ["-1+2", "2025-03", "1970-01-01", true, null, null, null, null, 4],
  [
    'Peña, "Señor" & <b>🩺</b>\nsecond line',
    "2025-04",
    "2099-12-31",
    true,
    12,
    "99999999999999999999.99",
    "0.10",
    "1.0000",
    5,
  ],
  ["@SUM(A1)", null, "2025-05-06", false, 9007199254740991, "-123456789012345678901234567890.12", "1.00", "0.3333", 6],
  ["\ttab", "2025-06", null, null, 33, "1234.50", "12.00", "0.0107", 7],
  ["", "2025-07", null, null, -5, "-1234567.89", "0.01", "0.0001", 8],
  ["Withheld line", "2025-08", null, null, null, null, null, null, 9],
];

/** An envelope with all that is awkward: nulls, withheld cells, signs, huge numbers, Unicode, text like formulas. */
export function awkwardEnvelope(change: Partial<Envelope["meta"]> = {}): Envelope {
  return {
    meta: {
      report: "cost-by-category",
      title: "Cost by category",
      family: "utilization",
      question: "Where does the money go?",
      version: "0123456789ab",
      params: { period: "2025", compare: "none", basis: "incurred" },
      basis: "incurred",
      period: { from: "2025-01", to: "2025-12", label: "2025" },
      prior: { from: "2024-01", to: "2024-12", label: "2024" },
      serviceThrough: "2026-03-31",
      paidThrough: null,
      incomplete: ["2025-12"],
      digest: "d".repeat(64),
      inputs: { "assumptions/base": "3" },
      loads: [1, 2, 5],
      profile: "committee",
      answer: "The plan paid $9,473.30 for each member each month; it's “more” than 2024.",
      footnotes: ["=1+1 is no formula here.", "Spend without enrollment stands on its own line."],
      suppressed: {
        rule: "Withheld: cells with fewer than 11 people or families behind them.",
        cells: ["members", "paid", "paid_pmpm", "share"].map((column) => ({
          part: "rows",
          row: 8,
          column,
          reason: "derivable",
        })),
      },
      figures: [{ column: "paid_pmpm", row: null, label: "PMPM" }],
      chart: { type: "bar", x: "category", y: ["paid"], title: "Paid by category" },
      drill: null,
      companions: [],
      ...change,
    },
    columns,
    rows,
    subtotals: [["Inpatient", null, null, null, 1204, "11401000.55", "9473.30", "0.5123", 1]],
    totals: [null, null, null, null, 1250, "11401000.56", "9000.00", "1.0000", null],
  };
}

/** An envelope of many lines. */
export function longEnvelope(lines: number): Envelope {
  const envelope = awkwardEnvelope({ suppressed: { rule: null, cells: [] } });
  return {
    ...envelope,
    rows: Array.from({ length: lines }, (_, i) => [
      `Line ${i % 1000}`,
      "2025-01",
      "2025-01-31",
      i % 2 === 0,
      i,
      `${i}.25`,
      i % 7 === 0 ? null : "1.50",
      "0.0001",
      i,
    ]),
  };
}
