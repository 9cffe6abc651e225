import { afterEach, describe, expect, test, vi } from "vitest";
import { category, column, envelope, month, paid, paidChange, paidPrior } from "../report/testing/envelopes.ts";
import { chartData } from "./chartData.ts";
import { drawChart } from "./drawChart.ts";
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

  test("draws the first 25 and leaves the rest to the table", () => {
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

describe("no chart", () => {
  test("where the report has none, has no rows, or has a unit in each row", () => {
    const chart = byCategory.meta.chart;
    expect(chartData(envelope({ columns: [category, paid], rows: [["Inpatient", "1.00"]] }))).toBeNull();
    expect(chartData(envelope({ columns: [category, paid], rows: [], meta: { chart } }))).toBeNull();
    const mixed = column("paid", { unit: null, unitColumn: "unit" });
    expect(chartData(envelope({ columns: [category, mixed], rows: [["x", "1.00"]], meta: { chart } }))).toBeNull();
  });
});
