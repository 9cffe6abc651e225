import type { Envelope } from "../reports/envelope.ts";
import type { PacketPart } from "./packetSpec.ts";

/** Several reports as one: what the page, the PDF and the workbook of a packet render. */
export interface Packet {
  id: string;
  title: string;
  question: string;
  planName: string;
  /** How its parts stand: all on as few sheets as they take, or each exhibit on a sheet of its own. */
  layout: "page" | "exhibits";
  /** Parameters that every part was asked with, where it takes them. */
  params: Record<string, string>;
  parts: AnsweredPart[];
  /** Parts that are left out, each with the reason. */
  left: LeftPart[];
}

export interface AnsweredPart extends Pick<PacketPart, "show"> {
  exhibit: string;
  title: string;
  half?: PacketPart["half"];
  rows?: number;
  columns?: string[];
  /** Said under the exhibit: a filter that its report does not take. */
  notes: string[];
  envelope: Envelope;
}

export interface LeftPart {
  exhibit: string;
  title: string;
  report: string;
  why: string;
}
