import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { professional } from "./rows.ts";
import { type Row, TinyPlan } from "./tinyPlan.ts";

const plans: TinyPlan[] = [];
afterAll(async () => {
  for (const plan of plans) await plan.close();
});

/** One line of a version of a claim, before it is written in a vendor's style. */
interface VersionLine {
  claim: number;
  version: number;
  kind: "original" | "reversal" | "adjustment";
  line: number;
  cents: number;
  month: number;
}

const month = (n: number) => `2024-${String(n).padStart(2, "0")}`;
const dollars = (cents: number) => (cents / 100).toFixed(2);
const root = (claim: number) => `K${1000 + claim}`;

/** How vendors write the versions of a claim: under which number, and what they call them. */
const styles: Record<string, (line: VersionLine, named: "first" | "before") => Row> = {
  "new ids": ({ claim, version, kind }, named) => {
    const id = (n: number) => (n === 1 ? root(claim) : `N${claim}-${n}`);
    return {
      claim_id: id(version),
      original_claim_id: version === 1 ? null : named === "first" ? root(claim) : id(version - 1),
      line_type: kind,
    };
  },
  "one id": ({ claim, version, kind }) => ({ claim_id: root(claim), line_type: kind, claim_version: version }),
  suffixes: ({ claim, version, kind }) => ({
    claim_id: version === 1 ? root(claim) : `${root(claim)}${version - 1}`,
    line_type: kind,
  }),
  "bare negatives": ({ claim }) => ({ claim_id: root(claim) }),
};

interface Drawn {
  lines: number[];
  changes: { lines: number[] | null }[];
  named: "first" | "before";
}

const amount = fc.integer({ min: 1, max: 6 }).map((tens) => tens * 1000 + 25);
const lines = fc.array(amount, { minLength: 1, maxLength: 3 });
const drawnClaim: fc.Arbitrary<Drawn> = fc.record({
  lines,
  // Decided anew with more, fewer or other lines; or taken back for good.
  changes: fc.array(fc.record({ lines: fc.option(lines, { freq: 4 }) }), { maxLength: 3 }),
  named: fc.constantFrom("first", "before"),
});

/** Every version that a claim went through, and the lines that stand in the end. */
function history({ lines, changes }: Drawn, claim: number): { versions: VersionLine[]; final: VersionLine[] } {
  let version = 1;
  let standing = lines.map(
    (cents, at): VersionLine => ({ claim, version, kind: "original", line: at + 1, cents, month: 2 }),
  );
  const versions = [...standing];
  for (const [at, change] of changes.entries()) {
    if (standing.length === 0) break;
    const month = 3 + at;
    version += 1;
    versions.push(
      ...standing.map((line): VersionLine => ({ ...line, version, kind: "reversal", cents: -line.cents, month })),
    );
    version += 1;
    const anew = change.lines ?? [];
    standing = anew.map((cents, n): VersionLine => ({ claim, version, kind: "adjustment", line: n + 1, cents, month }));
    versions.push(...standing);
  }
  return { versions, final: standing };
}

function written(line: VersionLine, style: string, named: Drawn["named"]): Row {
  const { claim, cents } = line;
  return professional("", `${style} ${claim}`, `2024-01-${String((claim % 28) + 1).padStart(2, "0")}`, {
    claim_line_number: line.line,
    data_source: style,
    hcpcs_code: "99213",
    adjudicated_date: `${month(line.month)}-10`,
    paid_date: `${month(line.month)}-12`,
    paid_amount: dollars(cents),
    allowed_amount: dollars(cents * 2),
    charge_amount: dollars(cents * 3),
    ...styles[style]?.(line, named),
  });
}

/** An order that a seed draws: versions come in any order, and in any load. */
function shuffled<T>(rows: T[], seed: number): T[] {
  return rows
    .map((row, at) => ({ row, key: (((at + 1) * 2654435761) ^ (seed * 40503)) >>> 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row);
}

it("every style of reversing gives the dollars of all versions and the lines that stand, whichever comes first", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(drawnClaim, { minLength: 15, maxLength: 30 }),
      fc.nat(),
      fc.nat(2),
      async (claims, seed, laterLoad) => {
        const histories = claims.map((drawn, at) => ({ named: drawn.named, ...history(drawn, at) }));
        const rows = shuffled(
          histories.flatMap(({ versions, named }) =>
            versions.flatMap((line) => Object.keys(styles).map((style) => written(line, style, named))),
          ),
          seed,
        );
        const cut = Math.ceil((rows.length * laterLoad) / 2);
        const loads = [rows.slice(0, cut), rows.slice(cut)].filter((load) => load.length > 0);
        const plan = await TinyPlan.build(loads.map((medical_claim) => ({ medical_claim })));
        plans.push(plan);
        const versions = histories.flatMap((each) => each.versions);
        const final = histories.flatMap((each) => each.final);
        const paid = (of: VersionLine[]) => of.reduce((sum, { cents }) => sum + cents, 0);
        const months = [...new Set(versions.map((line) => line.month))].sort();
        for (const style of Object.keys(styles)) {
          const source = `data_source = '${style}'`;
          const stands = await plan.query(
            `select claim_root, claim_line_number, paid_amount from core.medical_claim where ${source} order by all`,
          );
          const expected = final.map(({ claim, line, cents }) => [root(claim), String(line), dollars(cents)]);
          expect(stands, style).toEqual(expected.sort((a, b) => (a.join(" ") < b.join(" ") ? -1 : 1)));
          // Paid basis: each version in its month. Incurred basis: all in the month of the service.
          expect(
            await plan.query(
              `select month(paid_month), sum(paid) from marts.cost_month join marts.person using (person_key) where starts_with(person_id, '${style}') group by 1 order by 1`,
            ),
            style,
          ).toEqual(months.map((n) => [String(n), dollars(paid(versions.filter((line) => line.month === n)))]));
          expect(
            await plan.query(
              `select month(incurred_month), sum(paid) from marts.cost_month join marts.person using (person_key) where starts_with(person_id, '${style}') group by 1`,
            ),
            style,
          ).toEqual([["1", dollars(paid(final))]]);
          expect(
            await plan.query(`select count(distinct claim_root) from core.medical_claim_version where ${source}`),
          ).toEqual([[String(claims.length)]]);
        }
      },
    ),
    { numRuns: 3 },
  );
});
