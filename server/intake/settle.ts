import { isPlanlensError, PlanlensError } from "../errors.ts";
import { appendRecord } from "../home/records.ts";
import type { HomePlan } from "../homePlan.ts";
import { type BuildLoad, buildLoads } from "../warehouse/buildLoads.ts";
import { cancelled } from "../warehouse/cancellable.ts";
import { openEngine, withConnection } from "../warehouse/engine.ts";
import { movedFigures } from "./movedFigures.ts";
import { movedRows } from "./movedRows.ts";
import type { IntakeSurroundings } from "./request.ts";
import type { MovedRows, Restatement } from "./restatement.ts";

export interface Settled {
  digest: string;
  restatement: Restatement | null;
}

export interface LoadsChange {
  load: number;
  cause: Restatement["cause"];
  actor: string;
  /** The loads that are active once the change is accepted. */
  loads: BuildLoad[];
  /** Writes the change into the ledger: what makes it so. */
  accept: () => Promise<void>;
}

/**
 * Changes what is loaded: builds what will then be called for, accepts, switches, and tells which figures moved.
 * Until it is accepted nothing has changed, whatever happens; afterwards nothing can stop it.
 * Only under the lock.
 */
export async function settle(plan: HomePlan, change: LoadsChange, around: IntakeSurroundings): Promise<Settled> {
  const { load, cause, actor } = change;
  const { signal, onProgress } = around;
  const loadsBefore = buildLoads(plan.home);
  const before = await builtBefore(plan, loadsBefore, around);
  const rows = await rowsMoved(loadsBefore, change.loads);
  const digest = await build(plan, change, around);
  if (signal?.aborted) throw cancelled();
  onProgress?.({ fraction: 0.94, message: "Accepting" });
  await change.accept();
  onProgress?.({ fraction: 0.95, message: `Load ${load} is ${cause === "replayed" ? "read anew" : cause}` });
  await switchTo(plan, load, digest);
  onProgress?.({ fraction: 0.96, message: "Comparing with what was reported before" });
  const restatement = await restate(plan, {
    load,
    cause,
    before,
    after: digest,
    rows,
    first: loadsBefore.length === 0,
  });
  const record = { kind: "restatement", id: `load-${load}`, actor, at: around.now().toISOString(), body: restatement };
  // What has been accepted stands, though there be no room for an account of it.
  await appendRecord(plan.home, record).catch(() => restatement.notes.push("This account could not be kept."));
  onProgress?.({ fraction: 1, message: "Done" });
  return { digest, restatement };
}

async function switchTo(plan: HomePlan, load: number, digest: string): Promise<void> {
  try {
    await plan.switchLocked(digest);
  } catch (cause) {
    const text = `What was asked of load ${load} is done and kept, but the figures are not in use yet. Check that the disk is not full, and run: planlens build`;
    throw new PlanlensError("not-built", text, { cause });
  }
}

/** The warehouse to compare with; built now where a crash or another version of the queries left none. */
async function builtBefore(
  plan: HomePlan,
  loads: BuildLoad[],
  { signal, onProgress }: IntakeSurroundings,
): Promise<string | null> {
  if (loads.length === 0) return null;
  const within: IntakeSurroundings["onProgress"] = () =>
    onProgress?.({ fraction: 0.6, message: "Building the figures to compare with" });
  try {
    return await plan.buildAside(loads, { signal, onProgress: within });
  } catch (error) {
    if (isPlanlensError(error) && error.code === "bad-home") return null;
    throw error;
  }
}

async function build(plan: HomePlan, change: LoadsChange, { signal, onProgress }: IntakeSurroundings): Promise<string> {
  const within: IntakeSurroundings["onProgress"] = ({ fraction, message }) =>
    onProgress?.({ fraction: fraction === null ? null : 0.6 + 0.33 * fraction, message });
  try {
    return await plan.buildAside(change.loads, { signal, onProgress: within });
  } catch (error) {
    // A load whose folder is gone must be possible to withdraw, whatever else is gone.
    if (change.cause !== "withdrawn" || !isPlanlensError(error) || error.code !== "bad-home") throw error;
    await change.accept();
    throw new PlanlensError("bad-home", `Load ${change.load} is withdrawn, but nothing was built: ${error.message}`);
  }
}

async function rowsMoved(before: BuildLoad[], after: BuildLoad[]): Promise<MovedRows[]> {
  const engine = await openEngine(":memory:");
  try {
    return await withConnection(engine, (connection) => movedRows(connection, before, after));
  } catch (error) {
    if (isPlanlensError(error) && error.code === "bad-home") return [];
    throw error;
  } finally {
    engine.closeSync();
  }
}

async function restate(
  plan: HomePlan,
  {
    first,
    before,
    ...about
  }: Pick<Restatement, "load" | "cause" | "before" | "after" | "rows"> & {
    first: boolean;
  },
): Promise<Restatement> {
  const none = { ...about, before, figures: [], compared: 0 };
  if (first) return { ...none, notes: ["Nothing was loaded before, so no figure had been reported that could move."] };
  if (before === null) {
    return { ...none, notes: ["The figures before cannot be told: a load that they came from is no longer there."] };
  }
  try {
    return { ...about, before, ...(await movedFigures(plan, before, about.after)), notes: [] };
  } catch {
    return { ...none, notes: ["The figures could not be compared, because reports could not be read."] };
  }
}
