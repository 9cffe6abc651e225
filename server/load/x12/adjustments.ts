import { at } from "./composite.ts";
import { Money } from "./money.ts";
import type { Segment } from "./segments.ts";
import type { Row } from "./setReader.ts";

/** What CAS segments take off a charge: the member's shares by kind, and the reasons of all the rest. */
export class Adjustments {
  readonly total = new Money();
  /** Deductible, coinsurance and copay, by their reason codes; made when there is one. */
  readonly #shares = new Map<string, Money>();
  readonly #reasons: string[] = [];

  take(segment: Segment): void {
    const group = at(segment, 1);
    for (let place = 2; place < segment.elements.length; place += 3) {
      const [reason, amount] = [at(segment, place), at(segment, place + 1)];
      if (reason === "") continue;
      this.total.add(amount);
      if (group === "PR" && /^[123]$/.test(reason)) this.#share(reason).add(amount);
      else this.#reasons.push(`${group}-${reason}`);
    }
  }

  /** Takes up what others hold. */
  with(others: Adjustments[]): this {
    for (const other of others) {
      this.total.addMoney(other.total);
      for (const [reason, share] of other.#shares) this.#share(reason).addMoney(share);
      this.#reasons.push(...other.#reasons);
    }
    return this;
  }

  get hasShares(): boolean {
    return [...this.#shares.values()].some((share) => !share.isZero);
  }

  /** What the plan paid and the member's shares together. */
  allowed(paid: string): string {
    const sum = new Money().add(paid);
    for (const share of this.#shares.values()) sum.addMoney(share);
    return sum.toString();
  }

  fields(): Row {
    const share = (reason: string) => this.#shares.get(reason)?.toString() || "0.00";
    return {
      deductible_amount: share("1"),
      coinsurance_amount: share("2"),
      copayment_amount: share("3"),
      adjustment_reason: this.#reasons.length > 1 ? [...new Set(this.#reasons)].join(" ") : (this.#reasons[0] ?? ""),
    };
  }

  #share(reason: string): Money {
    const held = this.#shares.get(reason) ?? new Money();
    this.#shares.set(reason, held);
    return held;
  }
}
