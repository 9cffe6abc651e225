import type { Meta } from "../../server/reports/envelope.ts";
import { formatDate } from "../format/month.ts";

/** What is counted and how far the data reach, in a line under the sentence. A report may know no basis. */
export function basisLine({ params, period, prior, serviceThrough, paidThrough }: Meta): string {
  const by = { incurred: "By month of service, ", paid: "By month of payment, " }[params.basis ?? ""] ?? "";
  const against = prior ? `, against ${prior.label}` : "";
  const service = serviceThrough ? ` Services through ${formatDate(serviceThrough)}` : "";
  const paid = paidThrough ? `paid through ${formatDate(paidThrough)}` : "no dates of payment given";
  return `${by}${period.label}${against}.${service ? `${service}, ${paid}.` : ""}`;
}
