import { type LayoutColumn, type LayoutTable, tuvaTables } from "../layout.ts";
import { assign } from "./assign.ts";
import { contentFit, contentScore } from "./contentFit.ts";
import { type Contents, contentsOf } from "./contents.ts";
import { type HeaderWords, headerWords } from "./headerWords.ts";
import { madeFrom } from "./madeFrom.ts";
import { type MappedFile, type Mapping, type Value, vendorSlug } from "./mapping.ts";
import { moneyDoubts } from "./moneyDoubts.ts";
import { nameScores, otherScore } from "./nameScore.ts";
import { columnNames, normalName, rejectColumns, shownName } from "./names.ts";
import { repeatedId } from "./repeatedIds.ts";
import { dotsNote, settleDots } from "./settleDots.ts";
import { settleMonths } from "./settleMonths.ts";
import { unmetNeeds } from "./tableNeeds.ts";
import { takenColumns } from "./takenColumns.ts";
import type { SampledFile } from "./tryMapping.ts";

/** How a file could be read, to be looked at by a person. */
export interface Proposal {
  mapping: Mapping;
  /** The table that it seems to fill; null where none can be told. */
  table: string | null;
  columns: ProposedColumn[];
  /** What the table cannot do without, and nothing was found for: as it stands, the file cannot be loaded. */
  needed?: string[];
  /** The same with what reports have gaps without. */
  missing: string[];
  /** Columns of the file that nothing takes. */
  unread: string[];
}

export interface ProposedColumn {
  target: string;
  /** The file's own name of the column. */
  from: string;
  why: "name" | "alias" | "content";
  /** From 0 to 1. */
  sure: number;
  samples: string[];
  /** What a person should look at. */
  note: string | null;
}

/** Less sure than this, a column is left to a person. */
const enough = { amount: 0.68, date: 0.6, other: 0.55 };
/** Wider files are looked at by their first columns alone: no vendor's has as many. */
const widest = 600;

interface Candidate {
  name: string;
  header: string;
  words: HeaderWords;
  contents: Contents;
}

/** Reads a file's names and contents and says what each column seems to be, and which table they make together. */
export function proposeMapping(file: SampledFile, options: { vendor?: string } = {}): Proposal {
  const names = columnNames(file.header);
  const alone = file.header.slice(0, widest).flatMap((header, place): Candidate[] => {
    const name = names[place] ?? "";
    if (rejectColumns.includes(name)) return [];
    const contents = inCents(header, contentsOf(file.samples.slice(0, 500).map((row) => row[place])));
    return [{ name, header: shownName(header, place), words: headerWords(header), contents }];
  });
  const settled = settleDots(alone.map(({ contents }) => contents));
  const candidates = alone.map((each, at) => ({ ...each, contents: settled[at] ?? each.contents }));
  const tried = tuvaTables().map((table) => match(table, candidates));
  const [best] = tried.sort((a, b) => b.worth - a.worth);
  const vendor = options.vendor ?? vendorOf(file.name);
  if (!best || best.worth < 1) {
    return {
      mapping: mappingOf(vendor, null),
      table: null,
      columns: [],
      needed: [],
      missing: [],
      unread: shown(candidates),
    };
  }
  return proposalOf(best, candidates, vendor);
}

const centsName = /(^|[^a-z])cents?([^a-z]|$)/i;

/** Whole numbers of which the name says that they are cents. */
function inCents(header: string, contents: Contents): Contents {
  const cents = centsName.test(header) && contents.amount === "whole";
  return cents ? { ...contents, amount: "implied" } : contents;
}

interface Match {
  table: LayoutTable;
  pairs: Pair[];
  /** What it is worth to read the file as this table. */
  worth: number;
}

interface Pair {
  candidate: Candidate;
  column: LayoutColumn;
  sure: number;
  why: ProposedColumn["why"];
  note: string | null;
}

function match(table: LayoutTable, candidates: Candidate[]): Match {
  const scores = candidates.map((candidate) => scoresOf(candidate, table, candidates));
  const weights = scores.map((row) => row.map(({ sure }) => (sure >= 0.3 ? sure ** 2 : 0)));
  const chosen = assign(weights);
  const pairs = chosen.flatMap((at, row): Pair[] => {
    const column = table.columns[at];
    const candidate = candidates[row];
    const score = scores[row]?.[at];
    return column && candidate && score ? [{ candidate, column, ...score, note: null }] : [];
  });
  const kept = doubted(pairs).filter(({ sure, column }) => sure >= leastFor(column));
  const given = new Set(kept.map(({ column }) => column.name));
  const groups = [...table.required.map((name) => [name]), ...table.oneOf];
  /* without its dollars a bill is none */
  const dollars = table.columns.filter(({ name, kind }) => kind === "amount" && table.required.includes(name));
  if (dollars.some(({ name }) => !given.has(name))) return { table, pairs: kept, worth: 0 };
  const met = groups.filter((group) => group.some((name) => given.has(name))).length;
  const sum = kept.reduce((total, { sure }) => total + sure ** 2, 0);
  return { table, pairs: kept, worth: (sum * (met + 0.5)) / (groups.length + 0.5) };
}

function leastFor({ kind }: LayoutColumn): number {
  return kind === "amount" ? enough.amount : kind === "date" ? enough.date : enough.other;
}

function scoresOf(
  { name, words, contents }: Candidate,
  table: LayoutTable,
  all: Candidate[],
): Pick<Pair, "sure" | "why">[] {
  const ids = all.filter((other) => other.words.words.includes("id") && other.name !== name);
  const repeated =
    table.name === "pharmacy_claim"
      ? repeatedId(
          contents,
          ids.map((other) => other.contents),
        )
      : 1;
  const named = nameScores(words, table.name, table.columns);
  const other = otherScore(words, table.name);
  return table.columns.map((column): Pick<Pair, "sure" | "why"> => {
    const own = column.name === name ? 1 : column.aliases.includes(name) ? 0.95 : 0;
    const fit = contentFit(column, contents) * (column.name === "claim_id" ? repeated : 1);
    const byName = named.get(column.name) ?? 0;
    const said = Math.max(own, byName > other || own > 0 ? byName : byName * 0.4);
    const told = contentScore(column, contents);
    const sure = Math.min(0.99, said * fit);
    if (told > sure && said < 0.5) return { sure: told, why: "content" };
    return { sure, why: own === 1 ? "name" : "alias" };
  });
}

/** Dollars that the rows contradict are less sure. */
function doubted(pairs: Pair[]): Pair[] {
  const doubts = moneyDoubts(
    pairs.map(({ column, candidate }) => ({ target: column.name, numbers: candidate.contents.numbers })),
  );
  return pairs.map((pair) => {
    const { column, candidate } = pair;
    const doubt = doubts.get(column.name);
    if (doubt) return { ...pair, sure: pair.sure * doubt.factor, note: doubt.note };
    if (column.kind === "amount" && candidate.contents.amount === "implied") {
      return {
        ...pair,
        note: centsName.test(candidate.header)
          ? "read as cents, as its name says"
          : "read as cents: the digits have no point and zeros before them",
      };
    }
    if (column.kind === "amount" && candidate.contents.dotsGuessed) {
      return { ...pair, sure: Math.min(pair.sure, 0.8), note: dotsNote };
    }
    if (column.kind === "date" && candidate.contents.unclearMonth) return { ...pair, sure: Math.min(pair.sure, 0.8) };
    return pair;
  });
}

/** Which of two numbers is the month, where no day of a column shows it. */
function withMonths(pairs: Pair[], candidates: Candidate[]): Pair[] {
  const dated = pairs.filter(({ column }) => column.kind === "date");
  const found = settleMonths(
    dated.map(({ column, candidate }) => ({ target: column.name, contents: candidate.contents })),
    candidates.map(({ contents }) => contents),
  );
  return pairs.map((pair) => {
    const settled = found[dated.indexOf(pair)];
    if (!settled) return pair;
    const { contents, note } = settled;
    return { ...pair, candidate: { ...pair.candidate, contents }, note: pair.note ?? note };
  });
}

function proposalOf({ table, pairs: matched }: Match, candidates: Candidate[], vendor: string): Proposal {
  const pairs = withMonths(withHolder(table, matched, candidates), candidates);
  const columns: Record<string, Value> = {};
  for (const { column, candidate } of inOrder(table, pairs)) {
    columns[column.name] = madeFrom(candidate.name, column, candidate.contents);
  }
  const filled = { ...columns, ...standIns(table, columns, candidates) };
  const taken = new Set(pairs.map(({ candidate }) => candidate.name));
  const telling = pairs.filter(({ column }) => [...table.required, ...table.oneOf.flat()].includes(column.name));
  const when = [...new Set((telling.length > 0 ? telling : pairs).map(({ candidate }) => candidate.name))];
  const file: MappedFile = { when: { columns: when }, tables: [{ table: table.name, columns: filled }] };
  const wanting = [...new Set([...table.required, ...table.wanted])].filter((name) => !(name in filled));
  const needed = unmetNeeds(table, new Set(Object.keys(filled)));
  const groups = table.oneOf.filter((group) => !group.some((name) => name in filled));
  const lacking = [...needed, ...groups.map((group) => group.slice(0, 4).join(" or "))];
  const read = new Set(takenColumns(file));
  return {
    mapping: mappingOf(vendor, file),
    table: table.name,
    columns: inOrder(table, pairs).map(({ column, candidate, why, sure, note }) => ({
      target: column.name,
      from: candidate.header,
      why,
      sure: Math.round(sure * 100) / 100,
      samples: [...new Set(candidate.contents.values)].slice(0, 3),
      note,
    })),
    needed,
    missing: [...new Set([...wanting, ...lacking])],
    unread: shown(candidates.filter((candidate) => !taken.has(candidate.name) && !read.has(candidate.name))),
  };
}

/** What a file does not say and yet is plain: the only number of a person, the only line of a claim. */
function standIns(table: LayoutTable, columns: Record<string, Value>, candidates: Candidate[]): Record<string, Value> {
  const made: Record<string, Value> = {};
  const month = candidates.find(({ name }) => name === nameOf(columns.enrollment_start_date));
  if (table.name === "eligibility" && month?.words.words.includes("month") && !("enrollment_end_date" in columns)) {
    const { dates } = month.contents;
    made.enrollment_end_date = {
      from: month.name,
      date: dates.length === 1 ? (dates[0] ?? "ISO") : dates,
      day: "last",
    };
  }
  const has = (name: string) => table.columns.some((column) => column.name === name) && !(name in columns);
  const pair = has("member_id") && has("person_id") ? withinContract(columns, candidates) : null;
  if (pair) made.member_id = pair;
  const member = columns.member_id ?? pair ?? columns.subscriber_id;
  if (table.name === "eligibility" && has("person_id") && member) made.person_id = member;
  if (has("claim_line_number") && typeof columns.claim_id === "string") {
    const claims = candidates.find(({ name }) => name === columns.claim_id)?.contents;
    if (claims && claims.values.length > 0 && claims.distinct === claims.values.length) {
      made.claim_line_number = { constant: "1" };
    }
  }
  return made;
}

function nameOf(value: Value | undefined): Value | undefined {
  return typeof value === "object" && typeof value.from === "string" ? value.from : value;
}

/** The number of a contract stands for the person where no other does. */
function withHolder(table: LayoutTable, pairs: Pair[], candidates: Candidate[]): Pair[] {
  const column = table.columns.find(({ name }) => name === "member_id");
  const given = Object.fromEntries(
    pairs.map(({ column, candidate }): [string, Value] => [column.name, candidate.name]),
  );
  if (!/_claim$/.test(table.name) || !column || given.member_id || given.person_id) return pairs;
  if (withinContract(given, candidates)) return pairs;
  const holder = candidates.find(({ name, words: { words }, contents }) => {
    const says = words.every((word) => holderWords.includes(word)) && words.some((word) => word !== "id");
    return says && !Object.values(given).includes(name) && contents.distinct > 1 && contentFit(column, contents) === 1;
  });
  if (!holder) return pairs;
  const note = "the contract's number stands for the member: the persons of one contract are counted as one";
  return [...pairs, { candidate: holder, column, sure: 0.7, why: "alias", note }];
}

const holderWords = ["id", "subscriber", "employee", "contract", "badge"];

/** The number of a contract and of a person within it name a person together. */
function withinContract(columns: Record<string, Value>, candidates: Candidate[]): Value | null {
  const taken = Object.values(columns);
  const says = ({ words: { words } }: Candidate, some: string[]) => some.some((word) => words.includes(word));
  const contract =
    typeof columns.subscriber_id === "string"
      ? columns.subscriber_id
      : candidates.find((each) => says(each, ["subscriber", "employee", "contract"]) && says(each, ["id"]))?.name;
  const within = candidates.find(
    (each) =>
      each.name !== contract &&
      !taken.includes(each.name) &&
      (says(each, ["suffix"]) ||
        (says(each, ["dependent", "person", "member"]) && says(each, ["sequence", "code", "id"]))) &&
      !says(each, ["social", "date", "name", "relation"]) &&
      each.contents.values.length > 0 &&
      each.contents.values.every((text) => /^[0-9A-Z]{1,3}$/i.test(text)),
  );
  return contract && within ? { from: [contract, within.name], join: "-" } : null;
}

function inOrder(table: LayoutTable, pairs: Pair[]): Pair[] {
  return table.columns.flatMap((column) => pairs.filter((pair) => pair.column.name === column.name));
}

function shown(candidates: Candidate[]): string[] {
  return candidates.map(({ header }) => header);
}

function mappingOf(vendor: string, file: MappedFile | null): Mapping {
  return { name: vendorSlug(vendor), vendor, files: file ? [file] : [] };
}

/** A file's name without what changes from month to month: it stands for the vendor until a person names him. */
function vendorOf(name: string): string {
  const bare = name
    .replace(/^.*, /, "")
    .replace(/(\.(csv|txt|dat|gz|zip|parquet|xlsx|asc))+$/i, "")
    .replace(/[\d_-]{4,}/g, " ")
    .trim();
  return /[a-z]/i.test(bare) ? normalName(bare).replaceAll("_", " ").trim() : "vendor";
}
