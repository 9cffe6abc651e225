import { at, day, days } from "./composite.ts";
import { personNumber } from "./personNumber.ts";
import type { Segment } from "./segments.ts";
import type { Row, SetContext, SetKind, SetReader } from "./setReader.ts";

const columns = [
  "person_id",
  "member_id",
  "subscriber_id",
  "gender",
  "birth_date",
  "death_date",
  "enrollment_start_date",
  "enrollment_end_date",
  "payer",
  "plan",
  "group_id",
  "group_name",
  "name_suffix",
  "first_name",
  "middle_name",
  "last_name",
  "social_security_number",
  "subscriber_relation",
  "address",
  "city",
  "state",
  "zip_code",
  "phone",
  "email",
  "coverage_tier",
  "benefit",
  "member_status",
  "data_source",
  "file_date",
];

/** X12 834: a row for each coverage of each member. */
export function enrollment834(): SetKind {
  const left = new Map<string, number>();
  const leave = (what: string) => left.set(what, (left.get(what) ?? 0) + 1);
  return {
    table: "eligibility",
    columns,
    open: (context) => new EnrollmentReader(context, leave),
    notes: () => [],
    control: () => [],
    leftOut: () =>
      [...left].map(
        ([what, count]) =>
          `${count} ${count === 1 ? "record" : "records"} of ${what}, without the day on which coverage began: no span can be made of it; ask for a full file (audit or compare)`,
      ),
  };
}

class EnrollmentReader implements SetReader {
  readonly #context: SetContext;
  readonly #leave: (what: string) => void;
  readonly #set: { payer: string; groupName: string; groupId: string } = { payer: "", groupName: "", groupId: "" };
  #member: Member | null = null;

  constructor(context: SetContext, leave: (what: string) => void) {
    this.#context = context;
    this.#leave = leave;
  }

  take(segment: Segment): Row[] {
    if (segment.id === "INS") {
      const rows = this.#rows();
      this.#member = new Member(segment);
      return rows;
    }
    if (this.#member) this.#member.take(segment);
    else this.#header(segment);
    return [];
  }

  end(): Row[] {
    const rows = this.#rows();
    this.#member = null;
    return rows;
  }

  #header(segment: Segment): void {
    const first = at(segment, 1);
    if (segment.id === "N1" && first === "IN") this.#set.payer = at(segment, 2) || at(segment, 4);
    if (segment.id === "N1" && first === "P5") this.#set.groupName = at(segment, 2);
    if (segment.id === "REF" && first === "38") this.#set.groupId = at(segment, 2);
  }

  #rows(): Row[] {
    if (!this.#member) return [];
    const { payer, groupName, groupId } = this.#set;
    const { sender, date } = this.#context;
    const common = { payer, group_name: groupName, data_source: sender, file_date: date };
    const rows = this.#member.rows(groupId).map((row): Row => ({ ...common, ...row }));
    const whole = rows.filter((row) => row.enrollment_start_date !== "");
    for (let missing = rows.length - whole.length; missing > 0; missing--) this.#leave(this.#member.change);
    return whole;
  }
}

interface Coverage {
  change: string;
  line: string;
  plan: string;
  tier: string;
  from: string;
  to: string;
  effective: string;
  group: string;
}

const changes: Record<string, string> = {
  "001": "change",
  "002": "deletion",
  "021": "addition",
  "024": "cancellation or termination",
  "025": "reinstatement",
  "030": "full file",
};

class Member {
  readonly #ins: Segment;
  readonly #refs = new Map<string, string>();
  readonly #dates = new Map<string, string>();
  readonly #coverages: Coverage[] = [];
  /** Whom names and addresses that follow are about: the member, or someone or something beside. */
  #about = "member";
  #person: Row = {};

  constructor(ins: Segment) {
    this.#ins = ins;
  }

  get change(): string {
    return changes[at(this.#ins, 3)] ?? "maintenance";
  }

  take(segment: Segment): void {
    const coverage = this.#coverages.at(-1);
    const first = at(segment, 1);
    if (segment.id === "HD") {
      this.#about = "coverage";
      const [change, line, plan, tier] = [first, at(segment, 3), at(segment, 4), at(segment, 5)];
      this.#coverages.push({ change, line, plan, tier, from: "", to: "", effective: "", group: "" });
    } else if (["LX", "LS", "COB", "N1"].includes(segment.id)) this.#about = "other";
    else if (segment.id === "NM1") this.#name(segment);
    else if (segment.id === "DTP" && this.#about === "coverage" && coverage) this.#coverageDate(coverage, segment);
    else if (segment.id === "DTP" && this.#coverages.length === 0) this.#dates.set(first, days(segment)[0]);
    else if (segment.id === "REF" && this.#about === "coverage" && coverage) {
      if (first === "1L") coverage.group = at(segment, 2);
    } else if (segment.id === "REF" && this.#coverages.length === 0) this.#refs.set(first, at(segment, 2));
    else if (this.#about === "member") this.#detail(segment);
  }

  #coverageDate(coverage: Coverage, segment: Segment): void {
    const [date] = days(segment);
    if (at(segment, 1) === "348") coverage.from = date;
    if (at(segment, 1) === "349") coverage.to = date;
    if (at(segment, 1) === "303") coverage.effective = date;
  }

  #name(segment: Segment): void {
    if (this.#coverages.length > 0 || !["IL", "74"].includes(at(segment, 1))) {
      this.#about = "other";
      return;
    }
    this.#about = "member";
    const number = at(segment, 9);
    const isSsn = at(segment, 8) === "34";
    this.#person = {
      last_name: at(segment, 3),
      first_name: at(segment, 4),
      middle_name: at(segment, 5),
      name_suffix: at(segment, 7),
      social_security_number: isSsn ? number : "",
      member_id: isSsn ? "" : number,
    };
  }

  #detail(segment: Segment): void {
    const set = (fields: Row) => Object.assign(this.#person, fields);
    if (segment.id === "N3") set({ address: [at(segment, 1), at(segment, 2)].filter(Boolean).join(", ") });
    if (segment.id === "N4") set({ city: at(segment, 1), state: at(segment, 2), zip_code: at(segment, 3) });
    if (segment.id === "DMG") set({ birth_date: day(at(segment, 2)), gender: at(segment, 3) });
    if (segment.id !== "PER") return;
    for (const place of [3, 5, 7]) {
      const [kind, value] = [at(segment, place), at(segment, place + 1)];
      if (kind === "EM") set({ email: value });
      if (["HP", "TE", "CP"].includes(kind) && !this.#person.phone) set({ phone: value });
    }
  }

  rows(groupId: string): Row[] {
    const refs = (...kinds: string[]) => kinds.map((kind) => this.#refs.get(kind)).find(Boolean) ?? "";
    const contract = refs("0F");
    const isSubscriber = at(this.#ins, 1) === "Y";
    const own = refs("23", "17") || this.#person.member_id || "";
    const firstName = this.#person.first_name ?? "";
    const death = at(this.#ins, 12);
    const member: Row = {
      ...this.#person,
      person_id: personNumber({ own, contract, isSubscriber, firstName }),
      member_id: own || contract,
      subscriber_id: contract,
      subscriber_relation: at(this.#ins, 2),
      member_status: statusOf(at(this.#ins, 5), at(this.#ins, 8)),
      death_date: death ? day(death) : "",
      group_id: refs("1L") || groupId,
    };
    const coverages: (Coverage | null)[] = this.#coverages.length > 0 ? this.#coverages : [null];
    return coverages.map((coverage) => ({ ...member, ...this.#span(coverage), ...coverageOf(coverage) }));
  }

  #span(coverage: Coverage | null): Row {
    const dates = (...kinds: string[]) => kinds.map((kind) => this.#dates.get(kind)).find(Boolean) ?? "";
    const change = coverage?.change || at(this.#ins, 3);
    const effective = coverage?.effective || dates("303");
    const begins = change === "021" || change === "025" || change === "030";
    const ends = change === "024" || change === "002";
    return {
      enrollment_start_date: coverage?.from || dates("356") || (begins ? effective : ""),
      enrollment_end_date: coverage?.to || dates("357") || (ends ? effective : ""),
    };
  }
}

function coverageOf(coverage: Coverage | null): Row {
  if (!coverage) return {};
  const { line, plan, tier, group } = coverage;
  return {
    benefit: benefits[line] ?? line,
    plan: plan || (benefits[line] === "medical" && line !== "HLT" ? line : ""),
    coverage_tier: tiers[tier] ?? tier,
    ...(group && { group_id: group }),
  };
}

function statusOf(benefit: string, employment: string): string {
  if (benefit === "C") return "COBRA";
  if (benefit === "S") return "survivor";
  if (employment === "RT") return "retired";
  return benefit === "A" || benefit === "T" ? "active" : benefit;
}

const benefits: Record<string, string> = {
  HLT: "medical",
  HMO: "medical",
  PPO: "medical",
  POS: "medical",
  EPO: "medical",
  MM: "medical",
  HE: "hearing",
  DEN: "dental",
  DCP: "dental",
  VIS: "vision",
  PDG: "pharmacy",
  MOD: "pharmacy",
  LTC: "long-term care",
  LTD: "long-term disability",
  STD: "short-term disability",
};

const tiers: Record<string, string> = {
  IND: "employee only",
  EMP: "employee only",
  ESP: "employee and spouse",
  ECH: "employee and children",
  E1D: "employee and one dependent",
  FAM: "family",
  TWO: "two persons",
  SPO: "spouse only",
  CHD: "children only",
  DEP: "dependents only",
  SPC: "spouse and children",
};
