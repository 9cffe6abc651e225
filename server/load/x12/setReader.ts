import type { Segment } from "./segments.ts";

/** What is known of the group and the set that segments stand in. */
export interface SetContext {
  /** Sender of the group. */
  sender: string;
  /** Day of the group, `YYYY-MM-DD`. */
  date: string;
}

export type Row = Record<string, string>;

/** Reads one transaction set, segment by segment, and gives its rows as soon as they are whole. */
export interface SetReader {
  /** The first segment after ST comes first, the last before SE last. */
  take(segment: Segment): Row[];
  /** The rows that the end of the set ends. */
  end(): Row[];
}

/** What a kind of set fills, and what there is to say once all sets of a file are read. */
export interface SetKind {
  table: string;
  columns: string[];
  open(context: SetContext): SetReader;
  notes(): string[];
  control(): string[][];
  /** Records that hold something but make no row, in words. */
  leftOut(): string[];
}
