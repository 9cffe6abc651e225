/** The same groups in two populations: their sizes, in any unit, and their rates. */
export interface KitagawaGroup {
  sizeBefore: number;
  sizeAfter: number;
  rateBefore: number;
  rateAfter: number;
}

/**
 * Kitagawa's decomposition of the difference of two crude rates: what the groups' shares do at their mean rates, and
 * what their rates do at their mean shares. `composition` + `rate` = crude rate after − crude rate before.
 * @throws RangeError where a population has no size.
 * Source: E. M. Kitagawa, Components of a Difference Between Two Rates, J. Am. Stat. Assoc. 50, 1955.
 */
export function kitagawa(groups: readonly KitagawaGroup[]): { composition: number; rate: number } {
  const before = groups.reduce((sum, each) => sum + each.sizeBefore, 0);
  const after = groups.reduce((sum, each) => sum + each.sizeAfter, 0);
  if (!(before > 0 && after > 0)) throw new RangeError("both populations must have a size above zero");
  let [composition, rate] = [0, 0];
  for (const { sizeBefore, sizeAfter, rateBefore, rateAfter } of groups) {
    const [shareBefore, shareAfter] = [sizeBefore / before, sizeAfter / after];
    composition += ((shareAfter - shareBefore) * (rateBefore + rateAfter)) / 2;
    rate += ((rateAfter - rateBefore) * (shareBefore + shareAfter)) / 2;
  }
  return { composition, rate };
}
