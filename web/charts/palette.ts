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

function paletteOf(value: (name: string) => string): Palette {
  const categories = Array.from({ length: 8 }, (_, i) => value(`--category-${i + 1}`));
  const plain = Object.fromEntries(Object.entries(names).map(([key, name]) => [key, value(name)]));
  return { ...(plain as Record<keyof typeof names, string>), categories };
}
