import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { PlanlensError } from "../../errors.ts";
import { writeSafely } from "../../home/writeSafely.ts";
import type { Mapping } from "../../load/mapping/mapping.ts";
import { baseName } from "./baseName.ts";
import type { Intake, Rehearsal } from "./intakeSchema.ts";
import { type ReceiveOptions, receiveFile } from "./receiveFile.ts";
import { defaultIntakeSettings } from "./settingsSchema.ts";

/** What is kept of an intake on the disk, beside its files. */
interface Kept extends Pick<Intake, "id" | "actor" | "createdAt" | "touchedAt" | "settings" | "failure" | "outcome"> {
  mapping: Mapping | null;
  /** What the rehearsal was of; it is stale where that has changed. */
  rehearsed: string | null;
}

export type StoredIntake = Omit<Intake, "job">;

type Change = Partial<Pick<Kept, "settings" | "mapping" | "failure" | "outcome">>;

export interface IntakeStore {
  create(actor: string): Promise<StoredIntake>;
  /** Newest first. */
  list(): StoredIntake[];
  /** @throws PlanlensError `not-found` */
  get(id: string): StoredIntake;
  /** The folder of the delivered files, never to be shown; null where none has arrived. */
  folder(id: string): string | null;
  receive(
    id: string,
    name: string,
    body: ReadableStream | null,
    options: Omit<ReceiveOptions, "limit">,
  ): Promise<StoredIntake>;
  removeFile(id: string, name: string): Promise<StoredIntake>;
  change(id: string, change: Change): Promise<StoredIntake>;
  keepRehearsal(id: string, rehearsal: Rehearsal): Promise<StoredIntake>;
  /** Keeps what became of it and lets go of the files, which the load holds now. */
  finish(id: string, outcome: NonNullable<Intake["outcome"]>): Promise<StoredIntake>;
  discard(id: string): void;
  /** Takes away what nobody has touched for `days`. Returns how many. */
  clean(days: number): number;
}

export interface IntakeStoreOptions {
  directory: string;
  /** Bytes that the files of one intake can have together. */
  limit: number;
  clock: () => Date;
}

/** Files on their way in, one folder each: the files as they were sent, what was said of them, and the rehearsal. */
export function createIntakeStore({ directory, limit, clock }: IntakeStoreOptions): IntakeStore {
  const folderOf = (id: string) => {
    const folder = join(directory, checkedId(id));
    if (!existsSync(join(folder, "intake.json"))) throw notFound();
    return folder;
  };
  const read = (id: string) => JSON.parse(readFileSync(join(folderOf(id), "intake.json"), "utf8")) as Kept;
  const keep = async (kept: Kept) => {
    const whole: Kept = { ...kept, touchedAt: clock().toISOString() };
    await writeSafely(join(directory, kept.id, "intake.json"), JSON.stringify(whole));
    return whole;
  };
  const describe = (kept: Kept): StoredIntake => {
    const { rehearsed, ...rest } = kept;
    const folder = join(directory, kept.id);
    const files = filesIn(folder);
    const path = join(folder, "rehearsal.json");
    const rehearsal =
      rehearsed !== null && existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Rehearsal) : null;
    const stale = rehearsal !== null && kept.outcome === null && rehearsed !== signatureOf(folder, kept);
    return { ...rest, files, rehearsal, stale };
  };

  return {
    async create(actor) {
      const at = clock().toISOString();
      const id = randomUUID();
      mkdirSync(join(directory, id, "files"), { recursive: true, mode: 0o700 });
      const kept: Kept = {
        id,
        actor,
        createdAt: at,
        touchedAt: at,
        settings: defaultIntakeSettings,
        mapping: null,
        rehearsed: null,
        failure: null,
        outcome: null,
      };
      return describe(await keep(kept));
    },
    list() {
      if (!existsSync(directory)) return [];
      const ids = readdirSync(directory).filter((id) => existsSync(join(directory, id, "intake.json")));
      return ids.map((id) => describe(read(id))).sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
    },
    get: (id) => describe(read(id)),
    folder: (id) => (filesIn(folderOf(id)).length > 0 ? join(directory, id, "files") : null),
    async receive(id, sent, body, options) {
      const folder = folderOf(id);
      const name = baseName(sent);
      const others = filesIn(folder).filter((file) => file.name !== name);
      const held = others.reduce((sum, { size }) => sum + size, 0);
      await receiveFile(body, join(folder, "files", name), { ...options, limit: Math.max(0, limit - held) });
      return describe(await keep(read(id)));
    },
    async removeFile(id, sent) {
      const folder = folderOf(id);
      const file = filesIn(folder).find(({ name }) => name === sent);
      if (!file) throw new PlanlensError("not-found", "There is no such file among those that were sent.");
      rmSync(join(folder, "files", file.name));
      return describe(await keep(read(id)));
    },
    change: async (id, change) => describe(await keep({ ...read(id), ...change })),
    async keepRehearsal(id, rehearsal) {
      const folder = folderOf(id);
      const kept = read(id);
      await writeSafely(join(folder, "rehearsal.json"), JSON.stringify(rehearsal));
      return describe(await keep({ ...kept, failure: null, rehearsed: signatureOf(folder, kept) }));
    },
    async finish(id, outcome) {
      const folder = folderOf(id);
      const kept = await keep({ ...read(id), failure: null, outcome });
      rmSync(join(folder, "files"), { recursive: true, force: true });
      return describe(kept);
    },
    discard: (id) => rmSync(folderOf(id), { recursive: true, force: true }),
    clean(days) {
      if (!existsSync(directory)) return 0;
      const oldest = clock().getTime() - days * 86_400_000;
      const old = readdirSync(directory).filter((id) => touchedAt(join(directory, id)) < oldest);
      for (const id of old) rmSync(join(directory, id), { recursive: true, force: true });
      return old.length;
    },
  };
}

function filesIn(folder: string): { name: string; size: number }[] {
  const files = join(folder, "files");
  if (!existsSync(files)) return [];
  return readdirSync(files)
    .filter((name) => !name.endsWith(".part"))
    .sort()
    .map((name) => ({ name, size: statSync(join(files, name)).size }));
}

/** Stands for everything that a rehearsal depends on and a person can change. */
function signatureOf(folder: string, { settings, mapping }: Pick<Kept, "settings" | "mapping">): string {
  const files = filesIn(folder).map(({ name, size }) => [name, size, statSync(join(folder, "files", name)).mtimeMs]);
  return createHash("sha256")
    .update(JSON.stringify([files, settings, mapping]))
    .digest("hex");
}

function touchedAt(folder: string): number {
  const path = join(folder, "intake.json");
  return statSync(existsSync(path) ? path : folder).mtimeMs;
}

function checkedId(id: string): string {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw notFound();
  return id;
}

function notFound(): PlanlensError {
  const text = "There is no such intake. It was discarded, or nobody went on with it for a week; send the files again.";
  return new PlanlensError("not-found", text);
}
