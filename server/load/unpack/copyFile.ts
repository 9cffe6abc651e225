import { createHash } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { PlanlensError } from "../../errors.ts";

const flushAt = 1 << 20;

export interface Copied {
  path: string;
  size: number;
  /** SHA-256 of what was written. */
  sha256: string;
}

/** Writes a copy piece by piece; what could not be written whole is removed. */
export class CopyFile {
  readonly path: string;
  readonly #file: FileHandle;
  readonly #hash = createHash("sha256");
  #waiting: (string | Buffer)[] = [];
  #length = 0;
  size = 0;

  private constructor(path: string, file: FileHandle) {
    this.path = path;
    this.#file = file;
  }

  static async open(path: string): Promise<CopyFile> {
    return new CopyFile(path, await open(path, "wx").catch((error) => Promise.reject(fullDisk(error))));
  }

  /**
   * @param write what is to be in it
   * @throws PlanlensError `bad-home` where the disk is full.
   */
  static async write(path: string, write: (copy: CopyFile) => Promise<void>): Promise<Copied> {
    const copy = await CopyFile.open(path);
    try {
      await write(copy);
      return await copy.finish();
    } catch (error) {
      await copy.discard();
      throw error;
    }
  }

  async finish(): Promise<Copied> {
    await this.#flush();
    await this.#file.close();
    return { path: this.path, size: this.size, sha256: this.#hash.digest("hex") };
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await this.#file.close().catch(() => {});
    await rm(this.path, { force: true });
  }

  /** True where `drain` must be awaited before more is added. */
  add(piece: string | Buffer): boolean {
    this.#waiting.push(piece);
    this.#length += piece.length;
    return this.#length >= flushAt;
  }

  async drain(): Promise<void> {
    if (this.#length >= flushAt) await this.#flush();
  }

  async #flush(): Promise<void> {
    const pieces = joined(this.#waiting);
    this.#waiting = [];
    this.#length = 0;
    try {
      await this.#writeAll(pieces);
    } catch (error) {
      throw fullDisk(error);
    }
  }

  async #writeAll(pieces: Buffer[]): Promise<void> {
    for (const bytes of pieces) {
      this.#hash.update(bytes);
      this.size += bytes.length;
      for (let at = 0; at < bytes.length; ) at += (await this.#file.write(bytes, at)).bytesWritten;
    }
  }
}

/** Texts that follow one another become one run of bytes, which is several times faster. */
function joined(pieces: (string | Buffer)[]): Buffer[] {
  const bytes: Buffer[] = [];
  let texts: string[] = [];
  const close = () => {
    if (texts.length > 0) bytes.push(Buffer.from(texts.join("")));
    texts = [];
  };
  for (const piece of pieces) {
    if (typeof piece === "string") texts.push(piece);
    else {
      close();
      bytes.push(piece);
    }
  }
  close();
  return bytes;
}

/** A full disk in plain words; any other error as it is. */
export function fullDisk(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== "ENOSPC" && code !== "EDQUOT" && code !== "EFBIG") return error;
  return new PlanlensError("bad-home", "The disk is full. Make room and load again.", { cause: error });
}
