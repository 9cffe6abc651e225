import { isUtf8 } from "node:buffer";

/** Checks bytes that come in pieces; a character may be cut by the end of a piece. */
export class Utf8Check {
  #open: Buffer = Buffer.alloc(0);

  /** Offset in `bytes` of the first byte that cannot stand there, or -1. May be negative by up to 3, in the piece before. */
  firstBad(bytes: Buffer): number | null {
    const held = this.#open.length;
    let start = 0;
    if (held > 0) {
      start = Math.min(lengthOf(this.#open[0] ?? 0) - held, bytes.length);
      const character = Buffer.concat([this.#open, bytes.subarray(0, start)]);
      if (character.length < lengthOf(character[0] ?? 0)) {
        this.#open = character;
        return null;
      }
      if (!isUtf8(character)) return -held;
    }
    const end = Math.max(start, bytes.length - openTail(bytes));
    this.#open = bytes.subarray(end);
    const body = bytes.subarray(start, end);
    return isUtf8(body) ? null : start + firstBadByte(body);
  }

  /** True where the last piece ended within a character. */
  get cut(): boolean {
    return this.#open.length > 0;
  }
}

/** How many bytes at the end begin a character that they do not finish. */
function openTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return lengthOf(byte) > back ? back : 0;
  }
  return 0;
}

function lengthOf(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}

function firstBadByte(bytes: Buffer): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 4096) {
    let middle = good + ((bad - good) >> 1);
    while (middle > good && ((bytes[middle] ?? 0) & 0xc0) === 0x80) middle--;
    if (middle === good) break;
    if (isUtf8(bytes.subarray(good, middle))) good = middle;
    else bad = middle;
  }
  while (good < bad) {
    const next = good + lengthOf(bytes[good] ?? 0);
    if (!isUtf8(bytes.subarray(good, next))) return good;
    good = next;
  }
  return good;
}
