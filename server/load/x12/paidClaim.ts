import { Adjustments } from "./adjustments.ts";
import { at, day } from "./composite.ts";
import { Money } from "./money.ts";
import { type Party, partyOf } from "./party.ts";
import { personNumber } from "./personNumber.ts";
import { procedure, revenueCode } from "./procedure.ts";
import type { Segment } from "./segments.ts";
import type { Row } from "./setReader.ts";

interface Line {
  charge: string;
  paid: string;
  fields: Row;
  allowed: string;
  from: string;
  to: string;
  adjustments: Adjustments;
}

/** How the amounts of a claim stand to those of its lines. */
export type Footing = "lines" | "remainder" | "claim";

/** One claim of an 835, from CLP to the next claim. */
export class PaidClaim {
  readonly #clp: Segment;
  readonly #common: Row;
  readonly #adjustments = new Adjustments();
  readonly #lines: Line[] = [];
  readonly #fields: Row = {};
  #patient: Omit<Party, "tin"> | null = null;
  #insured: Omit<Party, "tin"> | null = null;
  #from = "";
  #to = "";
  #facilityBill = false;

  constructor(clp: Segment, common: Row) {
    this.#clp = clp;
    this.#common = common;
  }

  take(segment: Segment): void {
    const [first, second] = [at(segment, 1), at(segment, 2)];
    if (segment.id === "SVC") {
      const fields = procedure(segment, 1);
      const revenue = at(segment, 4);
      if (revenue) fields.revenue_center_code = revenueCode(revenue);
      fields.service_unit_quantity = at(segment, 5) || "1";
      const amounts = { charge: second, paid: at(segment, 3) || "0" };
      this.#lines.push({ ...amounts, fields, allowed: "", from: "", to: "", adjustments: new Adjustments() });
      return;
    }
    const line = this.#lines.at(-1);
    if (segment.id === "CAS") (line?.adjustments ?? this.#adjustments).take(segment);
    else if (segment.id === "MIA") this.#facilityBill = true;
    else if (segment.id === "NM1") this.#party(segment);
    else if (segment.id === "AMT" && line && first === "B6") line.allowed = second;
    else if (segment.id === "DTM") this.#date(first, day(second), line);
  }

  #party(segment: Segment): void {
    const party = partyOf(segment);
    const role = at(segment, 1);
    if (role === "QC") this.#patient = party;
    if (role === "IL") this.#insured = party;
    if (role === "82" && party.npi) this.#fields.rendering_npi = party.npi;
  }

  #date(kind: string, date: string, line: Line | undefined): void {
    if (line) {
      if (kind === "472" || kind === "150") line.from = date;
      if (kind === "472" || kind === "151") line.to = date;
    } else if (kind === "232") this.#from = date;
    else if (kind === "233") this.#to = date;
    else if (kind === "050") this.#fields.received_date = date;
  }

  get paid(): string {
    return at(this.#clp, 4) || "0";
  }

  /**
   * What a claim was paid is what CLP says. Where its lines with the claim's own adjustments come to the same, they are
   * rows; the claim's adjustments are a row more where they hold money. Where they do not, the claim is one row.
   */
  get footing(): Footing {
    if (this.#lines.length === 0) return "claim";
    const lines = new Money();
    for (const { paid } of this.#lines) lines.add(paid);
    const paid = new Money().add(this.paid);
    if (lines.equals(paid)) return this.#adjustments.hasShares ? "remainder" : "lines";
    lines.addMoney(this.#adjustments.total, -1);
    return lines.equals(paid) ? "remainder" : "claim";
  }

  rows(): Row[] {
    const claim = this.#claim();
    const footing = this.footing;
    if (footing === "claim") return [{ ...claim, claim_line_number: "1", ...this.#whole() }];
    const rows = this.#lines.map((line, index) => ({
      ...claim,
      claim_line_number: String(index + 1),
      claim_line_start_date: line.from || this.#from,
      claim_line_end_date: line.to || line.from || this.#to || this.#from,
      charge_amount: line.charge,
      paid_amount: line.paid,
      allowed_amount: line.allowed || line.adjustments.allowed(line.paid),
      ...line.adjustments.fields(),
      ...line.fields,
    }));
    if (footing === "lines") return rows;
    return [...rows, { ...claim, claim_line_number: String(rows.length + 1), ...this.#remainder() }];
  }

  #claim(): Row {
    const clp = this.#clp;
    const patient = this.#patient;
    const contract = this.#insured?.number || patient?.number || "";
    const isSubscriber = !this.#insured?.number || this.#insured.number === patient?.number;
    const own = patient?.number;
    const [status, facility, frequency] = [at(clp, 2), at(clp, 8), at(clp, 9)];
    const type = this.#type();
    const dates = this.#lines
      .flatMap(({ from, to }) => [from, to])
      .filter((date) => date !== "")
      .sort();
    const from = this.#from || dates[0] || "";
    return {
      ...this.#common,
      claim_id: at(clp, 1),
      claim_type: type,
      person_id: personNumber({ own, contract, isSubscriber, firstName: patient?.first ?? "" }),
      member_id: own || contract,
      claim_start_date: from,
      claim_end_date: this.#to || dates.at(-1) || from,
      claim_line_start_date: from,
      claim_line_end_date: this.#to || from,
      ...(type === "institutional"
        ? { bill_type_code: `${facility}${frequency}` }
        : { place_of_service_code: /^\d{2}$/.test(facility) ? facility : "" }),
      drg_code: at(clp, 11) && /^\d{3}$/.test(at(clp, 11)) ? at(clp, 11) : "",
      claim_status: statuses[status] ?? status,
      line_type: status === "22" ? "reversal" : frequency === "7" ? "adjustment" : "original",
      x_payer_claim_number: at(clp, 7),
      ...this.#fields,
    };
  }

  #type(): string {
    if (this.#facilityBill || this.#lines.some(({ fields }) => fields.revenue_center_code)) return "institutional";
    return this.#lines.some(({ fields }) => fields.hcpcs_code) ? "professional" : "undetermined";
  }

  /** The amounts of the claim, its lines' adjustments among them. */
  #whole(): Row {
    const all = new Adjustments().with([this.#adjustments, ...this.#lines.map(({ adjustments }) => adjustments)]);
    const [charge_amount, paid_amount] = [at(this.#clp, 3), this.paid];
    return { charge_amount, paid_amount, allowed_amount: all.allowed(paid_amount), ...all.fields() };
  }

  /** What the claim's own adjustments change beyond its lines. */
  #remainder(): Row {
    const [charge, paid] = [new Money().add(at(this.#clp, 3)), new Money().add(this.paid)];
    for (const line of this.#lines) {
      charge.add(line.charge, -1);
      paid.add(line.paid, -1);
    }
    const amounts = { charge_amount: charge.toString(), paid_amount: paid.toString() };
    return { ...amounts, allowed_amount: this.#adjustments.allowed(paid.toString()), ...this.#adjustments.fields() };
  }
}

const statuses: Record<string, string> = {
  "1": "paid",
  "2": "paid",
  "3": "paid",
  "4": "denied",
  "19": "paid",
  "20": "paid",
  "21": "paid",
  "22": "reversed",
};
