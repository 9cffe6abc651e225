/** Why dollars that a name promises may be others. */
export interface Doubt {
  /** What is left of the sureness. */
  factor: number;
  note: string;
}

/** Of two columns in a row, which cannot be below the other. */
const ordered: [less: string, more: string][] = [
  ["paid_amount", "allowed_amount"],
  ["paid_amount", "charge_amount"],
  ["allowed_amount", "charge_amount"],
  ["copayment_amount", "allowed_amount"],
  ["deductible_amount", "allowed_amount"],
  ["coinsurance_amount", "allowed_amount"],
];

/** Looks at dollars row by row: what is paid is no more than what is allowed, and that no more than what is charged. */
export function moneyDoubts(columns: { target: string; numbers: (number | null)[] }[]): Map<string, Doubt> {
  const numbers = new Map(columns.map(({ target, numbers }) => [target, numbers]));
  const doubts = new Map<string, Doubt>();
  for (const [less, more] of ordered) {
    const pairs = (numbers.get(less) ?? []).flatMap((low, row) => {
      const high = numbers.get(more)?.[row];
      return low === null || high === null || high === undefined ? [] : [[Math.abs(low), Math.abs(high)] as const];
    });
    if (pairs.length < 5) continue;
    const broken = pairs.filter(([low, high]) => low > high + 0.005).length / pairs.length;
    if (broken <= 0.1) continue;
    for (const target of [less, more]) {
      doubts.set(target, {
        factor: broken > 0.4 ? 0.6 : 0.8,
        note: `${less} is above ${more} in ${Math.round(broken * 100)}% of the sample`,
      });
    }
  }
  return doubts;
}
