/** Exact sums of decimal text, in whole cents, up to ninety trillion dollars. */
export class Money {
  #cents = 0;
  #given = false;

  /** Adds an amount; what is none is left out. */
  add(text: string, sign = 1): this {
    const found = cents(text);
    if (found !== null) {
      this.#cents += sign * found;
      this.#given = true;
    }
    return this;
  }

  addMoney(other: Money, sign = 1): this {
    this.#cents += sign * other.#cents;
    this.#given ||= other.#given;
    return this;
  }

  get given(): boolean {
    return this.#given;
  }

  get isZero(): boolean {
    return this.#cents === 0;
  }

  equals(other: Money): boolean {
    return this.#cents === other.#cents;
  }

  /** `12.50`; empty where nothing was added. */
  toString(): string {
    if (!this.#given) return "";
    const digits = String(Math.abs(this.#cents)).padStart(3, "0");
    return `${this.#cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  }
}

const written = /^[-+]?(?:\d+\.?\d{0,2}|\.\d{1,2})0*$/;

/** X12 writes `150`, `150.5`, `.5` and `-3.25`. */
function cents(text: string): number | null {
  const found = text.trim();
  if (!written.test(found) || !/^[-+]?\d*(\.\d{0,2}0*)?$/.test(found)) return null;
  return Math.round(Number(found) * 100);
}
