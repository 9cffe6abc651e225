import { BilledClaim } from "./billedClaim.ts";
import { billedColumns } from "./claimColumns.ts";
import { at } from "./composite.ts";
import { type Party, partyOf } from "./party.ts";
import type { Segment } from "./segments.ts";
import type { Row, SetContext, SetKind, SetReader } from "./setReader.ts";

/** X12 837, professional or institutional: a row for each line as it was billed. */
export function claims837(type: "professional" | "institutional"): SetKind {
  let unequal = 0;
  return {
    table: "medical_claim",
    columns: billedColumns,
    open: (context) =>
      new ClaimsReader(context, type, () => {
        unequal++;
      }),
    notes: () => [
      "an 837 tells what was billed, not what was paid: the amounts paid are left empty",
      ...(unequal > 0
        ? [`${unequal} of its claims state another charge than their lines add up to; the lines' are taken`]
        : []),
    ],
    control: () => [],
    leftOut: () => [],
  };
}

const nobody: Party = { name: "", first: "", number: "", npi: "", tin: "" };

class ClaimsReader implements SetReader {
  readonly #context: SetContext;
  readonly #type: "professional" | "institutional";
  readonly #onUnequal: () => void;
  #billing: Party = nobody;
  #payer: Party = nobody;
  #subscriber: Party = nobody;
  #patient: Party | null = null;
  #last: Party | null = null;
  #claim: BilledClaim | null = null;

  constructor(context: SetContext, type: "professional" | "institutional", onUnequal: () => void) {
    this.#context = context;
    this.#type = type;
    this.#onUnequal = onUnequal;
  }

  take(segment: Segment): Row[] {
    if (segment.id === "HL") {
      const rows = this.end();
      this.#level(at(segment, 3));
      return rows;
    }
    if (segment.id === "CLM") {
      const rows = this.end();
      const { sender, date } = this.#context;
      const [billing, payer, subscriber, patient] = [this.#billing, this.#payer, this.#subscriber, this.#patient];
      const about = { type: this.#type, billing, payer, subscriber, patient, sender, date };
      this.#claim = new BilledClaim(segment, about);
      return rows;
    }
    if (this.#claim) this.#claim.take(segment);
    else this.#party(segment);
    return [];
  }

  end(): Row[] {
    if (!this.#claim) return [];
    const rows = this.#claim.rows();
    if (!this.#claim.addsUp) this.#onUnequal();
    this.#claim = null;
    return rows;
  }

  #level(code: string): void {
    this.#last = null;
    if (code === "20") this.#billing = nobody;
    if (code === "20" || code === "22") {
      this.#subscriber = nobody;
      this.#payer = nobody;
    }
    this.#patient = null;
  }

  #party(segment: Segment): void {
    if (segment.id === "NM1") {
      this.#last = { ...nobody, ...partyOf(segment) };
      const role = at(segment, 1);
      if (role === "85") this.#billing = this.#last;
      if (role === "IL") this.#subscriber = this.#last;
      if (role === "PR") this.#payer = this.#last;
      if (role === "QC") this.#patient = this.#last;
    }
    if (segment.id === "REF" && this.#last && ["EI", "SY", "TJ"].includes(at(segment, 1))) {
      this.#last.tin = at(segment, 2);
    }
  }
}
