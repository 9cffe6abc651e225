import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costShares, type DecidedLines, type PlanTerms } from "./costShare.ts";

interface Line {
  familyYear?: number;
  person?: number;
  kind?: number;
  lineKey?: number;
  owed: number;
  copay?: number;
  copayBefore?: number;
  copayCharged?: number;
  shared?: number;
  coinsurance?: number;
  terms?: number;
}

const terms: PlanTerms[] = [
  { deductibleMember: 500_00, deductibleFamily: 1000_00, limitMember: 3000_00, limitFamily: 6000_00 },
  { deductibleMember: 500_00, deductibleFamily: 500_00, limitMember: 600_00, limitFamily: 700_00 },
];

function decided(lines: Line[]): DecidedLines {
  const ints = (of: (line: Line, at: number) => number) => Int32Array.from(lines, of);
  return {
    familyYear: Float64Array.from(lines, (line) => line.familyYear ?? 1),
    person: ints((line) => line.person ?? 0),
    kind: ints((line) => line.kind ?? 0),
    lineKey: Float64Array.from(lines, (line, at) => line.lineKey ?? at),
    owed: ints((line) => line.owed),
    copay: ints((line) => line.copay ?? 0),
    copayBefore: ints((line) => line.copayBefore ?? line.copay ?? 0),
    copayCharged: ints((line) => line.copayCharged ?? line.copay ?? 0),
    shared: ints((line) => line.shared ?? 1),
    coinsurance: ints((line) => line.coinsurance ?? 20),
    terms: ints((line) => line.terms ?? 0),
  };
}

/** Deductible, copay and coinsurance of each line. */
function shares(lines: Line[]): [number, number, number][] {
  const { deductible, copay, coinsurance } = costShares(decided(lines), terms);
  return lines.map((_, at) => [deductible[at] ?? -1, copay[at] ?? -1, coinsurance[at] ?? -1]);
}

describe("costShares", () => {
  it("takes the deductible first and coinsurance on the rest, half a cent upwards", () => {
    expect(shares([{ owed: 400_00 }, { owed: 300_00 }, { owed: 12 }, { owed: 13 }])).toEqual([
      [400_00, 0, 0],
      [100_00, 0, 40_00],
      [0, 0, 2],
      [0, 0, 3],
    ]);
    expect(shares([{ owed: 500_00 }, { owed: 2_50, coinsurance: 1 }])[1]).toEqual([0, 0, 3]);
  });

  it("takes a copay, and no more of it than is owed", () => {
    expect(
      shares([
        { owed: 90_00, copay: 25_00, shared: 0 },
        { owed: 10_00, copay: 25_00, shared: 0 },
      ]),
    ).toEqual([
      [0, 25_00, 0],
      [0, 10_00, 0],
    ]);
  });

  it("stops a member's deductible at the family's", () => {
    const family = [0, 1, 2].map((person) => ({ person, owed: 500_00 }));
    expect(shares(family)).toEqual([
      [500_00, 0, 0],
      [500_00, 0, 0],
      [0, 0, 100_00],
    ]);
  });

  it("begins anew with each family year", () => {
    expect(shares([{ owed: 500_00 }, { familyYear: 2, owed: 500_00 }])[1]).toEqual([500_00, 0, 0]);
  });

  it("spares coinsurance, then the copay, then the deductible at the limit", () => {
    const tight = { terms: 1, coinsurance: 50 };
    expect(shares([{ ...tight, owed: 900_00 }])).toEqual([[500_00, 0, 100_00]]);
    expect(
      shares([
        { ...tight, owed: 580_00, copay: 580_00, shared: 0 },
        { ...tight, owed: 100_00 },
      ])[1],
    ).toEqual([20_00, 0, 0]);
    expect(
      shares([
        { ...tight, owed: 590_00, copay: 590_00, shared: 0 },
        { ...tight, owed: 30_00, copay: 30_00 },
      ])[1],
    ).toEqual([0, 10_00, 0]);
  });

  it("credits the family's deductible with what was paid only, where a member's limit binds first", () => {
    // The first member reaches the limit by copays, so only 20 of the next 500 count; the second still owes 480.
    const lines = [
      { terms: 1, owed: 580_00, copay: 580_00, shared: 0 },
      { terms: 1, owed: 500_00 },
      { terms: 1, person: 1, owed: 50_00 },
    ];
    expect(shares(lines)).toEqual([
      [0, 580_00, 0],
      [20_00, 0, 0],
      [50_00, 0, 0],
    ]);
  });

  it("gives back what a reversed line took, from the reversal on", () => {
    const lines = [
      { kind: 1, lineKey: 7, owed: 500_00 },
      { owed: 100_00 },
      { kind: 2, lineKey: 7, owed: 500_00 },
      { owed: 600_00 },
    ];
    expect(shares(lines)).toEqual([
      [500_00, 0, 0],
      [0, 0, 20_00],
      [500_00, 0, 0],
      [500_00, 0, 20_00],
    ]);
  });

  it("lets nothing count of a person whom nobody knows", () => {
    expect(shares([{ owed: 300_00 }, { kind: 3, owed: 400_00 }, { owed: 300_00 }])).toEqual([
      [300_00, 0, 0],
      [400_00, 0, 0],
      [200_00, 0, 20_00],
    ]);
  });

  it("charges a wrong copay where no limit is near, and says by how much it is wrong", () => {
    const wrong = { owed: 90_00, copay: 40_00, copayCharged: 25_00, shared: 0 };
    const result = costShares(decided([wrong, { ...wrong, copayCharged: 60_00 }]), terms);
    expect([...result.copay]).toEqual([25_00, 60_00]);
    expect([...result.copayError]).toEqual([-15_00, 20_00]);
    const near = costShares(
      decided([
        { owed: 570_00, copay: 570_00, shared: 0, terms: 1 },
        { ...wrong, terms: 1 },
      ]),
      terms,
    );
    expect([...near.copay]).toEqual([570_00, 30_00]);
    expect(near.copayError[1]).toBe(0);
  });

  it("keeps the design before in accumulators of its own", () => {
    const emergency = { owed: 800_00, copay: 300_00, copayBefore: 150_00, shared: 0, terms: 1 };
    const result = costShares(decided([emergency, emergency, emergency]), terms);
    expect([...result.copay]).toEqual([300_00, 300_00, 0]);
    expect([...result.memberBefore]).toEqual([150_00, 150_00, 150_00]);
  });

  it("never takes more than is owed, nor more of a member or family than deductible and limit", () => {
    const line = fc.record({
      person: fc.integer({ min: 0, max: 3 }),
      owed: fc.integer({ min: 0, max: 4000_00 }),
      copay: fc.constantFrom(0, 25_00, 300_00),
      shared: fc.constantFrom(0, 1),
      coinsurance: fc.constantFrom(0, 12, 33),
      terms: fc.constant(1),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
        const byPerson = [0, 0, 0, 0];
        const deductibles = [0, 0, 0, 0];
        for (const [at, [deductible, copay, coinsurance]] of shares(lines).entries()) {
          const { person, owed } = lines[at] as (typeof lines)[number];
          expect(Math.min(deductible, copay, coinsurance)).toBeGreaterThanOrEqual(0);
          expect(deductible + copay + coinsurance).toBeLessThanOrEqual(owed);
          byPerson[person] = (byPerson[person] ?? 0) + deductible + copay + coinsurance;
          deductibles[person] = (deductibles[person] ?? 0) + deductible;
        }
        expect(Math.max(...byPerson)).toBeLessThanOrEqual(600_00);
        expect(byPerson.reduce((a, b) => a + b)).toBeLessThanOrEqual(700_00);
        expect(deductibles.reduce((a, b) => a + b)).toBeLessThanOrEqual(500_00);
      }),
    );
  });
});
