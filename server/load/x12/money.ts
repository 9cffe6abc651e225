/** Exact sums of decimal text, in hundredths. */
export class Money {
  #cents = 0n;
  #given = false;

  /** Adds an amount; what is none is left out. */
  add(text: string, sign = 1n): this {
    const found = cents(text);
    if (found !== null) {
      this.#cents += sign * found;
      this.#given = true;
    }
    return this;
  }

  get given(): boolean {
    return this.#given;
  }

  get isZero(): boolean {
    return this.#cents === 0n;
  }

  equals(other: Money): boolean {
    return this.#cents === other.#cents;
  }

  /** `12.50`; empty where nothing was added. */
  toString(): string {
    if (!this.#given) return "";
    const digits = (this.#cents < 0n ? -this.#cents : this.#cents).toString().padStart(3, "0");
    return `${this.#cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  }
}

/** X12 writes `150`, `150.5`, `.5` and `-3.25`. */
function cents(text: string): bigint | null {
  const found = /^([-+]?)(\d*)(?:\.(\d{0,2})0*)?$/.exec(text.trim());
  if (!found || !/\d/.test(text)) return null;
  const [, sign, whole, part = ""] = found;
  const value = BigInt(whole || "0") * 100n + BigInt(part.padEnd(2, "0") || "0");
  return sign === "-" ? -value : value;
}
