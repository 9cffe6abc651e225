/** One row of a CSV file as it stands there. */
export interface CsvRecord {
  /** Physical line on which it begins, 1 for the first of the file. */
  line: number;
  fields: string[];
  /** The row's text, without its line end. */
  text: string;
  /** A quote that does not enclose its field; the place of the field, 0 for the first. */
  strayQuote: number | null;
}

/** The row that was being read is longer than any row can be: almost always a quote that is not closed. */
export class EndlessRecordError extends Error {
  readonly line: number;
  readonly field: number;
  readonly quoted: boolean;

  constructor(at: { line: number; field: number; quoted: boolean }) {
    super("record without an end");
    this.name = "EndlessRecordError";
    this.line = at.line;
    this.field = at.field;
    this.quoted = at.quoted;
  }
}

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const longest = 1 << 20;

type State = "start" | "plain" | "quoted" | "closing" | "after";

/**
 * Reads CSV exactly, piece by piece: quoted delimiters and line ends, doubled quotes, LF, CRLF and CR, mixed too.
 * Lines of blanks alone are no rows. Knows the line of every row; about ten times slower than the engine's reader.
 */
export class CsvRecords {
  readonly #delimiter: number;
  #state: State = "start";
  #line = 1;
  #opened = 1;
  #begun = 1;
  #fields: string[] = [];
  #value = "";
  #text = "";
  #stray: number | null = null;
  #afterReturn = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** The rows that end within this piece. @throws EndlessRecordError */
  push(piece: string): CsvRecord[] {
    const records: CsvRecord[] = [];
    let value = 0;
    let text = 0;
    for (let at = 0; at < piece.length; at++) {
      const code = piece.charCodeAt(at);
      if (this.#afterReturn) {
        this.#afterReturn = false;
        if (code === lineFeed) {
          if (this.#state !== "quoted") {
            value = at + 1;
            text = at + 1;
          }
          continue;
        }
      }
      if (code === lineFeed || code === carriageReturn) {
        this.#line++;
        this.#afterReturn = code === carriageReturn;
        if (this.#state === "quoted") continue;
        this.#endField(piece.slice(value, at));
        this.#text += piece.slice(text, at);
        const record = this.#endRecord();
        if (record) records.push(record);
        value = at + 1;
        text = at + 1;
      } else if (this.#state === "quoted") {
        if (code !== quote) continue;
        this.#value += piece.slice(value, at);
        value = at + 1;
        this.#state = "closing";
      } else if (code === this.#delimiter) {
        this.#endField(piece.slice(value, at));
        value = at + 1;
      } else if (code === quote && this.#state === "start") {
        this.#state = "quoted";
        this.#opened = this.#line;
        this.#value = "";
        value = at + 1;
      } else if (code === quote && this.#state === "closing") {
        this.#state = "quoted";
        value = at;
      } else if (this.#state === "start") {
        if (code !== 0x20) this.#state = "plain";
      } else if (this.#state === "closing" || this.#state === "after") {
        if (code === 0x20) this.#state = "after";
        else this.#stray ??= this.#fields.length;
        if (code !== 0x20) this.#state = "plain";
        else value = at + 1;
      }
    }
    if (this.#state !== "after") this.#value += piece.slice(value);
    this.#text += piece.slice(text);
    if (this.#text.length > longest) throw this.#endless();
    return records;
  }

  /** The row that the end of the file ends. @throws EndlessRecordError */
  end(): CsvRecord[] {
    if (this.#state === "quoted") throw this.#endless();
    if (this.#text === "") return [];
    this.#endField("");
    const record = this.#endRecord();
    return record ? [record] : [];
  }

  #endField(rest: string): void {
    this.#fields.push(this.#state === "after" ? this.#value : this.#value + rest);
    this.#value = "";
    this.#state = "start";
  }

  #endRecord(): CsvRecord | null {
    const [fields, text, line] = [this.#fields, this.#text, this.#begun];
    const strayQuote = this.#stray;
    this.#fields = [];
    this.#text = "";
    this.#stray = null;
    this.#begun = this.#line;
    return fields.length === 1 && text.trim() === "" ? null : { line, fields, text, strayQuote };
  }

  #endless(): EndlessRecordError {
    const quoted = this.#state === "quoted";
    return new EndlessRecordError({ line: quoted ? this.#opened : this.#begun, field: this.#fields.length, quoted });
  }
}
