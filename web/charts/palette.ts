/** The colours of a chart: custom properties on the screen, so that light and dark need no redrawing; plain ones in a file. */
export interface Palette {
  ink: string;
  soft: string;
  hairline: string;
  accent: string;
  ground: string;
  paper: string;
  prior: string;
  priorFill: string;
  categories: string[];
}

const names = {
  ink: "--ink",
  soft: "--ink-soft",
  hairline: "--hairline",
  accent: "--accent",
  ground: "--accent-ground",
  paper: "--paper",
  prior: "--prior",
  priorFill: "--prior-fill",
} as const;

export const screenPalette: Palette = paletteOf((name) => `var(${name})`);

/** The light colours as they stand in the style sheet, for files that go onto paper. */
export function paperPalette(): Palette {
  const sample = document.body.appendChild(document.createElement("div"));
  sample.className = "on-paper";
  sample.hidden = true;
  const style = getComputedStyle(sample);
  const palette = paletteOf((name) => style.getPropertyValue(name).trim());
  sample.remove();
  return palette;
}

/** Each measure or category keeps its colour from chart to chart, whatever else is drawn. */
const fixed: Record<string, number> = {
  paid: 1,
  allowed: 2,
  member_cost: 3,
  charge: 8,
  medical: 1,
  pharmacy: 4,
  inpatient: 1,
  outpatient: 2,
  "office-based": 5,
  professional: 5,
  ancillary: 6,
  dental: 7,
  vision: 3,
  other: 8,
  incurred: 1,
};

/** The colour of a series by its name; a name not known gets the first colour that no other series has. */
export function seriesColors(series: readonly string[], palette: Palette): string[] {
  const known = series.map((name) => fixed[name.toLowerCase().replace(/_(pmpm|pepm|total|amount|month)$/, "")]);
  const taken = new Set<number>();
  const own = known.map((number) => {
    if (number === undefined || taken.has(number)) return undefined;
    taken.add(number);
    return number;
  });
  const free = palette.categories.map((_, i) => i + 1).filter((number) => !taken.has(number));
  return own.map(
    (number) => palette.categories[(number ?? free.shift() ?? palette.categories.length) - 1] ?? palette.ink,
  );
}

function paletteOf(value: (name: string) => string): Palette {
  const categories = Array.from({ length: 8 }, (_, i) => value(`--category-${i + 1}`));
  const plain = Object.fromEntries(Object.entries(names).map(([key, name]) => [key, value(name)]));
  return { ...(plain as Record<keyof typeof names, string>), categories };
}
