import { createHash } from "node:crypto";

/**
 * A person's number. Who has none of his own under the contract is told by the contract's number and the first name,
 * which enrollment, claims and remittances all give; the name itself is not readable from it.
 */
export function personNumber(of: { own?: string; contract: string; isSubscriber: boolean; firstName: string }): string {
  if (of.own && of.own !== of.contract) return of.own;
  if (of.isSubscriber || of.contract === "") return of.contract;
  const mark = createHash("sha256").update(`${of.contract}|${of.firstName.trim().toUpperCase()}`).digest("hex");
  return `${of.contract}-${mark.slice(0, 8)}`;
}
