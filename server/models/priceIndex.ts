import { logMean } from "./logMean.ts";

/** What was bought in two periods: prices above zero and quantities of the same items, in the same order. */
export interface Basket {
  priceBefore: readonly number[];
  priceAfter: readonly number[];
  quantityBefore: readonly number[];
  quantityAfter: readonly number[];
}

/** Price now over price before of the basket of before. */
export function laspeyres({ priceBefore, priceAfter, quantityBefore }: Basket): number {
  return dot(priceAfter, quantityBefore) / dot(priceBefore, quantityBefore);
}

/** Price now over price before of the basket of now. */
export function paasche({ priceBefore, priceAfter, quantityAfter }: Basket): number {
  return dot(priceAfter, quantityAfter) / dot(priceBefore, quantityAfter);
}

/** √(Laspeyres × Paasche): with the quantity index of the same form it multiplies to the ratio of values. */
export function fisher(basket: Basket): number {
  return Math.sqrt(laspeyres(basket) * paasche(basket));
}

/** Fisher's quantity index: prices and quantities change places. */
export function fisherQuantity({ priceBefore, priceAfter, quantityBefore, quantityAfter }: Basket): number {
  return fisher({
    priceBefore: quantityBefore,
    priceAfter: quantityAfter,
    quantityBefore: priceBefore,
    quantityAfter: priceAfter,
  });
}

/** Geometric mean of the price ratios, weighed by the mean of the shares of value before and now. */
export function tornqvist(basket: Basket): number {
  const [before, after] = shares(basket);
  return geometric(
    basket,
    before.map((share, i) => (share + (after[i] ?? 0)) / 2),
  );
}

/** Geometric mean of the price ratios, weighed by the logarithmic means of the shares (Sato–Vartia, LMDI-II). */
export function satoVartia(basket: Basket): number {
  const [before, after] = shares(basket);
  return geometric(basket, scaled(before.map((share, i) => shareMean(share, after[i] ?? 0))));
}

/**
 * What each item adds to Fisher's price index less one: the index as an arithmetic mean of the price ratios, whose
 * weights come from Laspeyres' and Paasche's brought to weights of a geometric mean and averaged there.
 * Source: M. B. Reinsdorf, W. E. Diewert, C. Ehemann, Additive decompositions for Fisher, Törnqvist and geometric mean
 * indexes, J. of Economic and Social Measurement 28, 2002, section 6.
 */
export function fisherContributions(basket: Basket): number[] {
  const ratios = basket.priceAfter.map((price, i) => price / (basket.priceBefore[i] ?? Number.NaN));
  const [before, after] = shares(basket);
  const [low, high, mean] = [laspeyres(basket), paasche(basket), fisher(basket)];
  const ofLaspeyres = scaled(before.map((share, i) => share * logMean(ratios[i] ?? 1, low)));
  const ofPaasche = scaled(after.map((share, i) => share * logMean(1 / (ratios[i] ?? 1), 1 / high)));
  const both = ofLaspeyres.map((weight, i) => (weight + (ofPaasche[i] ?? 0)) / 2);
  const weights = scaled(both.map((weight, i) => weight / logMean(ratios[i] ?? 1, mean)));
  return weights.map((weight, i) => weight * ((ratios[i] ?? 1) - 1));
}

/** Shares of value before and now. */
function shares({ priceBefore, priceAfter, quantityBefore, quantityAfter }: Basket): [number[], number[]] {
  const value = (prices: readonly number[], quantities: readonly number[]) =>
    scaled(prices.map((price, i) => price * (quantities[i] ?? 0)));
  return [value(priceBefore, quantityBefore), value(priceAfter, quantityAfter)];
}

function shareMean(a: number, b: number): number {
  return a > 0 && b > 0 ? logMean(a, b) : 0;
}

function geometric({ priceBefore, priceAfter }: Basket, weights: readonly number[]): number {
  return Math.exp(
    weights.reduce((sum, weight, i) => sum + weight * Math.log((priceAfter[i] ?? 0) / (priceBefore[i] ?? 0)), 0),
  );
}

function scaled(values: readonly number[]): number[] {
  const whole = values.reduce((sum, each) => sum + each, 0);
  return values.map((each) => each / whole);
}

/** @throws RangeError where the items are not the same. */
function dot(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new RangeError("prices and quantities must be of the same items");
  return a.reduce((sum, each, i) => sum + each * (b[i] ?? 0), 0);
}
