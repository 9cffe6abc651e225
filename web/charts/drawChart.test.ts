import { afterEach, describe, expect, test, vi } from "vitest";
import { category, column, envelope, month, paid, paidChange, paidPrior } from "../report/testing/envelopes.ts";
import { chartData } from "./chartData.ts";
import { drawChart } from "./drawChart.ts";
import { heatCells, neighbour } from "./heatMap.ts";
import { screenPalette } from "./palette.ts";
import { drawn, outline, svgDocument } from "./testing/svgDocument.ts";

const prior = { from: "2024-01", to: "2024-12", label: "2024" };

function draw(parts: Parameters<typeof envelope>[0], width = 600) {
  const data = chartData(envelope(parts));
  if (!data) throw new Error("nothing to draw");
  return drawn(drawChart(data, { width, palette: screenPalette, document: svgDocument() }));
}

const byMonth = {
  columns: [month, paid, paidPrior, paidChange],
  rows: [
    ["2025-01", "100.00", "90.00", "0.1111"],
    ["2025-02", "110.00", "95.00", "0.1579"],
    ["2025-03", "120.00", "99.00", "0.2121"],
    ["2025-04", "80.00", "101.00", "-0.2079"],
  ],
  meta: {
    prior,
    incomplete: ["2025-03", "2025-04"],
    chart: { type: "line" as const, x: "month", y: ["paid"], title: "Paid by month" },
  },
};

const byCategory = {
  columns: [category, paid],
  rows: [
    ["Inpatient", "50.00"],
    ["Pharmacy", null],
    ["Other", "-5.00"],
  ],
  meta: { chart: { type: "bar" as const, x: "category", y: ["paid"], title: "Paid by category" } },
};

const warn = vi.spyOn(console, "warn");
afterEach(() => expect(warn).not.toHaveBeenCalled());

describe("a line chart", () => {
  test("is drawn the same each time", () => {
    expect(outline(draw(byMonth))).toMatchSnapshot();
  });

  test("says what it is to those who cannot see it", () => {
    const svg = draw(byMonth);
    expect(svg.getAttribute("role")).toBe("img");
    expect(svg.getAttribute("aria-label")).toBe("Paid by month");
    expect(svg.getAttribute("aria-description")).toBe(
      "Line chart of Paid by month. 2025 against 2024. Highest: Mar 2025, $120; lowest: Apr 2025, $80. " +
        "Still filling in: Mar 2025 and Apr 2025. The table has every value.",
    );
  });

  test("labels its lines at their ends, and dots what is still filling in", () => {
    const svg = draw(byMonth);
    const labels = svg.all("text").map((text) => text.textContent);
    expect(labels).toEqual(expect.arrayContaining(["2025", "2024", "still filling in"]));
    const dotted = svg.all("path").filter((path) => path.parentNode?.getAttribute("stroke-dasharray"));
    const dottedGroup = svg.all("g").filter((g) => g.getAttribute("stroke-dasharray"));
    expect(dotted.length + dottedGroup.length).toBeGreaterThan(0);
  });

  test("leaves a gap where a value is withheld, and shows a value that stands alone", () => {
    const rows = byMonth.rows.map((row, i) => (i === 1 || i === 3 ? [row[0] ?? null, null, null, null] : row));
    const svg = draw({ ...byMonth, rows, meta: { ...byMonth.meta, incomplete: [] } });
    expect(svg.all("circle")).toHaveLength(2);
  });

  test("draws several measures each in its own colour", () => {
    const incurred = column("incurred");
    const svg = draw({
      columns: [month, incurred, paid],
      rows: [
        ["2025-01", "10.00", "5.00"],
        ["2025-02", "12.00", "15.00"],
      ],
      meta: { chart: { type: "line", x: "month", y: ["incurred", "paid"], title: "Incurred and paid" } },
    });
    const strokes = new Set(svg.all("g").map((g) => g.getAttribute("stroke")));
    expect(strokes).toContain("var(--category-1)");
    expect(svg.all("text").map((text) => text.textContent)).toEqual(expect.arrayContaining(["Incurred", "Paid"]));
  });
});

describe("a bar chart", () => {
  test("is drawn the same each time", () => {
    expect(outline(draw(byCategory))).toMatchSnapshot();
  });

  test("says that a value is not shown instead of drawing nothing", () => {
    const labels = draw(byCategory)
      .all("text")
      .map((text) => text.textContent);
    expect(labels).toEqual(expect.arrayContaining(["Inpatient", "$50", "not shown", "−$5"]));
  });

  test("draws several measures side by side, each in its colour", () => {
    const chart = { type: "bar" as const, x: "category", y: ["share_of_members", "share_of_paid"], title: "Shares" };
    const shares = ["share_of_members", "share_of_paid"].map((name) => column(name, { unit: "ratio", scale: 4 }));
    const svg = draw({ columns: [category, ...shares], rows: [["Costliest 1%", "0.0100", "0.2390"]], meta: { chart } });
    const words = svg.all("text").map((text) => text.textContent);
    expect(words).toEqual(expect.arrayContaining(["1%", "23.9%"]));
    expect(new Set(svg.all("rect").map((rect) => rect.getAttribute("fill"))).size).toBe(2);
  });

  test("draws the 25 largest in the table's order and leaves the rest to the table", () => {
    const rows = Array.from({ length: 33 }, (_, i) => [`Group ${i}`, `${100 - i}.00`]);
    const data = chartData(envelope({ ...byCategory, rows }));
    expect(data?.points).toHaveLength(25);
    expect(data?.left).toBe(8);
  });
});

describe("columns", () => {
  const stacked = { type: "stacked-bar" as const, x: "month", y: ["allowed", "paid"], title: "Allowed and paid" };
  const columns = [month, column("allowed"), paid];

  test("stack their series", () => {
    const svg = draw({ columns, rows: [["2025-01", "10.00", "5.00"]], meta: { chart: stacked } });
    expect(svg.all("rect")).toHaveLength(2);
  });

  test("stand upright for bars by month, pale where a month is still filling in", () => {
    const svg = draw({ ...byMonth, meta: { ...byMonth.meta, chart: { ...byMonth.meta.chart, type: "bar" } } });
    const pale = svg.all("rect").filter((rect) => rect.getAttribute("fill-opacity") === "0.45");
    expect(svg.all("rect")).toHaveLength(4);
    expect(pale).toHaveLength(2);
  });
});

describe("a waterfall", () => {
  const step = column("step", { role: "dimension", type: "text", unit: null, scale: null });
  const kind = column("kind", { role: "dimension", type: "text", unit: null, scale: null, hidden: true });
  const parts = {
    columns: [step, kind, paid],
    rows: [
      ["2024", "start", "448.00"],
      ["Price", "step", "18.40"],
      ["Use", "step", "-1.60"],
      ["2025", "end", "464.80"],
    ],
    meta: { chart: { type: "waterfall" as const, x: "step", y: ["paid"], kind: "kind", title: "Why it changed" } },
  };
  const words = (width: number) =>
    draw(parts, width)
      .all("text")
      .map((text) => text.textContent);

  test("is drawn the same each time, standing and lying", () => {
    expect(outline(draw(parts))).toMatchSnapshot();
    expect(outline(draw(parts, 300))).toMatchSnapshot();
  });

  test("says up and down by a triangle and a sign", () => {
    for (const width of [600, 300])
      expect(words(width)).toEqual(expect.arrayContaining(["$448", "▲ +$18.40", "▼ −$1.60", "$464.80"]));
  });

  test("begins each step where the one before ended", () => {
    const blocks = draw(parts)
      .all("rect")
      .map((rect) => ({ top: Number(rect.getAttribute("y")), height: Number(rect.getAttribute("height")) }));
    const [start, price, use, end] = blocks;
    expect((price?.top ?? 0) + (price?.height ?? 0)).toBeCloseTo(start?.top ?? 0);
    expect(use?.top).toBeCloseTo(price?.top ?? 0);
    expect(end?.top).toBeCloseTo((use?.top ?? 0) + (use?.height ?? 0));
  });
});

const manyMonths = ["2025-01", "2025-02", "2025-03"];
const byPlan = (names: string[]) => ({
  columns: [month, category, paid],
  rows: names.flatMap((name, i) =>
    manyMonths.map((m, j) => [m, name, i === 1 && j === 1 ? null : `${(i + 1) * 10 + j}.00`]),
  ),
});
const seriesChart = (type: "heat-map" | "small-multiples" | "line") => ({
  chart: { type, x: "month", y: ["paid"], series: "category", title: "Paid by plan" },
});

describe("a heat map", () => {
  const parts = { ...byPlan(["PPO", "HMO"]), meta: seriesChart("heat-map") };

  test("is drawn the same each time", () => expect(outline(draw(parts))).toMatchSnapshot());

  test("has a cell for each value, a dash for none, and a legend in words", () => {
    const svg = draw(parts, 900);
    expect(svg.all("rect")).toHaveLength(5);
    const words = svg.all("text").map((text) => text.textContent);
    expect(words).toEqual(expect.arrayContaining(["PPO", "HMO", "Feb", "–", "to $4", "$18 +"]));
  });

  test("is walked by the arrow keys and not out of", () => {
    const data = chartData(envelope(parts));
    if (!data) throw new Error("no data");
    expect(neighbour(data, { x: 0, y: 0 }, "ArrowRight")).toEqual({ x: 1, y: 0 });
    expect(neighbour(data, { x: 2, y: 1 }, "ArrowRight")).toEqual({ x: 2, y: 1 });
    expect(neighbour(data, { x: 0, y: 0 }, "ArrowUp")).toEqual({ x: 0, y: 0 });
    expect(heatCells(data)[4]?.text).toBe("HMO, Feb 2025\nnot shown");
  });
});

describe("small multiples", () => {
  const parts = { ...byPlan(["PPO", "HMO", "HDHP"]), meta: seriesChart("small-multiples") };

  test("are drawn the same each time", () => expect(outline(draw(parts, 700))).toMatchSnapshot());

  test("name each chart and its last value", () => {
    const words = draw(parts, 700)
      .all("text")
      .map((text) => text.textContent);
    expect(words).toEqual(expect.arrayContaining(["PPO", "HMO", "HDHP", "$12", "$22", "$32"]));
  });
});

describe("lines by a dimension", () => {
  test("are the largest, each with its name at its end", () => {
    const names = ["A", "B", "C", "D", "E", "F", "G", "H"];
    const data = chartData(envelope({ ...byPlan(names), meta: seriesChart("line") }));
    expect(data?.series.map((series) => series.name)).toEqual(names.slice(2));
    expect(data?.left).toBe(2);
    const words = draw({ ...byPlan(["PPO", "HMO"]), meta: seriesChart("line") })
      .all("text")
      .map((text) => text.textContent);
    expect(words).toEqual(expect.arrayContaining(["PPO", "HMO"]));
  });

  test("stand by month, whatever the order of the rows, and lead to the row of their own", () => {
    const { columns, rows } = byPlan(["PPO", "HMO"]);
    const data = chartData(envelope({ columns, rows: [...rows].reverse(), meta: seriesChart("line") }));
    expect(data?.points.map((point) => point.label)).toEqual(["Jan 2025", "Feb 2025", "Mar 2025"]);
    expect(data?.points[0]?.rows).toEqual([2, 5]);
  });
});

describe("a pyramid", () => {
  const age = column("age_band", { role: "dimension", type: "text", unit: null, scale: null });
  const sex = column("sex", { role: "dimension", type: "text", unit: null, scale: null });
  const members = column("members", { type: "integer", unit: "members", scale: 0 });
  const parts = {
    columns: [age, sex, members],
    rows: [
      ["0-17", "Female", 10],
      ["0-17", "Male", 20],
      ["18-25", "Female", 15],
      ["18-25", "Male", 5],
      ["18-25", "Unknown", 1],
    ],
    meta: { chart: { type: "pyramid" as const, x: "age_band", y: ["members"], series: "sex", title: "Age and sex" } },
  };

  test("is drawn the same each time, one sex to each side", () => {
    expect(outline(draw(parts))).toMatchSnapshot();
    expect(chartData(envelope(parts))).toMatchObject({ left: 1, series: [{ name: "Female" }, { name: "Male" }] });
  });
});

test("what happened stands as a rule at its month", () => {
  const annotations = [
    { month: "2025-02", text: "New administrator" },
    { month: "2019-02", text: "Long ago" },
  ];
  const svg = draw({ ...byMonth, meta: { ...byMonth.meta, annotations } });
  const words = svg.all("text").map((text) => text.textContent);
  expect(words).toContain("New administrator");
  expect(words).not.toContain("Long ago");
  expect(svg.getAttribute("aria-description")).toContain("Feb 2025: New administrator.");
});

describe("no chart", () => {
  test("where the report has none, has no rows, or has a unit in each row", () => {
    const chart = byCategory.meta.chart;
    expect(chartData(envelope({ columns: [category, paid], rows: [["Inpatient", "1.00"]] }))).toBeNull();
    expect(chartData(envelope({ columns: [category, paid], rows: [], meta: { chart } }))).toBeNull();
    const mixed = column("paid", { unit: null, unitColumn: "unit" });
    expect(chartData(envelope({ columns: [category, mixed], rows: [["x", "1.00"]], meta: { chart } }))).toBeNull();
  });
});
