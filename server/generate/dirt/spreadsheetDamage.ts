import { cents, type DirtFile, delimited, dollars, groups, type Row, rowsWhere, total } from "./dirtFile.ts";
import type { ExtractSample } from "./extractSample.ts";

/** What a spreadsheet does to codes, ids and gaps: lost zeros, ten-digit drug codes, scientific notation, #N/A. */
export function spreadsheetDamage({ firstAdministrator, pharmacy }: ExtractSample): DirtFile[] {
  const paid = firstAdministrator.filter((row) => row.claim_status === "paid");
  return [lostZeros(paid), shortDrugCodes(pharmacy), scientificIds(paid), notAvailable(paid)];
}

function lostZeros(source: Row[]): DirtFile {
  const emergency = source.filter((row) => row.revenue_center_code?.startsWith("045")).slice(0, 25);
  const others = source
    .filter((row) => row.revenue_center_code && !row.revenue_center_code.startsWith("045"))
    .slice(0, 100);
  /* zip codes that begin with 0000 are nobody's */
  const right: Row[] = [...others, ...emergency].map((row, index) => ({ ...row, zip_code: `0000${1 + (index % 9)}` }));
  const rows: Row[] = right.map((row) => ({
    ...row,
    zip_code: String(Number(row.zip_code)),
    revenue_center_code: String(Number(row.revenue_center_code)),
  }));
  const columns = [
    "claim_id",
    "claim_line_number",
    "person_id",
    "zip_code",
    "revenue_center_code",
    "allowed_amount",
    "paid_amount",
  ];
  const isEmergency = (row: Row) => row.revenue_center_code?.startsWith("045") ?? false;
  return {
    file: "lost-zeros.csv",
    kind: "zip and revenue codes read as numbers",
    rule: "Codes have a width: zip codes five digits, revenue codes four; zeros are put back in front and counted.",
    rows: rows.length,
    wrong: [
      { what: "zip code without its zeros", rows: rowsWhere(rows, () => true) },
      {
        what: "revenue code without its zero",
        rows: rowsWhere(right, (row) => row.revenue_center_code?.startsWith("0") ?? false),
      },
    ],
    totals: {
      paid_amount: total(rows, "paid_amount"),
      emergency_lines: right.filter(isEmergency).length,
      emergency_paid_amount: total(right.filter(isEmergency), "paid_amount"),
      lines_of_zip_00001: right.filter((row) => row.zip_code === "00001").length,
    },
    bytes: Buffer.from(delimited(columns, rows)),
  };
}

function shortDrugCodes(source: Row[]): DirtFile {
  const right = source.filter((row) => row.line_type === "original").slice(0, 150);
  /* ten digits as 5-3-2 where the product's first digit is 0, of two records in three */
  const short = (code: string) => (code[5] === "0" ? `${code.slice(0, 5)}-${code.slice(6, 9)}-${code.slice(9)}` : code);
  const rows = right.map(
    (row, index): Row => ({ ...row, ndc_code: index % 3 === 0 ? (row.ndc_code ?? "") : short(row.ndc_code ?? "") }),
  );
  const [most = []] = [...groups(right, (row) => row.ndc_code ?? "").values()].sort((a, b) => b.length - a.length);
  return {
    file: "drug-codes-of-ten-digits.csv",
    kind: "drug codes of ten digits",
    rule: "A code of ten digits as 5-3-2 gets a zero before its product, and then has eleven.",
    rows: rows.length,
    wrong: [{ what: "ten digits", rows: rowsWhere(rows, (row) => row.ndc_code?.includes("-") ?? false) }],
    totals: {
      paid_amount: total(rows, "paid_amount"),
      drugs: new Set(right.map((row) => row.ndc_code)).size,
      most_frequent_drug: most[0]?.ndc_code ?? "",
      fills_of_it: most.length,
    },
    bytes: Buffer.from(
      delimited(["claim_id", "ndc_code", "dispensing_date", "days_supply", "allowed_amount", "paid_amount"], rows),
    ),
  };
}

function scientificIds(source: Row[]): DirtFile {
  const chosen = source.slice(100, 250);
  const damaged = (index: number) => index % 5 < 2;
  const rows: Row[] = chosen.map((row, index) => ({
    ...row,
    claim_id: damaged(index)
      ? Number((row.claim_id ?? "").slice(1))
          .toExponential(5)
          .replace("e+", "E+")
      : (row.claim_id ?? ""),
  }));
  const kept = chosen.filter((_, index) => !damaged(index));
  return {
    file: "ids-in-scientific-notation.csv",
    kind: "ids in scientific notation",
    rule: "Such an id cannot be had back: the record is rejected and counted with its amount, and the file asked for again.",
    rows: rows.length,
    wrong: [{ what: "id lost", rows: rowsWhere(rows, (_, index) => damaged(index)) }],
    totals: {
      rows_kept: kept.length,
      paid_amount_kept: total(kept, "paid_amount"),
      rows_rejected: chosen.length - kept.length,
      paid_amount_rejected: dollars(cents(total(chosen, "paid_amount")) - cents(total(kept, "paid_amount"))),
    },
    bytes: Buffer.from(
      delimited(
        ["claim_id", "claim_line_number", "person_id", "claim_start_date", "allowed_amount", "paid_amount"],
        rows,
      ),
    ),
  };
}

function notAvailable(source: Row[]): DirtFile {
  const chosen = source.slice(250, 400);
  const lost = (index: number) => index % 12 === 7;
  const rows: Row[] = chosen.map((row, index) => ({
    ...row,
    cob_amount: lost(index) ? "#N/A" : (row.cob_amount ?? ""),
    network_tier: index % 10 === 3 ? "#N/A" : (row.network_tier ?? ""),
  }));
  return {
    file: "not-available.csv",
    kind: "#N/A where a look-up failed",
    rule: "#N/A is 'not given': never nothing, never zero, and counted by column.",
    rows: rows.length,
    wrong: [
      { what: "cob_amount not given", rows: rowsWhere(rows, (row) => row.cob_amount === "#N/A") },
      { what: "network_tier not given", rows: rowsWhere(rows, (row) => row.network_tier === "#N/A") },
    ],
    totals: {
      paid_amount: total(rows, "paid_amount"),
      cob_amount_given: total(
        rows.filter((row) => row.cob_amount !== "#N/A"),
        "cob_amount",
      ),
      cob_amount_not_given: rows.filter((row) => row.cob_amount === "#N/A").length,
    },
    bytes: Buffer.from(
      delimited(["claim_id", "claim_line_number", "network_tier", "allowed_amount", "cob_amount", "paid_amount"], rows),
    ),
  };
}
