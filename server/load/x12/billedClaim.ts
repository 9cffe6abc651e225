import { at, day, days, parts } from "./composite.ts";
import { addCodes, type Codes, codeFields } from "./healthCodes.ts";
import { Money } from "./money.ts";
import { type Party, partyOf } from "./party.ts";
import { personNumber } from "./personNumber.ts";
import { procedure, revenueCode } from "./procedure.ts";
import type { Segment } from "./segments.ts";
import type { Row } from "./setReader.ts";

interface Around {
  type: "professional" | "institutional";
  billing: Party;
  payer: Party;
  subscriber: Party;
  patient: Party | null;
  sender: string;
  date: string;
}

interface Line {
  fields: Row;
  from: string;
  to: string;
  otherPaid: Money;
}

/** One claim of an 837, from CLM to the next claim. */
export class BilledClaim {
  readonly #clm: Segment;
  readonly #around: Around;
  readonly #codes: Codes = { diagnoses: [], procedures: [], drg: "", edition: "", procedureEdition: "" };
  readonly #fields: Row = {};
  readonly #lines: Line[] = [];
  readonly #otherPaid = new Money();
  readonly #charged = new Money();
  #dates: Row = {};
  #allowed = "";
  /** Within the loops that tell of another insurance. */
  #other = false;

  constructor(clm: Segment, around: Around) {
    this.#clm = clm;
    this.#around = around;
  }

  take(segment: Segment): void {
    if (segment.id === "LX") {
      this.#lines.push({ fields: {}, from: "", to: "", otherPaid: new Money() });
      this.#other = false;
    } else if (segment.id === "SBR") this.#other = true;
    const line = this.#lines.at(-1);
    if (line) this.#takeLine(line, segment);
    else if (this.#other) this.#takeOther(segment);
    else this.#takeClaim(segment);
  }

  #takeClaim(segment: Segment): void {
    const [first, second] = [at(segment, 1), at(segment, 2)];
    if (segment.id === "HI") addCodes(this.#codes, segment);
    else if (segment.id === "NM1") this.#provider(segment, this.#fields);
    else if (segment.id === "REF" && first === "F8") this.#fields.original_claim_id = second;
    else if (segment.id === "HCP") this.#allowed = second;
    else if (segment.id === "CL1") {
      Object.assign(this.#fields, {
        admit_type_code: first,
        admit_source_code: second,
        discharge_disposition_code: at(segment, 3),
      });
    } else if (segment.id === "DTP") {
      const [from, to] = days(segment);
      if (first === "434") Object.assign(this.#dates, { from, to });
      if (first === "435") this.#dates.admission = day(at(segment, 3));
      if (first === "096" && /^\d{8}/.test(at(segment, 3))) this.#dates.discharge = day(at(segment, 3));
      if (first === "050") this.#fields.received_date = from;
      if (first === "472") Object.assign(this.#dates, { from, to });
    }
  }

  #takeOther(segment: Segment): void {
    if (segment.id === "AMT" && at(segment, 1) === "D") this.#otherPaid.add(at(segment, 2));
  }

  #takeLine(line: Line, segment: Segment): void {
    const { fields } = line;
    if (segment.id === "SV1") {
      const place = at(segment, 5);
      Object.assign(fields, procedure(segment, 1), {
        charge_amount: at(segment, 2),
        service_unit_quantity: at(segment, 4),
      });
      if (place) fields.place_of_service_code = place;
    } else if (segment.id === "SV2") {
      Object.assign(fields, procedure(segment, 2), {
        charge_amount: at(segment, 3),
        service_unit_quantity: at(segment, 5),
      });
      fields.revenue_center_code = revenueCode(at(segment, 1));
    } else if (segment.id === "DTP" && at(segment, 1) === "472") [line.from, line.to] = days(segment);
    else if (segment.id === "NM1") this.#provider(segment, fields);
    else if (segment.id === "HCP") fields.allowed_amount = at(segment, 2);
    else if (segment.id === "SVD") line.otherPaid.add(at(segment, 2));
  }

  #provider(segment: Segment, fields: Row): void {
    const { npi } = partyOf(segment);
    if (npi === "") return;
    if (at(segment, 1) === "82") fields.rendering_npi = npi;
    if (["77", "FA"].includes(at(segment, 1))) fields.facility_npi = npi;
  }

  /** The lines' charges are the claim's. */
  get addsUp(): boolean {
    return this.#charged.equals(new Money().add(at(this.#clm, 2)));
  }

  rows(): Row[] {
    const { subscriber, patient, payer, billing, type, sender, date } = this.#around;
    const [facility = "", , frequency = ""] = parts(this.#clm, 5);
    const institutional = type === "institutional";
    const own = patient?.number;
    const person = {
      own,
      contract: subscriber.number,
      isSubscriber: !patient,
      firstName: patient?.first ?? subscriber.first,
    };
    const claim: Row = {
      claim_id: at(this.#clm, 1),
      claim_type: type,
      person_id: personNumber(person),
      member_id: subscriber.number,
      payer: payer.name,
      billing_npi: billing.npi,
      billing_tin: billing.tin,
      ...(institutional
        ? { bill_type_code: `${facility}${frequency}`, facility_npi: billing.npi }
        : { place_of_service_code: facility }),
      admission_date: this.#dates.admission ?? "",
      discharge_date: this.#dates.discharge ?? "",
      line_type: lineTypes[frequency] ?? "original",
      data_source: sender,
      file_date: date,
      ...this.#fields,
      ...codeFields(this.#codes),
    };
    const lines = this.#lines.length > 0 ? this.#lines : [this.#wholeClaim()];
    for (const { fields } of lines) this.#charged.add(fields.charge_amount ?? "");
    const from = this.#dates.from || first(lines.map((line) => line.from));
    const to =
      this.#dates.to ||
      first(
        lines.map((line) => line.to),
        true,
      );
    const byLine = lines.some(({ otherPaid }) => otherPaid.given);
    const allowedByLine = lines.some(({ fields }) => fields.allowed_amount);
    return lines.map((line, index) => ({
      ...claim,
      claim_line_number: String(index + 1),
      claim_start_date: from,
      claim_end_date: to,
      claim_line_start_date: line.from || from,
      claim_line_end_date: line.to || to,
      cob_amount: String(byLine ? line.otherPaid : index === 0 ? this.#otherPaid : ""),
      allowed_amount: !allowedByLine && index === 0 ? this.#allowed : "",
      ...line.fields,
    }));
  }

  #wholeClaim(): Line {
    return { fields: { charge_amount: at(this.#clm, 2) }, from: "", to: "", otherPaid: new Money() };
  }
}

/** The earliest day of those given, or the latest. */
function first(all: string[], latest = false): string {
  const given = all.filter((each) => each !== "").sort();
  return (latest ? given.at(-1) : given[0]) ?? "";
}

const lineTypes: Record<string, string> = { "7": "adjustment", "8": "reversal" };
