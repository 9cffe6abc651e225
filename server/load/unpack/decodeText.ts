import type { Encoding } from "./inspectText.ts";

/** Turns bytes of an encoding, in pieces, into text. The mark at the beginning is not part of the text. */
export class Decoder {
  readonly #wide: TextDecoder | null;
  readonly #mark: number;
  #skipped = 0;

  constructor(encoding: Encoding, mark: number) {
    this.#wide = encoding === "windows-1252" ? null : new TextDecoder(encoding, { ignoreBOM: true });
    this.#mark = mark;
  }

  push(piece: Buffer): string {
    const skip = Math.min(this.#mark - this.#skipped, piece.length);
    this.#skipped += skip;
    const rest = skip === 0 ? piece : piece.subarray(skip);
    return this.#wide ? this.#wide.decode(rest, { stream: true }) : windows1252(rest);
  }

  end(): string {
    return this.#wide ? this.#wide.decode() : "";
  }
}

/** Node's own decoder takes Windows-1252 for Latin-1 in some versions, which loses quotes, dashes and the euro sign. */
function windows1252(bytes: Buffer): string {
  return bytes.toString("latin1").replace(/[\x80-\x9f]/g, (letter) => high[letter.charCodeAt(0) - 0x80] ?? letter);
}

const high = [..."€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"];
