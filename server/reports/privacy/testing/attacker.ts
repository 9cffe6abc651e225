import type { Cell, Column } from "../../envelope.ts";
import type { MadeTable } from "./plans.ts";

/** What is published: the lines as given, with nulls where a cell is withheld. */
export interface Published {
  rows: Cell[][];
  subtotals: Cell[][];
  totals: Cell[] | null;
}

export interface Found {
  how: "summed" | "narrowed";
  column: string;
  lines: string[];
  people: number;
}

const fewest = 11;

/**
 * Someone who knows every shown cell, every formula and which lines make up which sum, and who looks for groups of
 * 1 to 10 people: by exact linear algebra over sums and parts, and by narrowing intervals through sums, parts, rates,
 * averages, shares and changes with their rounding. Only the judgement of what was found uses the people themselves.
 */
export function attack(made: MadeTable, published: Published): Found[] {
  const lines = publishedLines(made, published);
  const found: Found[] = [];
  for (const period of made.table.columns.some((c) => c.compare === "prior") ? ["", "_prior"] : [""]) {
    found.push(...summed(made, lines, period));
  }
  return [...found, ...narrowed(made, lines)];
}

interface PublishedLine {
  place: string;
  cells: Cell[];
  covers: string[] | null;
}

function publishedLines({ table }: MadeTable, { rows, subtotals, totals }: Published): PublishedLine[] {
  const dimensions = table.columns.flatMap((column, i) => (column.role === "dimension" ? [i] : []));
  const under = (cells: Cell[]) =>
    table.rows.flatMap((row, i) =>
      dimensions.every((d) => cells[d] === null || cells[d] === row[d]) ? [`rows ${i}`] : [],
    );
  return [
    ...rows.map((cells, i) => ({ place: `rows ${i}`, cells, covers: null })),
    ...subtotals.map((cells, i) => ({ place: `subtotals ${i}`, cells, covers: under(cells) })),
    ...(totals ? [{ place: "totals 0", cells: totals, covers: under(totals) }] : []),
  ];
}

function cell(columns: readonly Column[], line: PublishedLine, name: string): number | null {
  const value = line.cells[columns.findIndex((column) => column.name === name)];
  return value == null ? null : Number(value);
}

/** Groups of small cells whose sum is fixed by the equations: no direction that they leave free changes it. */
function summed(made: MadeTable, lines: PublishedLine[], period: string): Found[] {
  const { columns } = made.table;
  const names = made.additives.map(({ column }) => column + period);
  const unknowns = new Map<string, number>();
  for (const name of names) {
    for (const line of lines) {
      if (cell(columns, line, name) === null) unknowns.set(`${name} ${line.place}`, unknowns.size);
    }
  }
  const equations: number[][] = [];
  const equation = (terms: [string, number][]) => {
    const row = new Array<number>(unknowns.size).fill(0);
    for (const [key, factor] of terms) {
      const at = unknowns.get(key);
      if (at !== undefined) row[at] = (row[at] ?? 0) + factor;
    }
    if (row.some((value) => value !== 0)) equations.push(row);
  };
  for (const { column, adds } of made.additives) {
    for (const { place, covers } of lines) {
      if (!adds || !covers) continue;
      equation([
        [`${column + period} ${place}`, 1],
        ...covers.map((leaf): [string, number] => [`${column + period} ${leaf}`, -1]),
      ]);
    }
  }
  for (const { whole, parts, wholeOnTotal } of made.parts) {
    for (const { place } of lines) {
      equation([
        [`${whole + period} ${wholeOnTotal ? "totals 0" : place}`, 1],
        ...parts.map((part): [string, number] => [`${part + period} ${place}`, -1]),
      ]);
    }
  }
  const free = nullSpace(equations, unknowns.size);

  return names.flatMap((name) => {
    const inside = made.inside.get(name);
    const small = lines.flatMap(({ place, covers }) => {
      const people = inside?.get(place)?.size ?? 0;
      return covers === null && unknowns.has(`${name} ${place}`) && people > 0 && people < fewest ? [place] : [];
    });
    return subsets(small.slice(0, 12)).flatMap((group): Found[] => {
      const people = new Set(group.flatMap((place) => [...(inside?.get(place) ?? [])])).size;
      if (people === 0 || people >= fewest) return [];
      const fixed = free.every((vector) => {
        const sum = group.reduce((all, place) => all + (vector[unknowns.get(`${name} ${place}`) ?? 0] ?? 0), 0);
        return Math.abs(sum) < tiny;
      });
      return fixed ? [{ how: "summed", column: name, lines: group, people }] : [];
    });
  });
}

interface Range {
  low: number;
  high: number;
}

/** Small cells that the intervals leave less than one person, or less than 1% of the dollars, of room. */
function narrowed(made: MadeTable, lines: PublishedLine[]): Found[] {
  const { columns } = made.table;
  const ranges = new Map<string, Range>();
  const at = (name: string, place: string): Range => {
    const key = `${name} ${place}`;
    const known = ranges.get(key);
    if (known) return known;
    const fresh: Range = { low: 0, high: Number.POSITIVE_INFINITY };
    ranges.set(key, fresh);
    return fresh;
  };
  const periods = columns.some((column) => column.compare === "prior") ? ["", "_prior"] : [""];
  for (const { column } of made.additives) {
    for (const period of periods) {
      for (const line of lines) {
        const value = cell(columns, line, column + period);
        if (value !== null) Object.assign(at(column + period, line.place), { low: value, high: value });
      }
    }
  }
  for (let round = 0; round < 30; round++) {
    let moved = false;
    const tighten = (range: Range, low: number, high: number) => {
      if (low > range.low + 1e-9) [range.low, moved] = [low, true];
      if (high < range.high - 1e-9) [range.high, moved] = [high, true];
    };
    const sum = (whole: Range, parts: Range[]) => {
      const low = parts.reduce((all, part) => all + part.low, 0);
      const high = parts.reduce((all, part) => all + part.high, 0);
      tighten(whole, low, high);
      for (const part of parts) {
        const othersHigh = parts.reduce((all, other) => (other === part ? all : all + other.high), 0);
        tighten(part, whole.low - othersHigh, whole.high - (low - part.low));
      }
    };
    for (const period of periods) {
      for (const line of lines) {
        for (const { column, adds } of made.additives) {
          if (adds && line.covers)
            sum(
              at(column + period, line.place),
              line.covers.map((leaf) => at(column + period, leaf)),
            );
        }
        for (const { whole, parts, wholeOnTotal } of made.parts) {
          sum(
            at(whole + period, wholeOnTotal ? "totals 0" : line.place),
            parts.map((part) => at(part + period, line.place)),
          );
        }
        for (const { column, base, times } of made.bounds) {
          const [more, fewer] = [at(column + period, line.place), at(base + period, line.place)];
          tighten(more, fewer.low, fewer.high * times);
          tighten(fewer, more.low / times, more.high);
        }
        for (const { column, numerator, base, baseOnTotal, ofLastRow } of made.rates) {
          const shown = cell(columns, line, column + period);
          if (shown === null) continue;
          const scale = columns.find((each) => each.name === column)?.scale ?? 0;
          const half = 0.500001 * 10 ** -scale;
          const top = at(numerator + period, ofLastRow ? `rows ${made.table.rows.length - 1}` : line.place);
          const bottom = at(base + period, baseOnTotal ? "totals 0" : line.place);
          const [low, high] = [Math.max(0, shown - half), shown + half];
          tighten(top, low * bottom.low, high * bottom.high);
          if (low > 0) tighten(bottom, top.low / high, top.high / low);
        }
      }
    }
    for (const line of lines) {
      for (const { column } of made.additives) {
        const change = columns.some((each) => each.compare === "change")
          ? cell(columns, line, `${column}_change`)
          : null;
        if (change === null) continue;
        const [now, before] = [at(column, line.place), at(`${column}_prior`, line.place)];
        const [low, high] = [1 + change - 0.00005001, 1 + change + 0.00005001];
        tighten(now, Math.max(0, low) * before.low, high * before.high);
        if (low > 0) tighten(before, now.low / high, now.high / low);
      }
    }
    if (!moved) break;
  }
  return made.additives.flatMap(({ column, whole }) =>
    periods.flatMap((period) =>
      lines.flatMap(({ place }): Found[] => {
        const people = made.inside.get(column + period)?.get(place)?.size ?? 0;
        if (people === 0 || people >= fewest) return [];
        const { low, high } = at(column + period, place);
        const width = whole ? Math.floor(high + 1e-6) - Math.ceil(low - 1e-6) : high - low;
        const pinned = whole ? width < 1 : width < 0.01 * Math.max(low, 1);
        return pinned ? [{ how: "narrowed", column: column + period, lines: [place], people }] : [];
      }),
    ),
  );
}

function subsets(items: string[]): string[][] {
  const all: string[][] = [];
  for (let bits = 1; bits < 1 << items.length; bits++) all.push(items.filter((_, i) => bits & (1 << i)));
  return all;
}

const tiny = 1e-9;

/** Reduced row echelon form with its pivot columns; the matrices are small and hold −1, 0 and 1. */
function echelon(matrix: number[][]): { rows: number[][]; pivots: number[] } {
  const rows = matrix.map((row) => [...row]);
  const pivots: number[] = [];
  const width = rows[0]?.length ?? 0;
  for (let column = 0; column < width && pivots.length < rows.length; column++) {
    const from = pivots.length;
    let best = from;
    for (let i = from; i < rows.length; i++) {
      if (Math.abs(rows[i]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = i;
    }
    const pivot = rows[best] ?? [];
    const unit = pivot[column] ?? 0;
    if (Math.abs(unit) < tiny) continue;
    rows[best] = rows[from] ?? [];
    rows[from] = pivot.map((value) => value / unit);
    for (let i = 0; i < rows.length; i++) {
      const factor = rows[i]?.[column] ?? 0;
      if (i === from || Math.abs(factor) < tiny) continue;
      rows[i] = (rows[i] ?? []).map((value, j) => value - factor * (rows[from]?.[j] ?? 0));
    }
    pivots.push(column);
  }
  return { rows: rows.slice(0, pivots.length), pivots };
}

function nullSpace(matrix: number[][], width: number): number[][] {
  const { rows, pivots } = echelon(matrix);
  const free = Array.from({ length: width }, (_, i) => i).filter((i) => !pivots.includes(i));
  return free.map((column) => {
    const vector = new Array<number>(width).fill(0);
    vector[column] = 1;
    pivots.forEach((pivot, i) => {
      vector[pivot] = -(rows[i]?.[column] ?? 0);
    });
    return vector;
  });
}
