import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";

const blockSize = 1 << 20;

/** Strings by number, kept on disk with a part of them at hand, so that their sum does not matter. */
export class StringPool {
  readonly #path: string;
  readonly #inMemory: number;
  #file: number | null = null;
  /** Offset at which each string begins, and where the last ends. */
  #offsets = new Float64Array(1024);
  #count = 0;
  #size = 0;
  #open: Buffer[] = [];
  #openSize = 0;
  readonly #blocks = new Map<number, Buffer>();
  #written = 0;

  /** @param inMemory blocks of a megabyte that are kept at hand */
  constructor(path: string, inMemory = 64) {
    this.#path = path;
    this.#inMemory = inMemory;
  }

  add(text: string): void {
    const bytes = Buffer.from(text);
    if (this.#count + 2 > this.#offsets.length) {
      const longer = new Float64Array(this.#offsets.length * 2);
      longer.set(this.#offsets);
      this.#offsets = longer;
    }
    this.#open.push(bytes);
    this.#openSize += bytes.length;
    this.#size += bytes.length;
    this.#count++;
    this.#offsets[this.#count] = this.#size;
    if (this.#openSize >= blockSize) this.#flush();
  }

  /** To be called once all are added, before any is asked for. */
  close(): void {
    this.#flush();
  }

  get(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined;
    const [start = 0, end = 0] = [this.#offsets[index], this.#offsets[index + 1]];
    const parts: Buffer[] = [];
    for (let at = start; at < end; ) {
      const number = Math.floor(at / blockSize);
      const stop = Math.min(end, (number + 1) * blockSize);
      parts.push(this.#block(number).subarray(at - number * blockSize, stop - number * blockSize));
      at = stop;
    }
    return Buffer.concat(parts).toString("utf8");
  }

  dispose(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    rmSync(this.#path, { force: true });
  }

  #flush(): void {
    const bytes = Buffer.concat(this.#open);
    this.#open = [];
    this.#openSize = 0;
    this.#file ??= openSync(this.#path, "w+");
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    this.#written += bytes.length;
  }

  #block(number: number): Buffer {
    const held = this.#blocks.get(number);
    if (held) return held;
    const length = Math.min(blockSize, this.#written - number * blockSize);
    const block = Buffer.alloc(length);
    if (this.#file !== null) readSync(this.#file, block, 0, length, number * blockSize);
    const [oldest] = this.#blocks.keys();
    if (this.#blocks.size >= this.#inMemory && oldest !== undefined) this.#blocks.delete(oldest);
    this.#blocks.set(number, block);
    return block;
  }
}
