import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CellEffects, pmpmChange, type ServiceCell } from "./pmpmChange.ts";

interface Code {
  services: [number, number];
  price: [number, number];
}

/** A cell of codes and groups; the groups share the dollars by `weights`. */
function cellOf(
  codes: Code[],
  share: [number, number],
  members: [number, number][],
  weights: [number, number][],
): ServiceCell {
  const sum = (of: (code: Code) => number) => codes.reduce((total, code) => total + of(code), 0);
  const priced = [0, 1].map((i) => sum(({ services, price }) => (services[i] ?? 0) * (price[i] ?? 0)));
  const alone = (i: number) => codes.filter(({ services }) => services[1 - i] === 0);
  const only = (i: number) => ({
    services: alone(i).reduce((total, { services }) => total + (services[i] ?? 0), 0),
    priced: alone(i).reduce((total, { services, price }) => total + (services[i] ?? 0) * (price[i] ?? 0), 0),
  });
  const cross = (i: number) =>
    sum(({ services, price }) => (services[i] ?? 0) * (price[services[1 - i] === 0 ? i : 1 - i] ?? 0));
  const total = [0, 1].map((i) => weights.reduce((all, each) => all + (each[i] ?? 0), 0));
  const part = (n: number, i: number) => ((priced[i] ?? 0) * (weights[n]?.[i] ?? 0)) / (total[i] || 1);
  return {
    services: [sum(({ services }) => services[0]), sum(({ services }) => services[1])],
    priced: [priced[0] ?? 0, priced[1] ?? 0],
    paid: [(priced[0] ?? 0) * share[0], (priced[1] ?? 0) * share[1]],
    crossPriced: [cross(0), cross(1)],
    added: only(1),
    dropped: only(0),
    groups: members.map((each, n) => ({ members: each, priced: [part(n, 0), part(n, 1)] })),
  };
}

const none: CellEffects = { price: 0, use: 0, mix: 0, added: 0, demography: 0, planShare: 0 };
const same: [number, number][] = [[100, 100]];
const close = (found: CellEffects, expected: Partial<CellEffects>) => {
  for (const [name, value] of Object.entries({ ...none, ...expected }))
    expect(found[name as keyof CellEffects], name).toBeCloseTo(value, 10);
};

describe("the change of cost for each member", () => {
  it("is price where prices alone rise", () => {
    const cell = cellOf([{ services: [50, 50], price: [10, 11] }], [0.8, 0.8], same, [[1, 1]]);
    close(pmpmChange(cell, [100, 100]), { price: 0.4 });
  });

  it("is use where each member has more of the same", () => {
    const cell = cellOf([{ services: [50, 60], price: [10, 10] }], [0.8, 0.8], same, [[1, 1]]);
    close(pmpmChange(cell, [100, 100]), { use: 0.8 });
  });

  it("is mix where services move to a dearer code", () => {
    const codes: Code[] = [
      { services: [30, 20], price: [10, 10] },
      { services: [20, 30], price: [20, 20] },
    ];
    close(pmpmChange(cellOf(codes, [1, 1], same, [[1, 1]]), [100, 100]), { mix: 1 });
  });

  it("is new services where they go to a code of this period alone", () => {
    const codes: Code[] = [
      { services: [50, 40], price: [10, 10] },
      { services: [0, 10], price: [0, 30] },
    ];
    const found = pmpmChange(cellOf(codes, [1, 1], same, [[1, 1]]), [100, 100]);
    expect(found.price).toBeCloseTo(0, 10);
    expect(found.added + found.mix).toBeCloseTo(2, 10);
    expect(found.added).toBeGreaterThan(1.5);
  });

  it("is plan share where the plan pays a larger part", () => {
    const cell = cellOf([{ services: [50, 50], price: [10, 10] }], [0.8, 0.9], same, [[1, 1]]);
    close(pmpmChange(cell, [100, 100]), { planShare: 0.5 });
  });

  it("is demography where the old alone become more", () => {
    /* 1 a member under 50, 3 above; half and half before, a quarter and three quarters after */
    const members: [number, number][] = [
      [50, 25],
      [50, 75],
    ];
    const weights: [number, number][] = [
      [50, 25],
      [150, 225],
    ];
    const cell = cellOf([{ services: [200, 250], price: [10, 10] }], [1, 1], members, weights);
    close(pmpmChange(cell, [100, 100]), { demography: 5 });
  });

  it("is all new where nobody had any before", () => {
    const cell = cellOf([{ services: [0, 5], price: [0, 10] }], [1, 1], same, [[0, 1]]);
    close(pmpmChange(cell, [100, 100]), { added: 0.5 });
  });

  it("adds up whatever happens", () => {
    const number = fc.oneof(
      { weight: 1, arbitrary: fc.constant(0) },
      { weight: 4, arbitrary: fc.double({ min: 0.1, max: 1e4, noNaN: true }) },
    );
    const positive = fc.double({ min: 0.1, max: 1e4, noNaN: true });
    const code = fc.record({ services: fc.tuple(number, number), price: fc.tuple(positive, positive) });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const group = fc.tuple(fc.tuple(number, number), fc.tuple(number, number));
    const codes = fc.array(code, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        codes,
        fc.tuple(share, share),
        fc.array(group, { minLength: 1, maxLength: 4 }),
        (given, shares, groups) => {
          const members = groups.map(([each]) => each);
          const totals = [0, 1].map((i) => members.reduce((sum, each) => sum + (each[i] ?? 0), 0)) as [number, number];
          fc.pre(totals[0] > 0 && totals[1] > 0);
          const cell = cellOf(
            given,
            shares,
            members,
            groups.map(([, weight]) => weight),
          );
          const effects = Object.values(pmpmChange(cell, totals));
          const change = cell.paid[1] / totals[1] - cell.paid[0] / totals[0];
          const bound = effects.reduce((sum, each) => sum + Math.abs(each), Math.abs(change));
          expect(Math.abs(effects.reduce((sum, each) => sum + each, 0) - change)).toBeLessThanOrEqual(
            1e-9 * bound + 1e-300,
          );
        },
      ),
    );
  });
});
