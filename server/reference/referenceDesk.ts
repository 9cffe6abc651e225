import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Home } from "../home/home.ts";
import { withLock } from "../home/lock.ts";
import { addReference, removeReference } from "./addReference.ts";
import { listReference, type ReferenceListed } from "./listReference.ts";

/** What code sets over HTTP need of a home. */
export interface ReferenceDesk {
  /** Where a file waits while it comes; `done` takes it away. */
  waiting(id: string): { path: string; done: () => void };
  /** Bytes that a file may have. */
  readonly limit: number;
  list(): Promise<ReferenceListed[]>;
  add(file: { path: string; name: string; kind: string | undefined }, actor: string): Promise<void>;
  remove(kind: string, actor: string): Promise<void>;
}

/** The desk of a home on the disk. */
export function referenceDesk(home: Home, { clock = () => new Date() }: { clock?: () => Date } = {}): ReferenceDesk {
  const by = (actor: string) => ({ actor, at: clock().toISOString() });
  return {
    limit: Math.floor(home.settings.uploadGigabytes * 1e9),
    waiting(id) {
      const path = join(home.paths.reference, `.incoming-${id}`);
      return { path, done: () => rmSync(path, { force: true }) };
    },
    list: () => listReference(home),
    async add({ path, name, kind }, actor) {
      const files = [{ path, name }];
      await withLock(home, "change of code sets", () => addReference(home, { files, kind, ...by(actor) }));
    },
    remove: (kind, actor) => withLock(home, "change of code sets", () => removeReference(home, { kind, ...by(actor) })),
  };
}
