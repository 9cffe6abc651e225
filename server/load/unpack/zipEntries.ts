import { statfs } from "node:fs/promises";
import { crc32 } from "node:zlib";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { isPlanlensError, PlanlensError } from "../../errors.ts";
import { cancelled } from "../../warehouse/cancellable.ts";
import { ProblemError, unreadable } from "../problems.ts";
import type { Budget } from "./budget.ts";

/** A ZIP archive whose entries are read one after the other. */
export class ZipArchive {
  readonly entries: Entry[];
  readonly #zip: ZipFile;
  readonly #name: string;
  readonly #budget: Budget;
  readonly #spend: (bytes: number) => void;

  private constructor(zip: ZipFile, entries: Entry[], about: { name: string; size: number }, budget: Budget) {
    this.#zip = zip;
    this.entries = entries;
    this.#name = about.name;
    this.#budget = budget;
    this.#spend = budget.unfold(about.size);
  }

  /** @throws ProblemError for an archive that is damaged, locked or made to do harm. */
  static async open(file: { path: string; name: string; size: number }, budget: Budget): Promise<ZipArchive> {
    const { zip, entries } = await list(file.path, budget).catch((error) => {
      throw zipProblem(error, file.name);
    });
    return new ZipArchive(zip, entries, file, budget);
  }

  /** The bytes of an entry, checked against the size and the sum that the archive gives. */
  async *read(entry: Entry, signal?: AbortSignal): AsyncGenerator<Buffer> {
    if (entry.isEncrypted()) throw unreadable(this.#name, lockedText);
    try {
      const stream = await this.#zip.openReadStreamPromise(entry);
      let sum = 0;
      try {
        for await (const piece of stream as AsyncIterable<Buffer>) {
          if (signal?.aborted) throw cancelled();
          this.#spend(piece.length);
          sum = crc32(piece, sum);
          yield piece;
        }
      } finally {
        stream.destroy();
      }
      if (sum !== entry.crc32) throw new Error("the sum differs");
    } catch (error) {
      throw zipProblem(error, this.#name);
    }
  }

  /** @throws PlanlensError `bad-home` where the disk has no room for the entry. */
  async refuseIfNoRoom(entry: Entry, folder: string): Promise<void> {
    if (entry.uncompressedSize > this.#budget.limits.bytes) this.#spend(entry.uncompressedSize);
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize > entry.uncompressedSize) return;
    throw new PlanlensError("bad-home", "The disk has no room for what the archive holds. Make room and load again.");
  }

  close(): void {
    this.#zip.close();
  }
}

async function list(path: string, budget: Budget): Promise<{ zip: ZipFile; entries: Entry[] }> {
  const zip = await yauzl.openPromise(path, { autoClose: false, lazyEntries: true });
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      budget.entry();
      entries.push(entry);
    }
    return { zip, entries };
  } catch (error) {
    zip.close();
    throw error;
  }
}

const lockedText = "the archive is protected by a password. Unpack it, or ask for it without one.";

function zipProblem(error: unknown, name: string): unknown {
  if (error instanceof ProblemError || isPlanlensError(error) || !(error instanceof Error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code && !code.startsWith("Z_") && /^E[A-Z0-9]+$/.test(code)) return error;
  if (/absolute path|invalid relative path|invalid characters in fileName/.test(error.message)) {
    const what =
      "an entry of the archive names a place outside of it, which no honest archive does. Nothing of it was read; ask the sender.";
    return unreadable(name, what);
  }
  if (/encrypt/.test(error.message)) return unreadable(name, lockedText);
  if (/compression method/.test(error.message)) {
    return unreadable(name, "the archive is packed in a way that is not read. Unpack it, or pack it again as usual.");
  }
  if (/multi-disk/.test(error.message)) {
    return unreadable(
      name,
      "this is one part of an archive of several. Unpack them together and load what is in them.",
    );
  }
  return unreadable(name, "this is not a whole ZIP archive: it is damaged or cut off. Transfer it again.");
}
