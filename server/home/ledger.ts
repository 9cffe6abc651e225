import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PlanlensError } from "../errors.ts";
import type { Home } from "./home.ts";
import { createSafely, syncDirectory, syncFile } from "./writeSafely.ts";

/** What happened to a load. Events are only ever added; the state of every load follows from them in order. */
export interface LedgerEvent {
  /** `replayed`: the number's files were read anew, by another mapping, under the event's `loadId`. */
  event: "accepted" | "withdrawn" | "reinstated" | "replayed";
  /** The order of acceptance, 1 for the first; people call a load by it. */
  number: number;
  loadId: string;
  at: string;
  actor: string;
}

export interface LedgerLoad {
  number: number;
  loadId: string;
  state: "active" | "withdrawn";
  acceptedAt: string;
  actor: string;
  /** Under which it stood before its files were read anew, the first first. */
  formerIds: string[];
}

export function readLedger(home: Home): LedgerEvent[] {
  return ledgerFiles(home).map((name) => {
    const event = JSON.parse(readFileSync(join(home.paths.ledger, name), "utf8")) as LedgerEvent;
    return event;
  });
}

/**
 * Loads in the order of their numbers.
 * @param asOf the loads and their states when that number was accepted.
 * @throws PlanlensError `invalid-parameter` where no load has that number.
 */
export function ledgerLoads(home: Home, asOf?: number): LedgerLoad[] {
  const events = readLedger(home);
  const last =
    asOf === undefined ? events.length - 1 : events.findIndex((e) => e.event === "accepted" && e.number === asOf);
  if (asOf !== undefined && last < 0) {
    const known = events.filter((e) => e.event === "accepted").map((e) => e.number);
    throw new PlanlensError(
      "invalid-parameter",
      `There is no load ${asOf}. ${known.length > 0 ? `Loads are numbered ${known[0]} to ${known.at(-1)}.` : "Nothing has been loaded yet."}`,
    );
  }
  const loads = new Map<number, LedgerLoad>();
  for (const event of events.slice(0, last + 1)) {
    if (event.event === "accepted") {
      const { number, loadId, actor } = event;
      loads.set(number, { number, loadId, state: "active", acceptedAt: event.at, actor, formerIds: [] });
      continue;
    }
    const load = loads.get(event.number);
    if (!load) continue;
    load.state = event.event === "withdrawn" ? "withdrawn" : "active";
    if (event.event !== "replayed") continue;
    load.formerIds = [...load.formerIds, load.loadId].filter((id) => id !== event.loadId);
    load.loadId = event.loadId;
  }
  return [...loads.values()].sort((a, b) => a.number - b.number);
}

export function activeLoads(home: Home, asOf?: number): LedgerLoad[] {
  return ledgerLoads(home, asOf).filter((load) => load.state === "active");
}

/** The number under which the next load will be accepted. */
export function nextNumber(home: Home): number {
  return readLedger(home).filter((e) => e.event === "accepted").length + 1;
}

/**
 * Accepts a staged load: its folder moves into `loads/`, then the ledger names it. Until the ledger does, it is not there.
 * Only under the lock.
 * @param load.replaces the number that it takes over, where it is that load's files read anew
 */
export async function acceptLoad(
  home: Home,
  staged: string,
  { replaces, ...load }: { loadId: string; actor: string; at: string; replaces?: number },
): Promise<number> {
  const events = readLedger(home);
  const number = replaces ?? nextNumber(home);
  const target = join(home.paths.loads, load.loadId);
  if (existsSync(target)) {
    if (events.some((e) => e.loadId === load.loadId)) throw new Error(`load ${load.loadId} is in the ledger`);
    rmSync(target, { recursive: true });
  }
  await syncFolder(staged);
  renameSync(staged, target);
  await syncDirectory(home.paths.loads);
  await appendEvent(home, { event: replaces === undefined ? "accepted" : "replayed", number, ...load });
  return number;
}

/** Puts a load back to what its files were read as before; the folder is still there. Only under the lock. */
export async function readAsBefore(
  home: Home,
  number: number,
  load: { loadId: string; actor: string; at: string },
): Promise<void> {
  await appendEvent(home, { event: "replayed", number, ...load });
}

async function syncFolder(folder: string): Promise<void> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    await (entry.isDirectory() ? syncFolder(path) : syncFile(path));
  }
  await syncDirectory(folder);
}

/** @throws PlanlensError `not-found` where no load has that number or it is in that state already. */
export function findChangeable(home: Home, number: number, event: "withdrawn" | "reinstated"): LedgerLoad {
  const loads = ledgerLoads(home);
  const load = loads.find((each) => each.number === number);
  if (load && (event === "withdrawn") === (load.state === "active")) return load;
  const standing = loads.filter((each) => each.state === "active").map((each) => each.number);
  const why = load ? `Load ${number} is already ${load.state}` : `There is no load ${number}`;
  const known = standing.length > 0 ? `Active loads: ${standing.join(", ")}.` : "No load is active.";
  throw new PlanlensError("not-found", `${why}. ${known}`);
}

/** Only under the lock. @throws PlanlensError `not-found` where no load has that number or it is in that state already. */
export async function changeLoad(
  home: Home,
  number: number,
  event: "withdrawn" | "reinstated",
  by: { actor: string; at: string },
): Promise<LedgerLoad> {
  const load = findChangeable(home, number, event);
  await appendEvent(home, { event, number, loadId: load.loadId, at: by.at, actor: by.actor });
  return load;
}

async function appendEvent(home: Home, event: LedgerEvent): Promise<void> {
  const next = ledgerFiles(home).length + 1;
  const name = `${String(next).padStart(6, "0")}.json`;
  await createSafely(join(home.paths.ledger, name), `${JSON.stringify(event, null, 2)}\n`);
}

function ledgerFiles(home: Home): string[] {
  return readdirSync(home.paths.ledger)
    .filter((name) => /^\d{6}\.json$/.test(name))
    .sort();
}
