import { describe, expect, test } from "vitest";
import { findReports } from "../shell/findReports.ts";
import { answerParts } from "./answerParts.ts";
import { crossFilter } from "./crossFilter.ts";
import { drillTarget } from "./drillTarget.ts";
import { cellView, judgement } from "./envelopeCells.ts";
import { reportState } from "./reportState.ts";
import { besideOthers, judged, ownSide } from "./sides.ts";
import { sparkline } from "./sparkline.ts";
import { bodyLines, columnGroups, narrowGroups, nextSort, paperGroups } from "./tableLayout.ts";
import { category, column, envelope, month, paid, paidChange, paidPrior } from "./testing/envelopes.ts";

describe("the sentence", () => {
  const figures = (sentence: string, periods: string[] = []) =>
    answerParts(sentence, periods)
      .filter((part) => part.figure)
      .map((part) => part.text);

  test("sets its figures off, and nothing else", () => {
    expect(figures("The plan paid $478.60 a month, 6.8% more than 2024.", ["2025", "2024"])).toEqual([
      "$478.60",
      "6.8% more",
    ]);
    expect(figures("In FY2025 it paid $11.4 million; −$2.00 since Mar 2025.", ["FY2025"])).toEqual([
      "$11.4 million",
      "−$2.00",
    ]);
    expect(figures("Use rose 0.3 points more by Dec 31, 2025 than in 2023.")).toEqual(["0.3 points more"]);
    expect(figures("The dearest month of 2025 was 2025-08.", ["2025"])).toEqual([]);
    expect(figures("Nothing was found for Q1 2025.", ["Q1 2025"])).toEqual([]);
  });

  test("loses no letter", () => {
    const sentence = "The plan covered 14,821 members in 2025, 1.2% less than 2024.";
    expect(
      answerParts(sentence, ["2025", "2024"])
        .map((part) => part.text)
        .join(""),
    ).toBe(sentence);
  });
});

describe("cells", () => {
  const shown = envelope({
    columns: [category, paid, paidPrior, paidChange],
    rows: [
      ["Inpatient", "10.00", "8.00", "0.2500"],
      ["Other", null, null, null],
      ["Rare", null, null, null],
    ],
    meta: {
      suppressed: {
        rule: "Withheld: cells with fewer than 20 people behind them.",
        cells: [
          { part: "rows", row: 1, column: "paid", reason: "small" },
          { part: "rows", row: 1, column: "paid_change", reason: "derivable" },
        ],
      },
    },
  });

  test("tell a value, a gap, a withheld figure and nothing to compare with apart", () => {
    expect(cellView(shown, "rows", 0, paid)).toEqual({ kind: "value", text: "$10.00" });
    expect(cellView(shown, "rows", 0, paidChange)).toEqual({ kind: "value", text: "+25.0%" });
    expect(cellView(shown, "rows", 1, paid)).toEqual({ kind: "small", text: "fewer than 20" });
    expect(cellView(shown, "rows", 1, paidChange)).toEqual({ kind: "derivable", text: "withheld" });
    expect(cellView(shown, "rows", 2, paid)).toEqual({ kind: "not-given", text: "not given" });
    expect(cellView(shown, "rows", 2, paidPrior)).toEqual({ kind: "no-comparison", text: "–" });
  });

  test("take the unit of their own line where there is one", () => {
    const unit = column("unit", { role: "dimension", type: "text", hidden: true });
    const value = column("value", { unit: null, unitColumn: "unit", scale: 4 });
    const mixed = envelope({
      columns: [category, unit, value],
      rows: [
        ["Members", "members", "14821"],
        ["PMPM", "usd_pmpm", "478.60"],
        ["Share", "ratio", "0.1520"],
      ],
    });
    expect([0, 1, 2].map((line) => cellView(mixed, "rows", line, value).text)).toEqual(["14,821", "$478.60", "15.2%"]);
  });

  test("are judged by the direction of their column", () => {
    expect(judgement(paid, "0.1")).toBe("worse");
    expect(judgement(paid, "-0.1")).toBe("better");
    expect(judgement(column("x", { direction: "up-is-better" }), "-0.1")).toBe("worse");
    expect(judgement(column("x", { direction: "neutral" }), "0.1")).toBeNull();
    expect(judgement(paid, null)).toBeNull();
    expect(judgement(paid, "0.0000")).toBeNull();
  });
});

describe("the table", () => {
  const grouped = envelope({
    columns: [category, column("kind", { role: "dimension", type: "text" }), paid],
    rows: [
      ["A", "x", "1.00"],
      ["A", "y", "2.00"],
      ["B", "x", "3.00"],
    ],
    subtotals: [
      ["B", null, "3.00"],
      ["A", null, "3.00"],
    ],
  });

  test("puts each subtotal after its group, and last when sorted", () => {
    const at = (sorted: boolean) => bodyLines(grouped, [0, 1, 2], sorted).map(({ part, line }) => `${part}${line}`);
    expect(at(false)).toEqual(["rows0", "rows1", "subtotals1", "rows2", "subtotals0"]);
    expect(at(true)).toEqual(["rows0", "rows1", "rows2", "subtotals0", "subtotals1"]);
  });

  test("puts a compared measure under one heading", () => {
    const prior = { from: "2024-01", to: "2024-12", label: "2024" };
    const groups = columnGroups(
      envelope({ columns: [category, paid, paidPrior, paidChange], rows: [], meta: { prior } }),
    );
    expect(groups.map((group) => group.title)).toEqual([null, "Paid"]);
    expect(groups[1]?.columns.map((shown) => shown.label)).toEqual(["2025", "2024", "Change"]);
  });

  test("sorts numbers from the largest, words from the first, and the third click undoes it", () => {
    expect([nextSort(undefined, paid), nextSort("-paid", paid), nextSort("paid", paid)]).toEqual([
      "-paid",
      "paid",
      undefined,
    ]);
    expect([nextSort("-paid", category), nextSort("category", category)]).toEqual(["category", "-category"]);
  });

  test("leads down with the values of the line", () => {
    const drill = { report: "services", set: { period: "month", category: "category" } };
    const cells = envelope({ columns: [month, category], rows: [], meta: { drill } });
    expect(drillTarget(cells, ["2025-03", "Lab, imaging"])).toEqual({
      report: "services",
      set: { period: "2025-03", category: "Lab\\, imaging" },
    });
    expect(drillTarget(cells, ["2025-03", null])?.set).toEqual({ period: "2025-03" });
    expect(drillTarget(envelope({ columns: [month], rows: [] }), ["2025-03"])).toBeNull();
  });
});

describe("the table on a phone", () => {
  const prior = { from: "2024-01", to: "2024-12", label: "2024" };
  const measures = ["allowed", "paid", "member_cost"].flatMap((name) => [
    column(name),
    column(`${name}_prior`, { of: name, compare: "prior" }),
    column(`${name}_change`, { of: name, compare: "change" }),
  ]);
  const wide = envelope({
    columns: [category, ...measures],
    rows: [],
    meta: { prior, figures: [{ column: "paid", row: null, label: "" }] },
  });
  const names = (groups: ReturnType<typeof columnGroups>) =>
    groups.flatMap((g) => g.columns.map((each) => each.column.name));

  test("keeps the line's name and what is set large above, each with its change", () => {
    expect(names(narrowGroups(columnGroups(wide), wide))).toEqual([
      "category",
      "allowed",
      "allowed_change",
      "paid",
      "paid_change",
    ]);
  });

  test("is whole on paper, and of very many columns leaves out what a figure is compared with", () => {
    expect(paperGroups(columnGroups(wide))).toEqual(columnGroups(wide));
    const many = envelope({
      ...wide,
      columns: [category, ...measures, ...measures.map((c) => ({ ...c, name: `${c.name}2`, of: c.of && `${c.of}2` }))],
    });
    expect(names(paperGroups(columnGroups(many))).filter((name) => name.includes("prior"))).toEqual([]);
  });

  test("is whole where all fits", () => {
    const groups = columnGroups(envelope({ columns: [category, paid], rows: [] }));
    expect(narrowGroups(groups, wide)).toBe(groups);
  });
});

describe("a value that filters the page", () => {
  const plan = column("plan", { role: "dimension", type: "text", unit: null, scale: null });
  const hidden = column("filter_value", { role: "dimension", type: "text", unit: null, scale: null, hidden: true });
  const entry = { parameters: ["period", "plan"], own: {} };
  const shown = envelope({ columns: [plan, hidden, paid], rows: [["No enrollment found", "(none)", "1.00"]] });

  test("is the filter's own value, and is taken back by the same", () => {
    const cells = shown.rows[0] ?? [];
    expect(crossFilter(shown, entry, cells, "plan", {})).toEqual({
      name: "plan",
      value: "(none)",
      label: "No enrollment found",
      on: false,
    });
    expect(crossFilter(shown, entry, cells, "plan", { plan: "(none)" })?.on).toBe(true);
  });

  test("is none where the report has no such filter, for a month, and for a missing value", () => {
    expect(crossFilter(shown, { parameters: [], own: {} }, shown.rows[0] ?? [], "plan", {})).toBeNull();
    const months = envelope({
      columns: [month],
      rows: [["2025-01"]],
      meta: { drill: { report: "x", set: { period: "month" } } },
    });
    expect(crossFilter(months, entry, ["2025-01"], "month", {})).toBeNull();
    expect(crossFilter(shown, entry, [null, null, null], "plan", {})).toBeNull();
  });
});

test("a row of months is a line with its gaps, and its last value", () => {
  const { path, last, values } = sparkline("1,3,,2", { width: 84, height: 20 });
  expect(path).toBe("M3.0 17.0L29.0 3.0M81.0 10.0");
  expect(last).toEqual([3, 81, 10]);
  expect(values).toEqual(["1", "3", null, "2"]);
  expect(sparkline("5,5", { width: 84, height: 20 }).path).toBe("M3.0 10.0L81.0 10.0");
});

describe("the state of a report", () => {
  const full = envelope({ columns: [category, paid], rows: [["A", "1.00"]] });
  const facts = { data: undefined, error: null, isPlaceholderData: false, isFetching: false };
  const withheld = envelope({
    columns: [category, paid, column("kept", { hidden: true })],
    rows: [["A", null, "7.00"]],
    meta: { suppressed: { rule: "r", cells: [{ part: "rows", row: 0, column: "paid", reason: "small" }] } },
  });

  test("tells all of them apart", () => {
    expect(reportState({ ...facts, isFetching: true }).kind).toBe("loading");
    expect(reportState(facts).kind).toBe("stopped");
    expect(reportState({ ...facts, error: new Error("x") }).kind).toBe("failed");
    expect(reportState({ ...facts, data: full })).toMatchObject({ kind: "shown", stale: "no" });
    expect(reportState({ ...facts, data: full, isPlaceholderData: true, isFetching: true })).toMatchObject({
      stale: "waiting",
    });
    expect(reportState({ ...facts, data: full, isPlaceholderData: true })).toMatchObject({ stale: "stopped" });
    expect(reportState({ ...facts, data: envelope({ columns: [category, paid], rows: [] }) }).kind).toBe("empty");
    expect(reportState({ ...facts, data: withheld }).kind).toBe("suppressed");
  });
});

test("reports are found by every word typed", () => {
  const report = (id: string, title: string, question: string) => ({
    id,
    title,
    question,
    family: "f",
    parameters: [],
    own: {},
    defaults: {},
    companions: [],
  });
  const families = [
    { id: "utilization", title: "Utilization", reports: [report("a", "Cost by category", "Where does the money go?")] },
    { id: "pharmacy", title: "Pharmacy", reports: [report("b", "Pharmacy", "What do drugs cost?")] },
  ];
  const found = (text: string) =>
    findReports(families, text).flatMap((family) => family.reports.map((each) => each.id));
  expect(found("")).toEqual(["a", "b"]);
  expect(found("cost")).toEqual(["a", "b"]);
  expect(found("drugs cost")).toEqual(["b"]);
  expect(found("  MONEY ")).toEqual(["a"]);
  expect(found("zebra")).toEqual([]);
  expect(found("Rx")).toEqual(["b"]);
  expect(found("rx cost")).toEqual(["b"]);
});

test("groups side by side are named, and their sums are neither better nor worse", () => {
  const { meta } = envelope({
    columns: [category, paid],
    rows: [],
    meta: { params: { plan: "PPO", against: "plan=HDHP" }, period: { from: "2025-01", to: "2025-12", label: "2025" } },
  });
  expect([besideOthers(meta), ownSide(meta)]).toEqual([true, "PPO"]);
  expect([judged(meta, "usd"), judged(meta, "usd_pmpm")]).toEqual([false, true]);
  const earlier = { ...meta, params: { plan: "PPO", against: "period=2024" } };
  expect([besideOthers(earlier), ownSide(earlier), judged(earlier, "usd")]).toEqual([false, "2025", true]);
});

test("a line without a figure shows a dash where it cannot have one, or where others have one", () => {
  const blank = (how: "dash" | "beside", other: string | null) => {
    const dashed = { ...paid, blank: how };
    const shown = envelope({
      columns: [category, dashed],
      rows: [
        ["Brand", other],
        ["Generic", null],
      ],
    });
    return cellView(shown, "rows", 1, dashed).text;
  };
  expect([blank("dash", null), blank("dash", "1.00")]).toEqual(["—", "—"]);
  expect([blank("beside", null), blank("beside", "1.00")]).toEqual(["not given", "—"]);
});

test("a phone shows the names that tell the lines apart, however long", () => {
  const area = column("area", { role: "dimension", type: "text", unit: null, scale: null });
  const measure = column("label", { role: "dimension", type: "text", unit: null, scale: null });
  const long = "Claim lines for each of 1,000 members from the first administrator";
  const values = ["a", "b", "c", "d"].map((name) => ({ ...paid, name }));
  const shown = envelope({
    columns: [area, measure, ...values],
    rows: [
      ["Claims", long, "1", "1", "1", "1"],
      ["Claims", `${long}, dental`, "2", "2", "2", "2"],
    ],
  });
  const names = narrowGroups(columnGroups(shown), shown).flatMap((group) =>
    group.columns.map((each) => each.column.name),
  );
  expect(names).toEqual(["area", "label", "a", "b", "c"]);
});
