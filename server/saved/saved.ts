import { PlanlensError } from "../errors.ts";
import type { Home } from "../home/home.ts";
import { appendRecord, listRecords, type PlanRecord, readRecord } from "../home/records.ts";
import { type SavedContent, type SavedKind, savedNouns, toContent } from "./kinds.ts";

/** Something that people made and named: kept version by version, withdrawn but never deleted. */
export interface Saved<K extends SavedKind = SavedKind> {
  kind: K;
  id: string;
  version: number;
  name: string;
  description: string;
  /** Who saved it first. */
  owner: string;
  /** Who made this version, and when. */
  actor: string;
  at: string;
  withdrawn: boolean;
  content: SavedContent<K>;
}

interface SavedBody {
  name: string;
  description: string;
  owner: string;
  withdrawn: boolean;
  content: unknown;
}

interface Doing {
  actor: string;
  at: string;
}

/** The newest version of each, by name; those withdrawn only where asked for. */
export function listSaved<K extends SavedKind>(home: Home, kind: K, options: { withdrawn?: boolean } = {}): Saved<K>[] {
  return listRecords(home, kind)
    .map((record) => toSaved(kind, record.body === null ? lastGiven(home, record) : record))
    .filter((each) => options.withdrawn || !each.withdrawn)
    .sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }) || (a.id < b.id ? -1 : 1));
}

/**
 * The newest version or, where one is named, just that: it stays readable after a withdrawal.
 * @throws PlanlensError `not-found` that says what there is instead.
 */
export function readSaved<K extends SavedKind>(home: Home, kind: K, id: string, version?: number): Saved<K> {
  const record = isId(id) ? readRecord(home, kind, id, version) : null;
  const noun = savedNouns[kind];
  if (!record) {
    const newest = isId(id) ? readRecord(home, kind, id) : null;
    const why = newest ? ` of version ${version}; the newest is ${newest.version}.` : `. ${others(home, kind)}`;
    throw new PlanlensError("not-found", `There is no ${noun} "${id.slice(0, 80)}"${why}`);
  }
  const saved = toSaved(kind, record.body === null ? lastGiven(home, record) : record);
  if (saved.withdrawn && version === undefined) {
    throw new PlanlensError(
      "not-found",
      `The ${noun} "${saved.name}" was withdrawn by ${saved.actor}. It can be brought back; its versions stay readable by number.`,
      { detail: { kind, id, withdrawn: true, version: saved.version } },
    );
  }
  return saved;
}

export interface ToSave<K extends SavedKind> {
  /** Of what is there already: its next version. Without one, something new is made. */
  id?: string;
  name?: string;
  description?: string;
  content?: SavedContent<K>;
}

/**
 * Makes something new, or the next version of what is there: what is not given stays as it was.
 * @throws PlanlensError `invalid-parameter` where something new lacks a name or a content, `not-found`.
 */
export async function save<K extends SavedKind>(
  home: Home,
  kind: K,
  given: ToSave<K>,
  doing: Doing,
): Promise<Saved<K>> {
  const before = given.id === undefined ? null : newest(home, kind, given.id);
  const name = (given.name ?? before?.name ?? "").trim();
  const content = given.content ?? before?.content;
  if (!name || name.length > 120) throw wrong("name", "Give it a name of 1 to 120 characters.");
  if (content === undefined) throw wrong("content", `A new ${savedNouns[kind]} needs its content.`);
  const body: SavedBody = {
    name,
    description: given.description ?? before?.description ?? "",
    owner: before?.owner ?? doing.actor,
    withdrawn: false,
    content: toContent(kind, content),
  };
  return append(home, kind, before?.id ?? freeId(home, kind, name), body, doing);
}

/** Takes it out of sight; its versions stay. */
export function withdraw<K extends SavedKind>(home: Home, kind: K, id: string, doing: Doing): Promise<Saved<K>> {
  return mark(home, kind, id, true, doing);
}

/** Undoes a withdrawal. */
export function bringBack<K extends SavedKind>(home: Home, kind: K, id: string, doing: Doing): Promise<Saved<K>> {
  return mark(home, kind, id, false, doing);
}

async function mark<K extends SavedKind>(
  home: Home,
  kind: K,
  id: string,
  withdrawn: boolean,
  doing: Doing,
): Promise<Saved<K>> {
  const before = newest(home, kind, id);
  if (before.withdrawn === withdrawn) return before;
  const { name, description, owner, content } = before;
  return append(home, kind, id, { name, description, owner, withdrawn, content }, doing);
}

/** A set of norms is kept as it is, and one that was withdrawn as nothing. */
async function append<K extends SavedKind>(
  home: Home,
  kind: K,
  id: string,
  named: SavedBody,
  doing: Doing,
): Promise<Saved<K>> {
  const body = kind === "norm" ? (named.withdrawn ? null : named.content) : named;
  await appendRecord(home, { kind, id, ...doing, body });
  return newest(home, kind, id);
}

/** Whether withdrawn or not. */
function newest<K extends SavedKind>(home: Home, kind: K, id: string): Saved<K> {
  const record = isId(id) ? readRecord(home, kind, id) : null;
  if (!record)
    throw new PlanlensError("not-found", `There is no ${savedNouns[kind]} "${id.slice(0, 80)}". ${others(home, kind)}`);
  return toSaved(kind, record.body === null ? lastGiven(home, record) : record);
}

/** What stood before it was taken back, as withdrawn. */
function lastGiven(home: Home, record: PlanRecord): PlanRecord {
  const before = record.version > 1 ? readRecord(home, record.kind, record.id, record.version - 1) : null;
  const content = before === null ? {} : before.body === null ? lastGiven(home, before).body : before.body;
  return { ...record, body: { name: record.id, description: "", owner: record.actor, withdrawn: true, content } };
}

/** A body that some command wrote as it is, without a name around it, is all content. */
function toSaved<K extends SavedKind>(kind: K, { id, version, actor, at, body }: PlanRecord): Saved<K> {
  const given = body as Partial<SavedBody> & { title?: string };
  const content = (given.content === undefined ? body : given.content) as SavedContent<K>;
  const { name = given.title ?? id, description = "", owner = actor, withdrawn = false } = given;
  return { kind, id, version, name, description, owner, actor, at, withdrawn, content };
}

/** The name as an address holds it, with a number where that is taken. */
function freeId(home: Home, kind: SavedKind, name: string): string {
  const slug =
    name
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60) || savedNouns[kind].replaceAll(" ", "-");
  const taken = (id: string) => readRecord(home, kind, id) !== null;
  if (!taken(slug)) return slug;
  for (let number = 2; ; number += 1) if (!taken(`${slug}-${number}`)) return `${slug}-${number}`;
}

function isId(id: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{0,120}$/.test(id);
}

function others(home: Home, kind: SavedKind): string {
  const ids = listSaved(home, kind).map((each) => each.id);
  return ids.length > 0 ? `There are: ${ids.slice(0, 20).join(", ")}.` : "None has been saved yet.";
}

function wrong(parameter: string, message: string): PlanlensError {
  return new PlanlensError("invalid-parameter", message, { detail: { parameter } });
}
