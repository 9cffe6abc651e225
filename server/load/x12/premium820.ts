import { at, day, isDay } from "./composite.ts";
import { Money } from "./money.ts";
import { personNumber } from "./personNumber.ts";
import type { Segment } from "./segments.ts";
import type { Row, SetContext, SetKind, SetReader } from "./setReader.ts";

const columns = [
  "payment_id",
  "line_number",
  "received_date",
  "payment_method",
  "remitter",
  "remitter_id",
  "payee",
  "subscriber_id",
  "person_id",
  "last_name",
  "first_name",
  "reference",
  "coverage_from",
  "coverage_to",
  "billed_amount",
  "received_amount",
  "adjustment_amount",
  "adjustment_reason",
  "data_source",
];

/** X12 820: a row for each remittance line of a premium payment. */
export function premium820(): SetKind {
  const stated = new Money();
  const received = new Money();
  return {
    table: "premium_receipt",
    columns,
    open: (context) => new PremiumReader(context, stated, received),
    notes: () =>
      stated.given && !stated.equals(received) ? [`the payment states ${stated}, its lines come to ${received}`] : [],
    control: () => (stated.given ? [["received_amount", stated.toString()]] : []),
    leftOut: () => [],
  };
}

const methods: Record<string, string> = {
  ACH: "transfer",
  CHK: "check",
  FWT: "wire",
  BOP: "bank's choice",
  SWT: "wire",
};

interface Line {
  fields: Row;
  adjusted: Money;
  reasons: string[];
}

class PremiumReader implements SetReader {
  readonly #context: SetContext;
  readonly #stated: Money;
  readonly #received: Money;
  readonly #payment: Row = {};
  #person: Row = {};
  #line: Line | null = null;
  #lines = 0;

  constructor(context: SetContext, stated: Money, received: Money) {
    this.#context = context;
    this.#stated = stated;
    this.#received = received;
  }

  take(segment: Segment): Row[] {
    const [first, second] = [at(segment, 1), at(segment, 2)];
    if (segment.id === "ENT") {
      const rows = this.end();
      const number = at(segment, 4);
      this.#person = number ? { subscriber_id: number, person_id: number } : {};
      return rows;
    }
    if (segment.id === "RMR") {
      const rows = this.end();
      this.#received.add(at(segment, 4));
      const fields = { reference: second, received_amount: at(segment, 4), billed_amount: at(segment, 5) };
      this.#line = { fields, adjusted: new Money(), reasons: [] };
      return rows;
    }
    if (segment.id === "NM1" && !this.#line) this.#name(segment);
    else if (segment.id === "ADX") this.#adjust(first, second);
    else if (segment.id === "DTM" && this.#line) this.#period(segment);
    else if (!this.#line) this.#header(segment);
    return [];
  }

  end(): Row[] {
    const line = this.#line;
    if (!line) return [];
    this.#line = null;
    this.#lines++;
    const adjusted = { adjustment_amount: line.adjusted.toString(), adjustment_reason: line.reasons.join(" ") };
    const common = { ...this.#payment, data_source: this.#context.sender };
    return [{ ...common, line_number: String(this.#lines), ...this.#person, ...line.fields, ...adjusted }];
  }

  #header(segment: Segment): void {
    const first = at(segment, 1);
    if (segment.id === "BPR") {
      this.#stated.add(at(segment, 2));
      this.#payment.payment_method = methods[at(segment, 4)] ?? at(segment, 4);
      if (isDay(at(segment, 16))) this.#payment.received_date = day(at(segment, 16));
    } else if (segment.id === "TRN") this.#payment.payment_id = at(segment, 2);
    else if (segment.id === "DTM" && ["009", "097", "405"].includes(first)) {
      this.#payment.received_date ??= day(at(segment, 2));
    } else if (segment.id === "N1" && first === "PE") this.#payment.payee = at(segment, 2) || at(segment, 4);
    else if (segment.id === "N1" && first === "PR") {
      Object.assign(this.#payment, { remitter: at(segment, 2), remitter_id: at(segment, 4) });
    }
  }

  #name(segment: Segment): void {
    const contract = at(segment, 9) || this.#person.subscriber_id || "";
    const names = { last_name: at(segment, 3), first_name: at(segment, 4) };
    const person_id = personNumber({ contract, isSubscriber: true, firstName: names.first_name });
    this.#person = { ...names, subscriber_id: contract, person_id };
  }

  /** An adjustment that no remittance line carries is a line of its own. */
  #adjust(amount: string, reason: string): void {
    this.#line ??= { fields: { received_amount: "0.00" }, adjusted: new Money(), reasons: [] };
    this.#line.adjusted.add(amount);
    this.#line.reasons.push(reason);
  }

  #period(segment: Segment): void {
    const range = at(segment, 6) || at(segment, 2);
    const [from = "", to = from] = range.split("-");
    if (this.#line) Object.assign(this.#line.fields, { coverage_from: day(from), coverage_to: day(to) });
  }
}
