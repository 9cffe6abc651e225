import { profileNames } from "../../../web/filters/profileNames.ts";
import type { Envelope, Meta } from "../../reports/envelope.ts";
import { drawMethod } from "./drawMethod.ts";
import { drawReport } from "./drawReport.ts";
import { Sheet } from "./sheet.ts";

/**
 * The envelope as a PDF: tagged, with its text as text and its chart as vectors. The same envelope gives the same
 * bytes; the date in the file is the day through which the data reach.
 */
export function pdfBytes(envelope: Envelope): Promise<Uint8Array> {
  const { meta } = envelope;
  const sheet = new Sheet({
    title: `${meta.title}, ${meta.period.label}`,
    subject: meta.question,
    dated: datedBy(meta),
    foot: footOf(meta, meta.title),
  });
  drawReport(sheet, sheet.root, envelope, { title: meta.title });
  drawMethod(sheet, sheet.root, envelope);
  return sheet.finish();
}

/** What stands at the foot of every page: what it is, of which data, and for whom. */
export function footOf(meta: Meta, title: string): string {
  return `${title}, ${meta.period.label}. Data ${meta.digest.slice(0, 12)}. ${profileNames[meta.profile].footer}`;
}

/** The day that the file says it is of. */
export function datedBy({ paidThrough, serviceThrough }: Meta): string | null {
  return paidThrough ?? serviceThrough;
}
