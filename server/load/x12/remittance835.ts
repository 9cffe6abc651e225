import { paidColumns } from "./claimColumns.ts";
import { at, day, isDay } from "./composite.ts";
import { Money } from "./money.ts";
import { PaidClaim } from "./paidClaim.ts";
import type { Segment } from "./segments.ts";
import type { Row, SetContext, SetKind, SetReader } from "./setReader.ts";

/** What is counted over all remittances of a file. */
class Tally {
  readonly stated = new Money();
  readonly providers = new Money();
  readonly paid = new Money();
  remainders = 0;
  wholes = 0;
}

/** X12 835: a row for each line that was paid, and one more where the claim as a whole was adjusted. */
export function remittance835(): SetKind {
  const tally = new Tally();
  return {
    table: "medical_claim",
    columns: paidColumns,
    open: (context) => new RemittanceReader(context, tally),
    notes: () => notesOf(tally),
    // The payment is the claims' less the providers' own adjustments.
    control: () => (tally.stated.given ? [["paid_amount", tally.stated.toString()]] : []),
    leftOut: () => [],
  };
}

function notesOf({ remainders, wholes, providers, stated, paid }: Tally): string[] {
  const claims = (count: number) => `${count} ${count === 1 ? "claim" : "claims"}`;
  return [
    ...(remainders > 0 ? [`${claims(remainders)} adjusted as a whole: a line more holds what its lines do not`] : []),
    ...(wholes > 0 ? [`${claims(wholes)} without lines that come to its payment: one line for the whole claim`] : []),
    ...(providers.isZero
      ? []
      : [`adjustments of ${providers} between payer and provider (PLB) belong to no claim and are not loaded`]),
    ...(stated.given && !stated.equals(paid)
      ? [`the payment states claims of ${stated}, the claims come to ${paid}`]
      : []),
  ];
}

class RemittanceReader implements SetReader {
  readonly #context: SetContext;
  readonly #tally: Tally;
  #payer = "";
  #payee: Row = {};
  #payeeNow = false;
  #paidOn = "";
  #claim: PaidClaim | null = null;

  constructor(context: SetContext, tally: Tally) {
    this.#context = context;
    this.#tally = tally;
  }

  take(segment: Segment): Row[] {
    if (segment.id === "CLP") {
      const rows = this.end();
      this.#claim = new PaidClaim(segment, this.#common());
      return rows;
    }
    if (segment.id === "LX" || segment.id === "PLB") {
      if (segment.id === "PLB") this.#providerAdjustment(segment);
      return this.end();
    }
    if (this.#claim) this.#claim.take(segment);
    else this.#header(segment);
    return [];
  }

  end(): Row[] {
    const claim = this.#claim;
    if (!claim) return [];
    this.#claim = null;
    this.#tally.paid.add(claim.paid);
    const { footing } = claim;
    if (footing === "remainder") this.#tally.remainders++;
    if (footing === "claim") this.#tally.wholes++;
    return claim.rows();
  }

  #common(): Row {
    const { sender, date } = this.#context;
    return { payer: this.#payer, paid_date: this.#paidOn, data_source: sender, file_date: date, ...this.#payee };
  }

  #header(segment: Segment): void {
    const first = at(segment, 1);
    if (segment.id === "BPR") {
      this.#tally.stated.add(at(segment, 2));
      if (isDay(at(segment, 16))) this.#paidOn = day(at(segment, 16));
    } else if (segment.id === "DTM" && first === "405") this.#paidOn ||= day(at(segment, 2));
    else if (segment.id === "N1") {
      this.#payeeNow = first === "PE";
      if (first === "PR") this.#payer = at(segment, 2);
      if (first === "PE" && at(segment, 3) === "XX") this.#payee.billing_npi = at(segment, 4);
      if (first === "PE" && at(segment, 3) === "FI") this.#payee.billing_tin = at(segment, 4);
    } else if (segment.id === "REF" && first === "TJ" && this.#payeeNow) this.#payee.billing_tin = at(segment, 2);
  }

  #providerAdjustment(segment: Segment): void {
    for (let place = 4; place < segment.elements.length; place += 2) {
      this.#tally.providers.add(at(segment, place));
      this.#tally.stated.add(at(segment, place));
    }
  }
}
