import { type Search, withValues } from "../filters/search.ts";

/**
 * The way down to a report, kept in the address as `via`: the report that one came from, with what the address had
 * before of the parameters that the drill changed. `via=plan-summary,incurred-paid;period=2025`
 */
export interface Step {
  report: string;
  /** Parameter → what it was before; an empty text where it was not set. */
  before: Record<string, string>;
}

export function parseTrail(via: string | undefined): Step[] {
  if (!via) return [];
  return via.split(",").flatMap((text) => {
    const [report = "", ...changes] = text.split(";");
    if (!/^[\w-]+$/.test(report)) return [];
    const before = Object.fromEntries(
      changes.map((change) => {
        const [name = "", value = ""] = change.split(/=(.*)/s);
        return [decode(name), decode(value)];
      }),
    );
    return [{ report, before }];
  });
}

export function formatTrail(steps: readonly Step[]): string {
  return steps
    .map(({ report, before }) =>
      [report, ...Object.entries(before).map(([name, value]) => `${encode(name)}=${encode(value)}`)].join(";"),
    )
    .join(",");
}

/** The address one level down: the drill's parameters set, the way back remembered. */
export function drillSearch(search: Search, from: string, set: Record<string, string>): Search {
  const before = Object.fromEntries(Object.keys(set).map((name) => [name, search[name] ?? ""]));
  const { sort: _, show: __, ...rest } = search;
  return withValues(rest, { ...set, via: formatTrail([...parseTrail(search.via), { report: from, before }]) });
}

/** The address of the step at `level`, with every drill from there on taken back. */
export function searchAt(search: Search, level: number): Search {
  const trail = parseTrail(search.via);
  const { sort: _, show: __, ...rest } = search;
  const undone = trail.slice(level).reduceRight<Search>((result, step) => withValues(result, step.before), rest);
  return withValues(undone, { via: formatTrail(trail.slice(0, level)) });
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll("%20", " ");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
