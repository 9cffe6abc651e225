/** One segment of X12: its name and its elements, `elements[1]` being the first after the name. */
export interface Segment {
  id: string;
  elements: string[];
  /** Place in the file, 1 for the first. */
  place: number;
  /** Parts an element that holds several values. */
  component: string;
  repetition: string;
}

/** The text is no X12, or one segment of it never ends. */
export class BrokenX12Error extends Error {}

interface Signs {
  element: string;
  component: string;
  repetition: string;
  terminator: string;
}

const longest = 1 << 20;

/** An interchange begins with `ISA` and an element separator, and its version has five digits. */
export function isX12(text: string): boolean {
  const head = text.replace(/^[\s\uFEFF]+/, "").slice(0, 200);
  if (!/^ISA[^A-Za-z0-9\s]/.test(head)) return false;
  const elements = head.split(head[3] ?? "");
  return elements.length > 16 && /^\d{5}$/.test(elements[12] ?? "");
}

/** Takes X12 apart, piece by piece, under the signs that each interchange's first segment gives. */
export class SegmentReader {
  #rest = "";
  #signs: Signs | null = null;
  #place = 0;

  /** The segments that end within this piece. @throws BrokenX12Error */
  *push(piece: string): Generator<Segment> {
    this.#rest += piece;
    for (;;) {
      this.#rest = this.#rest.replace(/^[\s\uFEFF]+/, "");
      if (this.#rest.startsWith("ISA")) {
        if (this.#rest.length < 256 && piece !== "") break;
        this.#signs = signsOf(this.#rest);
      }
      if (!this.#signs) {
        if (this.#rest.length < 3) break;
        throw new BrokenX12Error(`after segment ${this.#place} stands text that belongs to no interchange`);
      }
      const found = yield* this.#within(this.#signs);
      if (!found) break;
    }
    if (this.#rest.length > longest) throw new BrokenX12Error(`segment ${this.#place + 1} never ends`);
  }

  /** The segments left at the end of the file, the last also without its terminator. @throws BrokenX12Error */
  *end(): Generator<Segment> {
    yield* this.push("");
    const text = this.#rest.trim();
    this.#rest = "";
    if (text !== "" && text !== "\u001a" && this.#signs) yield this.#segment(text, this.#signs);
  }

  /** True where another interchange may begin. */
  *#within(signs: Signs): Generator<Segment, boolean> {
    let start = 0;
    for (let at = this.#rest.indexOf(signs.terminator); at >= 0; at = this.#rest.indexOf(signs.terminator, start)) {
      const segment = this.#segment(this.#rest.slice(start, at).trim(), signs);
      start = at + signs.terminator.length;
      if (segment.id !== "") yield segment;
      if (segment.id !== "IEA") continue;
      this.#rest = this.#rest.slice(start);
      this.#signs = null;
      return this.#rest.trim() !== "";
    }
    this.#rest = this.#rest.slice(start);
    return false;
  }

  #segment(text: string, { element, component, repetition }: Signs): Segment {
    const elements = text.split(element);
    if (text !== "") this.#place++;
    return { id: (elements[0] ?? "").trim(), elements, place: this.#place, component, repetition };
  }
}

function signsOf(text: string): Signs {
  const element = text[3] ?? "*";
  let at = 0;
  for (let count = 0; count < 16; count++) {
    at = text.indexOf(element, at) + 1;
    if (at === 0 || at > 240) throw new BrokenX12Error("the first segment of an interchange (ISA) is not whole");
  }
  const repeats = text.split(element, 12)[11] ?? "";
  const repetition = /^[^A-Za-z0-9\s]$/.test(repeats) ? repeats : "";
  return { element, component: text[at] ?? ":", repetition, terminator: text[at + 1] ?? "~" };
}
