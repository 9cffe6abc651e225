import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shared } from "../../server/load/testing.ts";
import { kitagawa } from "../../server/models/kitagawa.ts";
import { lmdi } from "../../server/models/lmdi.ts";
import {
  type Basket,
  fisher,
  fisherContributions,
  fisherQuantity,
  laspeyres,
  paasche,
  satoVartia,
  tornqvist,
} from "../../server/models/priceIndex.ts";
import { priceMix } from "../../server/models/priceMix.ts";
import { type ProductCell, productEffects } from "../../server/models/productEffects.ts";
import { shapley } from "../../server/models/shapley.ts";

const folder = join(shared, "golden", "decomposition");

describe.skipIf(!existsSync(folder))("published decompositions (needs ../shared)", () => {
  // biome-ignore lint/suspicious/noExplicitAny: figures of many shapes
  const read = (name: string): any => JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
  // biome-ignore lint/suspicious/noExplicitAny: figures of many shapes
  const dasGupta = (start: string): any =>
    // biome-ignore lint/suspicious/noExplicitAny: figures of many shapes
    read("das_gupta").examples.find((each: any) => each.id.startsWith(start));

  it.each(["toy", "eg2.1", "eg2.2", "eg2.3", "eg2.4"])("Das Gupta %s: products of factors", (id) => {
    const { factors, effects } = dasGupta(id);
    const names = Object.keys(factors);
    const side = (i: number): number[] => names.map((name) => factors[name][i]);
    const cell = { before: side(0), after: side(1) };
    const closed = productEffects([cell]);
    const general = shapley(names.length, (turned) =>
      names.reduce((whole, _, i) => whole * (((turned >> i) & 1 ? cell.after : cell.before)[i] ?? 0), 1),
    );
    const places = id === "eg2.1" ? 2 : 6;
    for (const [i, name] of names.entries()) {
      expect(closed[i]).toBeCloseTo(effects[name].diff, places);
      expect(general[i]).toBeCloseTo(closed[i] ?? 0, 9);
    }
    expect(sum(closed)).toBeCloseTo(effects.crude.diff, places);
  });

  it("Das Gupta 4.3: a sum over age groups of products of three", () => {
    const { vector_factors: factors, effects } = dasGupta("eg4.3");
    const names = Object.keys(effects).filter((name) => name !== "crude");
    const cells = factors.bm["1960"].map((_: number, age: number) => ({
      before: names.map((name) => factors[name]["1960"][age]),
      after: names.map((name) => factors[name]["1970"][age]),
    }));
    const found = productEffects(cells);
    for (const [i, name] of names.entries()) expect(found[i]).toBeCloseTo(effects[name].diff, 5);
  });

  it("Das Gupta 5.1: sizes and rates of age groups, which is Kitagawa's", () => {
    const { size_pct: size, rate_per100: rate, effects } = dasGupta("eg5.1");
    const found = kitagawa(
      size["1970"].map((_: number, i: number) => ({
        sizeBefore: size["1970"][i],
        sizeAfter: size["1985"][i],
        rateBefore: rate["1970"][i],
        rateAfter: rate["1985"][i],
      })),
    );
    expect(found.composition).toBeCloseTo(effects.age_struct.diff, 3);
    expect(found.rate).toBeCloseTo(effects.rate.diff, 3);
  });

  it("Das Gupta 5.3: sizes cross-classified by race and age", () => {
    const { race, age, size, rate_per1000: rate, effects_crossclassified: effects } = dasGupta("eg5.3");
    const years = ["1970", "1985"] as const;
    const total = (year: string, of: (i: number) => boolean): number =>
      size[year].reduce((whole: number, each: number, i: number) => whole + (of(i) ? each : 0), 0);
    /* the share of a cell is the root of two conditional shares by two marginal ones: A × B of Das Gupta's chapter 5 */
    const factor = (year: string, i: number, a: number[], b: number[]): number => {
      const all = total(year, () => true);
      const [byA, byB] = [total(year, (j) => a[j] === a[i]), total(year, (j) => b[j] === b[i])];
      return Math.sqrt((size[year][i] / byB) * (byA / all));
    };
    /* the rates stand at their mean where the sizes are split, as in Kitagawa's two factors */
    const cells: ProductCell[] = race.map((_: number, i: number) => {
      const [before, after] = years.map((year) => [factor(year, i, age, race), factor(year, i, race, age)]);
      const mean = (rate["1970"][i] + rate["1985"][i]) / 2;
      return { before: [...(before ?? []), mean], after: [...(after ?? []), mean] };
    });
    const [ages = 0, races = 0] = productEffects(cells);
    expect(ages).toBeCloseTo(effects.age_struct.diff, 6);
    expect(races).toBeCloseTo(effects.race_struct.diff, 6);
    const { composition, rate: rates } = kitagawa(
      race.map((_: number, i: number) => ({
        sizeBefore: size["1970"][i],
        sizeAfter: size["1985"][i],
        rateBefore: rate["1970"][i],
        rateAfter: rate["1985"][i],
      })),
    );
    expect(rates).toBeCloseTo(effects.rate.diff, 6);
    expect(composition).toBeCloseTo(ages + races, 9);
  });

  it("LMDI: members, use and price of two kinds of member", () => {
    const {
      prior,
      current,
      expected_lmdi_three_way: three,
      expected_two_way_midpoint: two,
    } = read("lmdi").pmpm_three_way;
    const months = (side: typeof prior): number => side.Healthy.member_months + side.Chronic.member_months;
    const factors = (side: typeof prior, kind: string): number[] => {
      const { member_months, count, dollars } = side[kind];
      return [member_months / months(side), count / member_months, dollars / count];
    };
    const cells = Object.keys(prior).map((kind) => ({ before: factors(prior, kind), after: factors(current, kind) }));
    const { additive, multiplicative } = lmdi(cells);
    for (const [i, name] of ["mix", "util", "cost"].entries()) {
      expect(additive[i]).toBeCloseTo(three[`${name}_effect`], 9);
      expect(multiplicative[i]).toBeCloseTo(three[`${name}_trend`], 9);
    }
    const whole = (side: typeof prior, of: "count" | "dollars"): number => side.Healthy[of] + side.Chronic[of];
    const frequency = [prior, current].map((side) => whole(side, "count") / months(side));
    const severity = [prior, current].map((side) => whole(side, "dollars") / whole(side, "count"));
    const [use, price] = productEffects([
      { before: [frequency[0] ?? 0, severity[0] ?? 0], after: [frequency[1] ?? 0, severity[1] ?? 0] },
    ]);
    expect(use).toBeCloseTo(two.util_effect, 9);
    expect(price).toBeCloseTo(two.cost_effect, 9);
  });

  it("LMDI: Ang's table over three years, cell by cell", () => {
    const { X, dV, D, dV_agg, D_agg, ...rest } = read("lmdi").ang_simple;
    for (const [i, year] of ["1972", "1973", "1974"].entries()) {
      const before: number[][] = X[String(Number(year) - 1)];
      const { additive, multiplicative, cells } = lmdi(before.map((row, n) => ({ before: row, after: X[year][n] })));
      close(additive, dV[year], 7);
      close(multiplicative, D[year], 8);
      for (const [n, row] of cells.entries()) close(row, rest[`Z_${year}`][n], 7);
      expect(sum(additive)).toBeCloseTo(dV_agg[i + 1], 7);
      expect(multiplicative.reduce((whole, each) => whole * each, 1)).toBeCloseTo(D_agg[i + 1], 8);
    }
  });

  it("LMDI: the limits where a factor is zero", () => {
    const { zero_example: zero, zero_limits: limits } = read("lmdi");
    for (const set of ["", "b"]) {
      const { cells } = lmdi(
        zero[`X0${set}`].map((row: number[], n: number) => ({ before: row, after: zero[`XT${set}`][n] })),
      );
      for (const [n, row] of cells.entries()) close(row, zero[`Z${set}`][n], 7);
    }
    for (const { v0, vT, x0, xT, Z } of limits) {
      /* the other factor makes the value what the case says it is */
      const [low, high] = [x0 === 0 ? 0 : 2, xT === 0 ? 0 : 3];
      const cell = { before: [low, v0 === 0 && low > 0 ? 0 : 5], after: [high, vT === 0 && high > 0 ? 0 : 7] };
      const [found] = lmdi([cell]).additive;
      const expected = Z === "vT" ? high * 7 : Z === "-v0" ? -low * 5 : 0;
      expect(found, JSON.stringify({ v0, vT, x0, xT })).toBeCloseTo(expected, 9);
    }
  });

  it("price indexes of six items over five periods", () => {
    const { price6, quantity6, tol, ...expected } = read("price_index_balk");
    for (const period of ["t2", "t3", "t4", "t5"]) {
      const basket: Basket = {
        priceBefore: price6.t1,
        priceAfter: price6[period],
        quantityBefore: quantity6.t1,
        quantityAfter: quantity6[period],
      };
      const within = (found: number, name: string) =>
        expect(Math.abs(found - expected[name][period]), `${name} ${period}`).toBeLessThan(tol);
      within(laspeyres(basket), "laspeyres");
      within(paasche(basket), "paasche");
      within(fisher(basket), "fisher");
      within(tornqvist(basket), "tornqvist");
      within(satoVartia(basket), "vartia2 (Sato-Vartia = LMDI-II)");
      expect(sum(fisherContributions(basket))).toBeCloseTo(fisher(basket) - 1, 12);
      if (period === "t2") close(fisherContributions(basket), expected.fisher_contributions, 8);
    }
  });
});

describe("decompositions of any figures", () => {
  const value = fc.oneof(fc.constant(0), fc.double({ min: -1e4, max: 1e4, noNaN: true }));
  const positive = fc.double({ min: 0.01, max: 1e4, noNaN: true });
  const cellsOf = (factors: number, of: fc.Arbitrary<number>) =>
    fc.array(fc.record({ before: fc.tuple(...Array(factors).fill(of)), after: fc.tuple(...Array(factors).fill(of)) }), {
      minLength: 1,
      maxLength: 8,
    }) as fc.Arbitrary<{ before: number[]; after: number[] }[]>;
  const anyCells = fc.integer({ min: 1, max: 6 }).chain((factors) => cellsOf(factors, value));
  const product = (values: readonly number[]) => values.reduce((whole, each) => whole * each, 1);
  const change = (cells: ProductCell[]) => sum(cells.map(({ before, after }) => product(after) - product(before)));
  const size = (cells: ProductCell[]) =>
    sum(cells.flatMap(({ before, after }) => [product(before.map(Math.abs)), product(after.map(Math.abs))]));

  it("add up to the change, zeros and negative figures too", () => {
    fc.assert(
      fc.property(anyCells, (cells) => {
        /* the terms may be larger than what they cancel to: each factor at its larger side bounds them */
        const bound = sum(
          cells.map((cell) => product(cell.before.map((b, i) => Math.max(Math.abs(b), Math.abs(cell.after[i] ?? 0))))),
        );
        expect(Math.abs(sum(productEffects(cells)) - change(cells))).toBeLessThanOrEqual(
          1e-9 * (bound + size(cells)) + 1e-300,
        );
      }),
    );
  });

  it("are the Shapley value, which no order of the factors changes", () => {
    fc.assert(
      fc.property(cellsOf(4, positive), (cells) => {
        const closed = productEffects(cells);
        const turned = (mask: number) =>
          sum(cells.map((cell) => product(cell.before.map((b, i) => ((mask >> i) & 1 ? (cell.after[i] ?? 0) : b)))));
        const bound = Math.max(...closed.map(Math.abs), size(cells));
        for (const [i, effect] of shapley(4, turned).entries())
          expect(Math.abs(effect - (closed[i] ?? 0))).toBeLessThanOrEqual(1e-9 * bound);
        const order = [2, 0, 3, 1];
        const permuted = productEffects(
          cells.map(({ before, after }) => ({
            before: order.map((i) => before[i] ?? 0),
            after: order.map((i) => after[i] ?? 0),
          })),
        );
        for (const [i, from] of order.entries())
          expect(Math.abs((permuted[i] ?? 0) - (closed[from] ?? 0))).toBeLessThanOrEqual(1e-9 * bound);
      }),
    );
  });

  it("scale with any of their factors", () => {
    fc.assert(
      fc.property(cellsOf(3, positive), positive, (cells, k) => {
        const times = cells.map(({ before, after }) => ({
          before: before.map((each, i) => (i === 1 ? each * k : each)),
          after: after.map((each, i) => (i === 1 ? each * k : each)),
        }));
        const [plain, scaled] = [productEffects(cells), productEffects(times)];
        for (const [i, each] of plain.entries())
          expect(Math.abs((scaled[i] ?? 0) - k * each)).toBeLessThanOrEqual(1e-9 * k * size(cells));
      }),
    );
  });

  it("by logarithmic means add up and multiply to the change", () => {
    fc.assert(
      fc.property(cellsOf(3, positive), (cells) => {
        const { additive, multiplicative } = lmdi(cells);
        expect(Math.abs(sum(additive) - change(cells))).toBeLessThanOrEqual(1e-9 * size(cells));
        const ratio = sum(cells.map(({ after }) => product(after))) / sum(cells.map(({ before }) => product(before)));
        expect(product(multiplicative) / ratio).toBeCloseTo(1, 7);
      }),
    );
  });

  it("name new and dropped items, and add up", () => {
    const item = fc.record({ before: value.map(Math.abs), after: value.map(Math.abs), old: positive, now: positive });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 8 }), (given) => {
        fc.pre(given.some(({ before }) => before > 1e-3));
        const items = given.map(({ before, after, old, now }) => ({
          quantityBefore: before,
          quantityAfter: after,
          priceBefore: before === 0 ? null : old,
          priceAfter: after === 0 ? null : now,
        }));
        const parts = priceMix(items);
        const of = (quantity: number, price: number | null) => quantity * (price ?? 0);
        const whole = sum(
          items.map((each) => of(each.quantityAfter, each.priceAfter) - of(each.quantityBefore, each.priceBefore)),
        );
        const bound = sum(Object.values(parts).map(Math.abs)) + Math.abs(whole);
        expect(Math.abs(sum(Object.values(parts)) - whole)).toBeLessThanOrEqual(1e-9 * bound + 1e-300);
      }),
    );
  });

  it("split a change of value into Fisher's price and quantity exactly", () => {
    const basket = fc.array(fc.tuple(positive, positive, positive, positive), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(basket, (rows) => {
        const column = (i: number) => rows.map((row) => row[i] ?? 0);
        const given = {
          priceBefore: column(0),
          priceAfter: column(1),
          quantityBefore: column(2),
          quantityAfter: column(3),
        };
        const values = [0, 1].map((i) => sum(rows.map((row) => (row[i] ?? 0) * (row[i + 2] ?? 0))));
        expect((fisher(given) * fisherQuantity(given)) / ((values[1] ?? 0) / (values[0] ?? 1))).toBeCloseTo(1, 9);
      }),
    );
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((whole, each) => whole + each, 0);
}

function close(found: readonly number[], expected: readonly number[], places: number): void {
  expect(found.length).toBe(expected.length);
  for (const [i, each] of expected.entries()) expect(found[i]).toBeCloseTo(each, places);
}
