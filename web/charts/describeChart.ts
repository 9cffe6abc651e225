import { formatShort } from "../format/axis.ts";
import { inWords } from "../format/list.ts";
import type { ChartData } from "./chartData.ts";

const shapes: Record<ChartData["kind"], string> = {
  line: "Line chart",
  columns: "Bar chart",
  bars: "Bar chart",
  stacked: "Bar chart",
  waterfall: "Waterfall chart",
  "heat-map": "Heat map",
  pyramid: "Pyramid",
  multiples: "Small line charts",
};

/** The chart in a sentence or two, for those who cannot see it; the table beside it has every value. */
export function describeChart(data: ChartData): string {
  const { points, series, by } = data;
  const shape = shapes[data.kind];
  const names = series.map((s) => s.label);
  const what = by && names.length > 8 ? `${names.length} values of ${by.toLowerCase()}` : inWords(names);
  const given = points.flatMap(({ label, values }) =>
    values.flatMap((value, i) =>
      value === null || (i > 0 && !by) ? [] : [{ label: by ? `${series[i]?.label}, ${label}` : label, value }],
    ),
  );
  if (given.length === 0) return `${shape} of ${what} without values.`;
  const say = (value: number) => formatShort(value, data.unit);
  if (data.kind === "waterfall")
    return `${shape}. ${inWords(given.map(({ label, value }) => `${label} ${say(value)}`))}.`;
  const low = given.reduce((a, b) => (b.value < a.value ? b : a));
  const high = given.reduce((a, b) => (b.value > a.value ? b : a));
  const against = data.prior ? ` ${data.period} against ${data.prior}.` : "";
  const open = points.filter((point) => point.incomplete).map((point) => point.label);
  const filling = open.length > 0 ? ` Still filling in: ${inWords(open)}.` : "";
  const missing = points.filter((point) => point.values.every((value) => value === null)).length;
  const without = missing > 0 ? ` ${missing} of ${points.length} have no value to show.` : "";
  const notes = data.annotations.map(({ at, text }) => ` ${points[at]?.label}: ${text}.`).join("");
  return (
    `${shape} of ${what} by ${data.x.toLowerCase()}.${against} ` +
    `Highest: ${high.label}, ${say(high.value)}; lowest: ${low.label}, ${say(low.value)}.${filling}${without}${notes} The table has every value.`
  );
}
