import { at } from "./composite.ts";
import { Money } from "./money.ts";
import type { Segment } from "./segments.ts";
import type { Row } from "./setReader.ts";

/** What CAS segments take off a charge: the member's shares by kind, and the reasons of all the rest. */
export class Adjustments {
  readonly total = new Money();
  readonly #shares: Record<string, Money> = { "1": new Money(), "2": new Money(), "3": new Money() };
  readonly #reasons: string[] = [];

  take(segment: Segment): void {
    const group = at(segment, 1);
    for (let place = 2; place < segment.elements.length; place += 3) {
      const [reason, amount] = [at(segment, place), at(segment, place + 1)];
      if (reason === "") continue;
      this.total.add(amount);
      const share = group === "PR" ? this.#shares[reason] : undefined;
      if (share) share.add(amount);
      else this.#reasons.push(`${group}-${reason}`);
    }
  }

  /** Takes up what others hold. */
  with(others: Adjustments[]): this {
    for (const other of others) {
      this.total.add(other.total.toString());
      for (const [reason, share] of Object.entries(other.#shares)) this.#shares[reason]?.add(share.toString());
      this.#reasons.push(...other.#reasons);
    }
    return this;
  }

  get hasShares(): boolean {
    return Object.values(this.#shares).some((share) => !share.isZero);
  }

  /** What the plan paid and the member's shares together. */
  allowed(paid: string): string {
    const sum = new Money().add(paid);
    for (const share of Object.values(this.#shares)) sum.add(share.toString());
    return sum.toString();
  }

  fields(): Row {
    const share = (reason: string) => this.#shares[reason]?.toString() || "0.00";
    return {
      deductible_amount: share("1"),
      coinsurance_amount: share("2"),
      copayment_amount: share("3"),
      adjustment_reason: [...new Set(this.#reasons)].join(" "),
    };
  }
}
