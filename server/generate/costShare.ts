/**
 * The lines of families' plan years as columns of equal length, each family year together and in the order in which its
 * lines were decided. Money is whole cents.
 */
export interface DecidedLines {
  /** One number a family and plan year; the lines of one stand together. */
  familyYear: Float64Array;
  /** The member's place in the family, 0 to 31. */
  person: Int32Array;
  /**
   * What is done: 0 decide, 1 decide and keep for a reversal, 2 give back what the line of the same key took, 3 decide
   * as a family's first line and let nothing count: a person whom the administrator does not know.
   */
  kind: Int32Array;
  /** The claim line's number, the same on a line and its reversal. */
  lineKey: Float64Array;
  /** Allowed less what another plan paid. */
  owed: Int32Array;
  /** By the plan design. */
  copay: Int32Array;
  /** By the design of the year before, where it differs for this service; otherwise as `copay`. */
  copayBefore: Int32Array;
  /** What an erring administrator charges where no limit is near; otherwise as `copay`. */
  copayCharged: Int32Array;
  /** 1 where deductible and coinsurance apply to what the copay leaves. */
  shared: Int32Array;
  /** Whole per cent. */
  coinsurance: Int32Array;
  /** Index into `terms`. */
  terms: Int32Array;
}

/** Deductibles and out-of-pocket limits of a plan year, for each member and the family, in cents. */
export interface PlanTerms {
  deductibleMember: number;
  deductibleFamily: number;
  limitMember: number;
  limitFamily: number;
}

/** What each line comes to, in cents, in the order of the lines; a reversal's figures are those that it gives back. */
export interface CostShares {
  deductible: Int32Array;
  copay: Int32Array;
  coinsurance: Int32Array;
  /** What the member was charged beyond the design's copay, where the administrator erred; negative if less. */
  copayError: Int32Array;
  /** The member's share had `copayBefore` held all along; of reversals as of the others. */
  memberBefore: Int32Array;
}

const persons = 32;

/** What a family has paid so far in a plan year. */
class Accumulators {
  readonly deductible = new Int32Array(persons);
  readonly limit = new Int32Array(persons);
  familyDeductible = 0;
  familyLimit = 0;

  clear(): void {
    this.deductible.fill(0);
    this.limit.fill(0);
    this.familyDeductible = 0;
    this.familyLimit = 0;
  }

  add(person: number, deductible: number, share: number): void {
    this.deductible[person] = (this.deductible[person] as number) + deductible;
    this.limit[person] = (this.limit[person] as number) + share;
    this.familyDeductible += deductible;
    this.familyLimit += share;
  }
}

/** The last line decided; reused, since there are millions. */
const decision = { deductible: 0, copay: 0, coinsurance: 0 };

/**
 * Works out each line's cost share in the given order: the copay; then the deductible on what shares in it, up to what
 * the member and the family still owe of theirs; then coinsurance on the rest, rounded half up to the cent. Where the
 * out-of-pocket limit of member or family is reached, coinsurance is spared first, then the copay, then the deductible;
 * only what was paid counts towards deductible and limit. A reversal gives back what its line took, from then on.
 */
export function costShares(lines: DecidedLines, terms: PlanTerms[]): CostShares {
  const count = lines.familyYear.length;
  const result: CostShares = {
    deductible: new Int32Array(count),
    copay: new Int32Array(count),
    coinsurance: new Int32Array(count),
    copayError: new Int32Array(count),
    memberBefore: new Int32Array(count),
  };
  const actual = new Accumulators();
  const before = new Accumulators();
  const nothing = new Accumulators();
  const taken = new Map<number, number>();
  const deductibleBefore = new Map<number, number>();
  let family = Number.NaN;
  for (let at = 0; at < count; at += 1) {
    if (lines.familyYear[at] !== family) {
      family = lines.familyYear[at] as number;
      actual.clear();
      before.clear();
      taken.clear();
      deductibleBefore.clear();
    }
    const person = lines.person[at] as number;
    const kind = lines.kind[at] as number;
    const key = lines.lineKey[at] as number;
    if (kind === 2) {
      const original = taken.get(key);
      if (original === undefined) throw new Error("A reversal stands before its claim line.");
      for (const each of ["deductible", "copay", "coinsurance", "memberBefore"] as const) {
        result[each][at] = result[each][original] as number;
      }
      const deductible = result.deductible[at] as number;
      actual.add(
        person,
        -deductible,
        -(deductible + (result.copay[at] as number) + (result.coinsurance[at] as number)),
      );
      before.add(person, -(deductibleBefore.get(key) as number), -(result.memberBefore[at] as number));
      continue;
    }
    const own = terms[lines.terms[at] as number] as PlanTerms;
    const so = kind === 3 ? nothing : actual;
    const soBefore = kind === 3 ? nothing : before;
    const due = lines.copay[at] as number;
    let error = (lines.copayCharged[at] as number) - due;
    if (error !== 0 && nearLimit(lines, at, Math.max(due, due + error), own, so)) error = 0;
    decide(lines, at, due, own, so);
    const dueCopay = decision.copay;
    if (error !== 0) decide(lines, at, due + error, own, so);
    const { deductible, copay, coinsurance } = decision;
    result.deductible[at] = deductible;
    result.copay[at] = copay;
    result.coinsurance[at] = coinsurance;
    result.copayError[at] = copay - dueCopay;

    decide(lines, at, (lines.copayBefore[at] as number) + error, own, soBefore);
    const shareBefore = decision.deductible + decision.copay + decision.coinsurance;
    result.memberBefore[at] = shareBefore;
    if (kind === 3) continue;
    actual.add(person, deductible, deductible + copay + coinsurance);
    before.add(person, decision.deductible, shareBefore);
    if (kind === 1) {
      taken.set(key, at);
      deductibleBefore.set(key, decision.deductible);
    }
  }
  return result;
}

/** Whether a line of that copay could touch the out-of-pocket limit of the member or the family. */
function nearLimit(lines: DecidedLines, at: number, copay: number, terms: PlanTerms, so: Accumulators): boolean {
  const share = Math.min(copay, lines.owed[at] as number);
  return share >= roomLeft(lines.person[at] as number, terms, so);
}

function roomLeft(person: number, terms: PlanTerms, so: Accumulators): number {
  const member = terms.limitMember - (so.limit[person] as number);
  return Math.max(0, Math.min(member, terms.limitFamily - so.familyLimit));
}

function decide(lines: DecidedLines, at: number, designCopay: number, terms: PlanTerms, so: Accumulators): void {
  const owed = lines.owed[at] as number;
  const person = lines.person[at] as number;
  let copay = Math.max(0, Math.min(owed, designCopay));
  let deductible = 0;
  let coinsurance = 0;
  if (lines.shared[at] === 1) {
    const rest = owed - copay;
    const owing = Math.min(
      terms.deductibleMember - (so.deductible[person] as number),
      terms.deductibleFamily - so.familyDeductible,
    );
    deductible = Math.max(0, Math.min(rest, owing));
    coinsurance = Math.floor(((rest - deductible) * (lines.coinsurance[at] as number) + 50) / 100);
  }
  const room = roomLeft(person, terms, so);
  let spared = Math.max(0, copay + deductible + coinsurance - room);
  const fromCoinsurance = Math.min(spared, coinsurance);
  coinsurance -= fromCoinsurance;
  spared -= fromCoinsurance;
  const fromCopay = Math.min(spared, copay);
  copay -= fromCopay;
  deductible -= spared - fromCopay;
  decision.deductible = deductible;
  decision.copay = copay;
  decision.coinsurance = coinsurance;
}
