import { formatShort } from "../format/axis.ts";
import { inWords } from "../format/list.ts";
import type { ChartData } from "./chartData.ts";

/** The chart in a sentence or two, for those who cannot see it; the table beside it has every value. */
export function describeChart(data: ChartData): string {
  const { points, series } = data;
  const shape = data.kind === "line" ? "Line chart" : "Bar chart";
  const what = inWords(series.map((s) => s.label));
  const given = points.flatMap(({ label, values }) =>
    values[0] === null || values[0] === undefined ? [] : [{ label, value: values[0] }],
  );
  if (given.length === 0) return `${shape} of ${what} without values.`;
  const low = given.reduce((a, b) => (b.value < a.value ? b : a));
  const high = given.reduce((a, b) => (b.value > a.value ? b : a));
  const say = (value: number) => formatShort(value, data.unit);
  const against = data.prior ? ` ${data.period} against ${data.prior}.` : "";
  const open = points.filter((point) => point.incomplete).map((point) => point.label);
  const filling = open.length > 0 ? ` Still filling in: ${inWords(open)}.` : "";
  const missing = points.length - given.length;
  const without = missing > 0 ? ` ${missing} of ${points.length} have no value to show.` : "";
  return (
    `${shape} of ${what} by ${data.x.toLowerCase()}.${against} ` +
    `Highest: ${high.label}, ${say(high.value)}; lowest: ${low.label}, ${say(low.value)}.${filling}${without} The table has every value.`
  );
}
