import { at, day } from "./composite.ts";
import { BrokenX12Error, type Segment } from "./segments.ts";
import type { SetContext } from "./setReader.ts";
import { kindOfSet } from "./transactionSets.ts";

/** Follows interchanges, groups and sets, and holds their trailers to what they count. */
export class Envelope {
  #interchange: { control: string; groups: number } | null = null;
  #group: { control: string; sets: number; sender: string; date: string; version: string } | null = null;
  #set: { control: string; segments: number; kind: string } | null = null;
  #place = 0;
  /** What is wrong with trailers of groups and interchanges, told once a set of them is read. */
  #fault: BrokenX12Error | null = null;

  take(segment: Segment): void {
    this.#place = segment.place;
    if (this.#set) this.#set.segments++;
    switch (segment.id) {
      case "ISA":
        if (this.#interchange) this.#blame("an interchange begins within another");
        this.#interchange = { control: at(segment, 13), groups: 0 };
        break;
      case "GS":
        if (this.#interchange) this.#interchange.groups++;
        this.#group = {
          control: at(segment, 6),
          sets: 0,
          sender: at(segment, 2),
          date: day(at(segment, 4)),
          version: at(segment, 8),
        };
        break;
      case "ST":
        if (this.#set) throw new BrokenX12Error(`segment ${segment.place}: a transaction set begins within another`);
        if (this.#group) this.#group.sets++;
        this.#set = {
          control: at(segment, 2),
          segments: 1,
          kind: kindOfSet(at(segment, 1), at(segment, 3), this.#group?.version ?? ""),
        };
        break;
      case "SE":
        this.#ended = this.#set;
        this.#set = null;
        break;
      case "GE":
        this.#count(segment, "GE", this.#group && { count: this.#group.sets, control: this.#group.control });
        this.#group = null;
        break;
      case "IEA":
        this.#count(
          segment,
          "IEA",
          this.#interchange && { count: this.#interchange.groups, control: this.#interchange.control },
        );
        this.#interchange = null;
        break;
    }
  }

  #ended: { control: string; segments: number } | null = null;

  get kind(): string {
    return this.#set?.kind ?? "";
  }

  get context(): SetContext {
    return { sender: this.#group?.sender ?? "", date: this.#group?.date ?? "" };
  }

  /** Holds the trailer of a set that was read to its count. @throws BrokenX12Error */
  check(trailer: Segment): void {
    this.#count(trailer, "SE", this.#ended && { count: this.#ended.segments, control: this.#ended.control });
    if (this.#fault) throw this.#fault;
  }

  /** @throws BrokenX12Error where an interchange is not ended, or a trailer was wrong. */
  end(): void {
    if (this.#set || this.#group || this.#interchange) {
      const lacking = this.#set ? "SE" : this.#group ? "GE" : "IEA";
      this.#blame(`the file ends after segment ${this.#place}, before the trailer ${lacking}`);
    }
    if (this.#fault) throw this.#fault;
  }

  #count(trailer: Segment, name: string, found: { count: number; control: string } | null): void {
    const [count, control] = [at(trailer, 1), at(trailer, 2)];
    const where = `segment ${trailer.place}, ${name}`;
    if (!found) this.#blame(`${where}: it ends what never began`);
    else if (Number(count) !== found.count)
      this.#blame(`${where}: it counts ${Number(count)}, and ${found.count} are there`);
    else if (control !== found.control) this.#blame(`${where}: its control number is not that of the header`);
  }

  #blame(what: string): void {
    this.#fault ??= new BrokenX12Error(what);
  }
}
