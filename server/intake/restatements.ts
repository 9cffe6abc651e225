import type { Home } from "../home/home.ts";
import { readRecord } from "../home/records.ts";
import type { Restatement } from "./restatement.ts";

/** What moved when a load was accepted, withdrawn, brought back or read anew last; null where that was not kept. */
export function readRestatement(home: Home, number: number): Restatement | null {
  return (readRecord(home, "restatement", `load-${number}`)?.body as Restatement | undefined) ?? null;
}
