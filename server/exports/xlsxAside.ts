import type { Envelope } from "../reports/envelope.ts";
import { aside } from "./aside.ts";
import { lineCount } from "./exportLines.ts";
import { refuseTooManyLines, xlsxBytes } from "./xlsx.ts";

/** Cells that take the main thread no longer than a moment. */
const fewCells = 2_000;

/**
 * The same bytes as `xlsxBytes`; a large workbook is written in a thread of its own, so that the server goes on answering.
 * @throws PlanlensError `too-large`, or `cancelled` after `signal`, which ends the thread.
 */
export async function xlsxAside(envelope: Envelope, signal?: AbortSignal): Promise<Uint8Array> {
  refuseTooManyLines(envelope);
  if (lineCount(envelope) * envelope.columns.length <= fewCells) return xlsxBytes(envelope);
  return aside("xlsx", envelope, signal);
}
