/** What the rows of the sets that are read are called. */
export const setNames: Record<string, string> = {
  "834": "enrollment",
  "835": "remittance",
  "837P": "professional claims",
  "837I": "institutional claims",
  "820": "premium payments",
};

/** Sets that fill no table, in words. */
const otherSets: Record<string, string> = {
  "270": "a question about a member's benefits",
  "271": "an answer about a member's benefits",
  "275": "documents to a claim",
  "276": "a question about the state of a claim",
  "277": "an answer about the state of a claim",
  "278": "a request for approval of care",
  "824": "a report of faults in another file",
  "837D": "dental claims",
  "997": "a receipt for another file",
  "999": "a receipt for another file",
};

export function whyUnread(kind: string): string {
  const said = otherSets[kind];
  return said
    ? `this is X12 ${kind}, ${said}, for which there is no table`
    : `this is X12 ${kind}, which is not known here`;
}

/** What an ST segment begins: the set's number, and for claims which kind, by the version of its guide. */
export function kindOfSet(set: string, guide: string, groupVersion: string): string {
  if (set !== "837") return set;
  const version = guide || groupVersion;
  if (/X(096|223|299)/.test(version)) return "837I";
  if (/X(097|224|300)/.test(version)) return "837D";
  return "837P";
}
