import type { Meta } from "../../server/reports/envelope.ts";
import { formatDate } from "../format/month.ts";

/** What is counted and how far the data reach, in a line under the sentence. */
export function basisLine({ basis, period, prior, serviceThrough, paidThrough }: Meta): string {
  const by = basis === "paid" ? "By month of payment" : "By month of service";
  const against = prior ? `, against ${prior.label}` : "";
  const service = serviceThrough ? ` Services through ${formatDate(serviceThrough)}` : "";
  const paid = paidThrough ? `paid through ${formatDate(paidThrough)}` : "no dates of payment given";
  return `${by}, ${period.label}${against}.${service ? `${service}, ${paid}.` : ""}`;
}
