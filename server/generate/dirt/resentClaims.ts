import { root } from "./claimVersions.ts";
import { type DirtFile, delimited, groups, type Row, rowsWhere, total } from "./dirtFile.ts";
import type { ExtractSample } from "./extractSample.ts";

const columns = [
  "claim_id",
  "claim_line_number",
  "person_id",
  "claim_start_date",
  "paid_date",
  "allowed_amount",
  "paid_amount",
];
const headerColumns = [
  "claim_id",
  "original_claim_id",
  "adjudicated_date",
  "line_type",
  "person_id",
  "lines",
  "paid_amount",
];
const lineColumns = [
  "claim_id",
  "original_claim_id",
  "claim_line_number",
  "adjudicated_date",
  "line_type",
  "hcpcs_code",
  "paid_amount",
];

/** Claims that come a second time: a feed that restates everything, and records that were sent twice. */
export function resentClaims({ secondAdministrator }: ExtractSample): DirtFile[] {
  return [...fullReplacement(secondAdministrator), ...duplicates(secondAdministrator)];
}

/** All claims to date, twice: the second file has them as they have become since. */
function fullReplacement(source: Row[]): DirtFile[] {
  const paid = source.filter((row) => row.claim_status === "paid");
  const claims = [...groups(paid, root).values()];
  const changed = claims.filter((claim) => claim.some((row) => row.line_type === "reversal")).slice(0, 15);
  const plain = claims.filter((claim) => claim.every((row) => row.line_type === "original")).slice(0, 45);
  const before = [...plain.slice(0, 35), ...changed].flat().filter((row) => row.line_type === "original");
  const after = [...plain, ...changed].flatMap((claim) => {
    const last = claim.some((row) => row.line_type === "adjustment") ? "adjustment" : "original";
    const takenBack = last === "original" && claim.some((row) => row.line_type === "reversal");
    return takenBack
      ? []
      : claim.filter((row) => row.line_type === last).map((row) => ({ ...row, claim_id: root(row) }));
  });
  const changedRoots = new Set(changed.map((claim) => root(claim[0] ?? {})));
  const file = (name: string, rows: Row[], what: string): DirtFile => ({
    file: name,
    kind: "a full-replacement feed that restates",
    rule: "The later file replaces the earlier one altogether; adding them up counts most claims twice.",
    rows: rows.length,
    wrong: [{ what, rows: rowsWhere(rows, (row) => changedRoots.has(root(row))) }],
    totals: { paid_amount: total(after, "paid_amount"), claims: groups(after, root).size },
    bytes: Buffer.from(delimited(columns, rows)),
  });
  return [
    file("full-replacement-1.csv", before, "restated or gone in the second file"),
    file("full-replacement-2.csv", after, "restated since the first file"),
  ];
}

/** Headers and lines of which some were sent twice, some lines without a header and some headers without lines. */
function duplicates(source: Row[]): DirtFile[] {
  const claims = [
    ...groups(
      source.filter((row) => row.claim_status === "paid"),
      (row) => row.claim_id ?? "",
    ).values(),
  ].slice(0, 70);
  const header = (claim: Row[]): Row => ({
    ...claim[0],
    lines: String(claim.length),
    paid_amount: total(claim, "paid_amount"),
  });
  const withoutLines = claims.slice(0, 2);
  const withoutHeader = claims.slice(2, 5);
  const whole = claims.slice(5);
  const headers = [...withoutLines, ...whole].map(header);
  const lines = [...withoutHeader, ...whole].flat();
  const headerCopies = headers.filter((_, index) => index % 9 === 4).map((row) => ({ ...row }));
  const lineCopies = lines.filter((_, index) => index % 17 === 8).map((row) => ({ ...row }));
  const rule =
    "A header is known by its ids, day of decision and indicator, a line by its number as well: the second of the same is " +
    "dropped and counted; lines without a header and headers without lines are reported.";
  const totals = {
    claims: whole.length,
    lines: whole.flat().length,
    paid_amount: total(whole.flat(), "paid_amount"),
    childless_headers: withoutLines.length,
    orphan_lines: withoutHeader.flat().length,
  };
  const file = (name: string, names: string[], rows: Row[], copies: Row[], alone: Row[][], what: string): DirtFile => {
    const ids = new Set(alone.flat().map((row) => row.claim_id));
    return {
      file: name,
      kind: "records sent twice, orphan lines and childless headers",
      rule,
      rows: rows.length + copies.length,
      wrong: [
        { what: "sent twice", rows: copies.map((_, index) => rows.length + index + 1) },
        { what, rows: rowsWhere([...rows, ...copies], (row) => ids.has(row.claim_id)) },
      ],
      totals,
      bytes: Buffer.from(delimited(names, [...rows, ...copies])),
    };
  };
  return [
    file("sent-twice-headers.csv", headerColumns, headers, headerCopies, withoutLines, "header without lines"),
    file("sent-twice-lines.csv", lineColumns, lines, lineCopies, withoutHeader, "line without header"),
  ];
}
