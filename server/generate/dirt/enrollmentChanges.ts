import { type DirtFile, delimited, groups, type Row, rowsWhere, total } from "./dirtFile.ts";
import type { ExtractSample } from "./extractSample.ts";

const spanColumns = [
  "person_id",
  "member_id",
  "subscriber_id",
  "plan",
  "coverage_tier",
  "enrollment_start_date",
  "enrollment_end_date",
  "enrollment_status",
  "file_date",
];
const day = 86_400_000;

/** Spans that change after the fact, begin or end within a month, or only change plan; and people whose ids change. */
export function enrollmentChanges(sample: ExtractSample): DirtFile[] {
  const spans = finalSpans(sample.enrollment);
  return [retroactive(sample.enrollment), midMonth(spans), planChanges(spans), ...changedIds(sample)];
}

/** By the rule of restatement: the last file's word on each span. */
function finalSpans(feed: Row[]): Row[] {
  const latest = new Map<string, Row>();
  for (const row of feed) latest.set(spanName(row), row);
  return [...latest.values()].filter((row) => row.enrollment_status !== "void");
}

function spanName(row: Row): string {
  return [row.data_source, row.member_id, row.enrollment_start_date, row.plan].join("|");
}

function retroactive(feed: Row[]): DirtFile {
  const opening = feed[0]?.file_date ?? "";
  const isLate = (row: Row) =>
    row.file_date !== opening &&
    ((row.enrollment_end_date !== "" && monthOf(row.enrollment_end_date) < monthOf(row.file_date)) ||
      monthOf(row.enrollment_start_date) < monthOf(row.file_date));
  const families = new Set(
    feed
      .filter(isLate)
      .map((row) => row.subscriber_id)
      .slice(0, 60),
  );
  const rows = feed.filter((row) => families.has(row.subscriber_id)).slice(0, 300);
  const months = [...new Set(feed.map((row) => monthOf(row.file_date)))].sort().slice(1, 25);
  const reported = { first: 0, now: 0, added: 0, takenBack: 0 };
  const last = finalSpans(rows);
  for (const month of months) {
    const then = coveredIn(finalSpans(rows.filter((row) => monthOf(row.file_date) <= month)), month);
    const now = coveredIn(last, month);
    reported.first += then.size;
    reported.now += now.size;
    reported.added += [...now].filter((person) => !then.has(person)).length;
    reported.takenBack += [...then].filter((person) => !now.has(person)).length;
  }
  return {
    file: "retroactive-changes.csv",
    kind: "retroactive adds and terminations",
    rule:
      "A span is named by source, member, start and plan; the latest file's word on it stands and void takes it back. " +
      "Member months are restated, and both figures are kept.",
    rows: rows.length,
    wrong: [{ what: "known after its month", rows: rowsWhere(rows, isLate) }],
    totals: {
      months: `${months[0]} to ${months.at(-1)}`,
      member_months_as_first_reported: reported.first,
      member_months: reported.now,
      added_later: reported.added,
      taken_back_later: reported.takenBack,
    },
    bytes: Buffer.from(delimited([...spanColumns, "data_source"], rows)),
  };
}

function midMonth(spans: Row[]): DirtFile {
  const starts = (row: Row) => !(row.enrollment_start_date ?? "").endsWith("-01");
  const ends = (row: Row) => row.enrollment_end_date !== "" && nextDay(row.enrollment_end_date ?? "").slice(8) !== "01";
  const year =
    spans
      .map((row) => row.enrollment_start_date ?? "")
      .sort()[0]
      ?.slice(0, 4) ?? "";
  const begun = spans.filter((row) => starts(row) && row.enrollment_start_date?.startsWith(year)).slice(0, 50);
  const ended = spans
    .filter((row) => ends(row) && row.enrollment_end_date?.startsWith(year) && !starts(row))
    .slice(0, 50);
  const even = spans.filter((row) => !starts(row) && !ends(row)).slice(0, 60);
  const rows = [...even, ...begun, ...ended];
  const months = (method: Method) => memberMonths(rows, `${year}-01-01`, `${year}-12-31`, method);
  return {
    file: "mid-month-dates.csv",
    kind: "coverage that begins or ends within a month",
    rule: "The plan's own rule says what a part of a month counts; the usual one counts any day as a month.",
    rows: rows.length,
    wrong: [
      { what: "begins within a month", rows: rowsWhere(rows, starts) },
      { what: "ends within a month", rows: rowsWhere(rows, ends) },
    ],
    totals: {
      year,
      member_months_any_day: months("any day"),
      member_months_first_day: months("first day"),
      member_months_fifteenth: months("fifteenth"),
      covered_days: months("days"),
    },
    bytes: Buffer.from(delimited(spanColumns, rows)),
  };
}

function planChanges(spans: Row[]): DirtFile {
  const people = [...groups(spans, personOf).values()].map((own) =>
    own.sort((a, b) => (a.enrollment_start_date ?? "").localeCompare(b.enrollment_start_date ?? "")),
  );
  const rows = people
    .filter((own) => own.length > 1)
    .slice(0, 50)
    .flat()
    .slice(0, 200);
  const goesOn = (row: Row) =>
    rows.some(
      (next) =>
        personOf(next) === personOf(row) && next.enrollment_start_date === nextDay(row.enrollment_end_date ?? ""),
    );
  const ended = rows.filter((row) => row.enrollment_end_date !== "");
  return {
    file: "plan-changes.csv",
    kind: "ends of spans that are only a change of plan, tier or number",
    rule: "Spans of a person that follow on the next day are joined before an end is called a termination.",
    rows: rows.length,
    wrong: [
      { what: "goes on the next day", rows: rowsWhere(rows, (row) => row.enrollment_end_date !== "" && goesOn(row)) },
    ],
    totals: {
      persons: groups(rows, personOf).size,
      ends_of_spans: ended.length,
      terminations: ended.filter((row) => !goesOn(row)).length,
    },
    bytes: Buffer.from(delimited(spanColumns, rows)),
  };
}

/** Claims from both sides of a change of cards, and a crosswalk that misses some of them. */
function changedIds({ enrollment, firstAdministrator, secondAdministrator }: ExtractSample): DirtFile[] {
  const cards = new Map<string, Set<string>>();
  for (const row of finalSpans(enrollment)) {
    const own = cards.get(personOf(row)) ?? new Set<string>();
    cards.set(personOf(row), own.add(row.member_id ?? ""));
  }
  const changed = [...cards].filter(([, ids]) => ids.size > 1).slice(0, 60);
  const personOfCard = new Map(changed.flatMap(([person, ids]) => [...ids].map((id) => [id, person] as const)));
  const paid = [...firstAdministrator, ...secondAdministrator].filter((row) => row.claim_status === "paid");
  const known = paid.filter((row) => personOfCard.has(row.member_id ?? ""));
  const perPerson = [...groups(known, (row) => personOfCard.get(row.member_id ?? "") ?? "").values()];
  const rows = perPerson.flatMap((own) => [...own.slice(0, 3), ...own.slice(-3)]).slice(0, 220);
  const crosswalk = changed.flatMap(([, ids], index): Row[] => {
    const [first = "", ...later] = [...ids];
    return index % 8 === 5
      ? []
      : later.map((id) => ({ old_member_id: first, new_member_id: id, source: "second administrator" }));
  });
  const mapped = new Map(crosswalk.map((row) => [row.new_member_id, row.old_member_id]));
  const firsts = new Set(crosswalk.map((row) => row.old_member_id));
  const isMatched = (row: Row) => firsts.has(row.member_id) || mapped.has(row.member_id);
  const matched = rows.filter(isMatched);
  const rule =
    "Ids are joined by a crosswalk with its source and never overwritten; what matches none stays visible as unmatched.";
  const totals = {
    paid_amount: total(rows, "paid_amount"),
    persons_matched: new Set(matched.map((row) => mapped.get(row.member_id) ?? row.member_id)).size,
    rows_unmatched: rows.length - matched.length,
    paid_amount_unmatched: total(
      rows.filter((row) => !isMatched(row)),
      "paid_amount",
    ),
  };
  const kind = "the same people under old and new ids";
  return [
    {
      file: "changed-ids.csv",
      kind,
      rule,
      rows: rows.length,
      wrong: [
        { what: "new id", rows: rowsWhere(rows, (row) => mapped.has(row.member_id)) },
        { what: "in no crosswalk", rows: rowsWhere(rows, (row) => !isMatched(row)) },
      ],
      totals,
      bytes: Buffer.from(
        delimited(
          ["claim_id", "claim_line_number", "member_id", "claim_start_date", "allowed_amount", "paid_amount"],
          rows,
        ),
      ),
    },
    {
      file: "changed-ids-crosswalk.csv",
      kind,
      rule,
      rows: crosswalk.length,
      wrong: [],
      totals,
      bytes: Buffer.from(delimited(["old_member_id", "new_member_id", "source"], crosswalk)),
    },
  ];
}

function personOf(row: Row): string {
  return `${row.subscriber_id}-${(row.member_id ?? "").split("-")[1]}`;
}

function monthOf(date: string | undefined): string {
  return (date ?? "").slice(0, 7);
}

function nextDay(date: string): string {
  return date === "" ? "" : new Date(Date.parse(`${date}T00:00:00Z`) + day).toISOString().slice(0, 10);
}

/** The persons with a covered day in a month. */
function coveredIn(spans: Row[], month: string): Set<string> {
  const covers = (row: Row) =>
    monthOf(row.enrollment_start_date) <= month &&
    (row.enrollment_end_date === "" || monthOf(row.enrollment_end_date) >= month);
  return new Set(spans.filter(covers).map(personOf));
}

type Method = "any day" | "first day" | "fifteenth" | "days";

/** Covered months of persons between two days, or covered days. */
function memberMonths(spans: Row[], from: string, to: string, method: Method): number {
  const counted = new Set<string>();
  for (const row of spans) {
    const last =
      row.enrollment_end_date === "" || (row.enrollment_end_date ?? "") > to ? to : (row.enrollment_end_date ?? "");
    let date = (row.enrollment_start_date ?? "") > from ? (row.enrollment_start_date ?? "") : from;
    for (; date <= last; date = nextDay(date)) {
      const counts =
        method === "first day" ? date.endsWith("-01") : method === "fifteenth" ? date.endsWith("-15") : true;
      if (counts) counted.add(`${personOf(row)} ${method === "days" ? date : monthOf(date)}`);
    }
  }
  return counted.size;
}
