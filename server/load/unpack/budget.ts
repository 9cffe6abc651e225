import { type ProblemError, unreadable } from "../problems.ts";
import type { UnpackLimits } from "./textFile.ts";

/** Counts what a delivered file unfolds to, and stops what no honest file does. */
export class Budget {
  readonly limits: UnpackLimits;
  readonly #name: string;
  #spent = 0;
  #entries = 0;

  constructor(name: string, limits: UnpackLimits) {
    this.#name = name;
    this.limits = limits;
  }

  /** Counts the bytes that `packed` bytes of an archive unfold to. */
  unfold(packed: number): (bytes: number) => void {
    let own = 0;
    return (bytes) => {
      own += bytes;
      this.#spent += bytes;
      if (own > this.limits.ratioFrom && own > packed * this.limits.ratio) throw this.#bomb();
      if (this.#spent > this.limits.bytes) throw this.#bomb();
    };
  }

  entry(): void {
    this.#entries++;
    if (this.#entries <= this.limits.entries) return;
    const most = this.limits.entries.toLocaleString("en-US");
    throw unreadable(this.#name, `the archive holds more than ${most} files. Load a part of them at a time.`);
  }

  #bomb(): ProblemError {
    const what =
      "it unfolds to far more than any extract of its size would, and may have been made to fill the disk. Ask the sender for the file unpacked.";
    return unreadable(this.#name, what);
  }
}
