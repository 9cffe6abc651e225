import { PlanlensError } from "../../errors.ts";
import type { CatalogueEntry, LoadSummary, OpenPlan, ReportOptions } from "../../openPlan.ts";
import type { Column, Envelope } from "../../reports/envelope.ts";

const summary: CatalogueEntry = {
  id: "plan-summary",
  title: "Plan summary",
  question: "How does the plan do?",
  family: "overview",
  parameters: ["period", "compare", "basis", "plan"],
  own: {},
  defaults: { compare: "prior-year" },
  companions: [],
};

const categories: CatalogueEntry = {
  ...summary,
  id: "cost-by-category",
  title: "Cost by category",
  family: "utilization",
  own: { category: { label: "Category", type: "list" }, note: { label: "Note", type: "text" } },
  companions: ["plan-summary"],
};

const claimants: CatalogueEntry = { ...summary, id: "claimants", title: "Claimants" };

const load: LoadSummary = {
  number: 1,
  loadId: "0123456789ab",
  state: "active",
  acceptedAt: "2025-04-01T12:00:00.000Z",
  actor: "pat",
  layout: "tuva",
  files: [{ name: "medical_claim.csv", table: "medical_claim", size: 10, rows: 2, loaded: 2, rejected: 0 }],
  tables: {
    medical_claim: {
      rows: 2,
      loaded: 2,
      rejected: 0,
      totals: { paid: { sum: "12.50", given: 2, notGiven: 0 } },
      firstDate: "2024-01-01",
      lastDate: "2024-12-31",
    },
  },
  unread: [],
  vendor: null,
  mode: { kind: "append" },
  control: null,
  findings: null,
  restated: null,
};

export interface MemoryPlan extends OpenPlan {
  state: {
    digest: string | null;
    stamp: string;
    /** Runs before a report answers: to wait, to fail. */
    beforeReport: (options: ReportOptions) => Promise<void>;
    build: NonNullable<OpenPlan["build"]>;
    /** How many lines the reports have. */
    lines: number;
    asked: { id: string; params: Record<string, string>; profile: string }[];
  };
}

/** A plan without a home, for what HTTP alone decides. */
export function createMemoryPlan(): MemoryPlan {
  const state: MemoryPlan["state"] = {
    digest: "d1",
    stamp: "",
    beforeReport: async () => {},
    build: async () => ({ digest: "d2" }),
    lines: 2,
    asked: [],
  };
  const visible = (profile: string) => [summary, categories, ...(profile === "plan-administration" ? [claimants] : [])];
  const entry = (id: string, profile: string) => {
    const found = visible(profile).find((each) => each.id === id);
    if (!found) throw new PlanlensError("not-found", `There is no report ${id.slice(0, 80)}.`);
    return found;
  };
  return {
    state,
    dir: "memory",
    planName: "Plan of the test",
    digest: () => state.digest,
    onSwitch: () => () => {},
    catalogue: (profile) => [{ id: "overview", title: "Overview", reports: visible(profile) }],
    method: (id, profile) => {
      const { title, question, parameters } = entry(id, profile);
      const columns = [{ name: "paid", label: "Paid", definition: "What the plan paid." }];
      return { id, title, question, version: "abc123abc123", sql: "select 1", columns, parameters, footnotes: [] };
    },
    async report(id, params, options) {
      const { title, question, parameters, own } = entry(id, options.profile);
      for (const name of Object.keys(params)) {
        if (![...parameters, ...Object.keys(own), "profile", "as_of"].includes(name)) {
          throw new PlanlensError("invalid-parameter", `${id} has no parameter "${name}".`, {
            detail: { parameter: name },
          });
        }
      }
      state.asked.push({ id, params, profile: options.profile });
      if (state.digest === null || params.as_of === "9") throw new PlanlensError("not-built", "Nothing is built yet.");
      await state.beforeReport(options);
      return envelopeOf({ id, title, question, params, digest: state.digest, lines: state.lines });
    },
    ask: async () => {
      throw new PlanlensError("not-allowed", "Nobody asks questions of their own here.");
    },
    stamp: () => state.stamp,
    async filters(profile) {
      const releaseOnly = profile !== "plan-administration";
      return {
        period: { default: "2024", years: ["2024"], fiscalYears: [], quarters: [], months: ["2024-01", "2024-12"] },
        filters: [{ name: "plan", label: "Plan", values: [{ value: "PPO", label: "PPO" }] }],
        profiles: [{ value: "committee", label: "Committee" }],
        releaseOnly,
      };
    },
    loads: async () => [load, { ...load, number: 2, state: "withdrawn" }],
    norms: async () => [],
    build: (options) => state.build(options),
    close: async () => {},
  };
}

function envelopeOf(about: {
  id: string;
  title: string;
  question: string;
  params: Record<string, string>;
  digest: string;
  lines: number;
}): Envelope {
  const column: Column = {
    name: "paid",
    label: "Plan paid",
    role: "measure",
    type: "decimal",
    unit: "usd",
    scale: 2,
    unitColumn: null,
    definition: "What the plan paid.",
    of: null,
    compare: null,
    direction: "neutral",
    hidden: false,
  };
  const category: Column = {
    ...column,
    name: "category",
    label: "Category",
    role: "dimension",
    type: "text",
    unit: null,
    scale: null,
  };
  return {
    meta: {
      report: about.id,
      title: about.title,
      family: "overview",
      question: about.question,
      version: "abc123abc123",
      params: about.params,
      basis: "incurred",
      period: { from: "2024-01", to: "2024-12", label: "2024" },
      prior: null,
      serviceThrough: "2024-12-31",
      paidThrough: "2025-03-31",
      incomplete: [],
      digest: about.digest,
      inputs: {},
      loads: [1],
      profile: "plan-administration",
      answer: "The plan paid $12.50.",
      footnotes: [],
      suppressed: { rule: null, cells: [] },
      figures: [{ column: "paid", row: null, label: "Paid" }],
      chart: { type: "none", x: "category", y: [], title: "" },
      drill: null,
      companions: [],
    },
    columns: [category, column],
    rows: Array.from({ length: about.lines }, (_, line) => [`Category ${line}`, "6.25"]),
    subtotals: [],
    totals: [null, "12.50"],
  };
}
