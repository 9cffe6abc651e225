/** An item's quantity for each member and its price in two periods; the price is null where there was none of it. */
export interface PricedItem {
  quantityBefore: number;
  quantityAfter: number;
  priceBefore: number | null;
  priceAfter: number | null;
}

export interface PriceMix {
  /** All quantities growing alike, at the prices of before. */
  use: number;
  /** Items of both periods growing otherwise than all do. */
  mix: number;
  /** What items cost that there were none of before. */
  added: number;
  /** What items had cost that there are none of any more, as a negative number, as if they had grown like all. */
  dropped: number;
  /** Other prices for the quantities of after. */
  price: number;
}

/**
 * Price and mix with new and dropped items: use = (U₁ ÷ U₀ − 1) × value before; mix = Σ (u₁ − u₀ U₁ ÷ U₀) p₀ over items
 * of both periods; added = Σ u₁ p₁ of new ones; dropped = −Σ u₀ p₀ U₁ ÷ U₀ of those gone; price = Σ u₁ (p₁ − p₀).
 * Together they are the change of value, without remainder.
 * @throws RangeError where nothing was used before, or an item of a period has no price.
 */
export function priceMix(items: readonly PricedItem[]): PriceMix {
  const before = items.reduce((sum, each) => sum + each.quantityBefore, 0);
  const after = items.reduce((sum, each) => sum + each.quantityAfter, 0);
  if (!(before > 0)) throw new RangeError("there must be some quantity before");
  const growth = after / before;
  const parts: PriceMix = { use: 0, mix: 0, added: 0, dropped: 0, price: 0 };
  for (const { quantityBefore, quantityAfter, priceBefore, priceAfter } of items) {
    if ((quantityBefore !== 0 && priceBefore === null) || (quantityAfter !== 0 && priceAfter === null))
      throw new RangeError("an item that is used must have a price");
    const [old, now] = [priceBefore ?? 0, priceAfter ?? 0];
    parts.use += (growth - 1) * quantityBefore * old;
    if (quantityBefore === 0) parts.added += quantityAfter * now;
    else if (quantityAfter === 0) parts.dropped -= quantityBefore * growth * old;
    else {
      parts.mix += (quantityAfter - quantityBefore * growth) * old;
      parts.price += quantityAfter * (now - old);
    }
  }
  return parts;
}
