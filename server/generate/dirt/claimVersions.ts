import { type DirtFile, delimited, groups, type Row, rowsWhere, total } from "./dirtFile.ts";
import type { ExtractSample } from "./extractSample.ts";

const columns = [
  "claim_id",
  "claim_line_number",
  "original_claim_id",
  "line_type",
  "claim_version",
  "claim_status",
  "person_id",
  "member_id",
  "claim_start_date",
  "adjudicated_date",
  "paid_date",
  "revenue_center_code",
  "hcpcs_code",
  "service_unit_quantity",
  "charge_amount",
  "allowed_amount",
  "deductible_amount",
  "copayment_amount",
  "coinsurance_amount",
  "cob_amount",
  "paid_amount",
];

/** Reversals and adjustments in the three common styles, bare negatives, and denied lines. */
export function claimVersions({ firstAdministrator, secondAdministrator, hmo }: ExtractSample): DirtFile[] {
  return [
    versions(
      "reversals-with-new-ids.csv",
      "a reversal and an adjustment each under a new id",
      secondAdministrator,
      root,
    ),
    versions("reversals-with-one-id.csv", "reversal and adjustment under the same id", hmo, root),
    versions("reversals-with-suffixes.csv", "a digit behind the id tells the version", firstAdministrator, suffixRoot),
    bareNegatives(hmo),
    deniedLines([...firstAdministrator, ...secondAdministrator]),
  ];
}

/** The number under which a claim was first sent, where ids say it. */
export function root(row: Row): string {
  return row.original_claim_id || row.claim_id || "";
}

function suffixRoot(row: Row): string {
  const id = row.claim_id ?? "";
  return row.line_type === "original" ? id : id.slice(0, -1);
}

/** Whole claims: some that were taken back or adjusted, some that were not. */
function chosenClaims(rows: Row[], rootOf: (row: Row) => string): Row[] {
  const claims = [
    ...groups(
      rows.filter((row) => row.claim_status === "paid"),
      rootOf,
    ).values(),
  ];
  const has = (claim: Row[], type: string) => claim.some((row) => row.line_type === type);
  const taken = claims.filter((claim) => has(claim, "original") && has(claim, "reversal")).slice(0, 30);
  const plain = claims.filter((claim) => has(claim, "original") && !has(claim, "reversal")).slice(0, 25);
  return [...plain, ...taken].flat().sort((a, b) => place(a).localeCompare(place(b)));
}

function place(row: Row): string {
  return [row.paid_date, row.claim_id, row.claim_version, row.claim_line_number?.padStart(3, "0")].join(" ");
}

/** Claims with a line left after what was taken back. */
function finalClaims(rows: Row[], rootOf: (row: Row) => string): number {
  const net = (claim: Row[]) => claim.reduce((sum, row) => sum + (row.line_type === "reversal" ? -1 : 1), 0);
  return [...groups(rows, rootOf).values()].filter((claim) => net(claim) > 0).length;
}

function versions(file: string, kind: string, source: Row[], rootOf: (row: Row) => string): DirtFile {
  const rows = chosenClaims(source, rootOf);
  return {
    file,
    kind: `versions: ${kind}`,
    rule: "Keep every version: dollars are the sum of all lines; counts are right only on final versions.",
    rows: rows.length,
    wrong: [
      { what: "reversal", rows: rowsWhere(rows, (row) => row.line_type === "reversal") },
      { what: "adjustment", rows: rowsWhere(rows, (row) => row.line_type === "adjustment") },
    ],
    totals: { paid_amount: total(rows, "paid_amount"), final_claims: finalClaims(rows, rootOf) },
    bytes: Buffer.from(delimited(columns, rows)),
  };
}

function bareNegatives(source: Row[]): DirtFile {
  const kept = columns.filter((column) => !["line_type", "claim_version", "original_claim_id"].includes(column));
  const rows = chosenClaims(source, root);
  return {
    file: "bare-negatives.csv",
    kind: "versions: negative lines and no word on what they take back",
    rule: "Never drop a negative: a line of the same claim and number with the amounts reversed takes the one before back.",
    rows: rows.length,
    wrong: [{ what: "negative line", rows: rowsWhere(rows, (row) => row.line_type === "reversal") }],
    totals: { paid_amount: total(rows, "paid_amount"), final_claims: finalClaims(rows, root) },
    bytes: Buffer.from(delimited(kept, rows)),
  };
}

function deniedLines(source: Row[]): DirtFile {
  const denied = source.filter((row) => row.claim_status === "denied").slice(0, 60);
  const paid = source.filter((row) => row.claim_status === "paid" && row.line_type === "original").slice(0, 120);
  const rows = [...denied, ...paid].sort((a, b) => (a.adjudicated_date ?? "").localeCompare(b.adjudicated_date ?? ""));
  return {
    file: "denied-lines.csv",
    kind: "denied lines among the paid",
    rule: "Keep denied lines with nothing paid, and leave their charges out of what was billed.",
    rows: rows.length,
    wrong: [{ what: "denied", rows: rowsWhere(rows, (row) => row.claim_status === "denied") }],
    totals: {
      charge_amount: total(paid, "charge_amount"),
      paid_amount: total(rows, "paid_amount"),
      denied_charge_amount: total(denied, "charge_amount"),
    },
    bytes: Buffer.from(delimited(columns, rows)),
  };
}
