import { cents, type DirtFile, fixedWidth, type Row, rowsWhere, total } from "./dirtFile.ts";
import type { ExtractSample } from "./extractSample.ts";

const widths = {
  claim_id: 16,
  ndc_code: 11,
  dispensing_date: 8,
  days_supply: 3,
  ingredient_cost: 9,
  dispensing_fee: 7,
  copayment_amount: 8,
  paid_amount: 9,
};

/** Pharmacy amounts with two implied decimals and the sign punched over the last digit, as NCPDP records have them. */
export function overpunch({ pharmacy }: ExtractSample): DirtFile[] {
  const reversals = pharmacy.filter((row) => row.line_type === "reversal").slice(0, 12);
  const fills = pharmacy.filter((row) => row.line_type === "original").slice(0, 140);
  const rows = [...fills, ...reversals].sort((a, b) => (a.paid_date ?? "").localeCompare(b.paid_date ?? ""));
  const amounts = ["ingredient_cost", "dispensing_fee", "copayment_amount", "paid_amount"] as const;
  const records = rows.map(
    (row): Row => ({
      ...row,
      dispensing_date: (row.dispensing_date ?? "").replaceAll("-", ""),
      days_supply: (row.days_supply ?? "").replace("-", "").padStart(3, "0"),
      ...Object.fromEntries(amounts.map((name) => [name, punched(cents(row[name]), widths[name])])),
    }),
  );
  const { text, layout } = fixedWidth(widths, records);
  return [
    {
      file: "overpunch.txt",
      kind: "signed overpunch with implied decimals, fixed width",
      rule: "The last byte holds digit and sign: { A-I are +0 to +9, } J-R are -0 to -9; two decimals are implied.",
      rows: rows.length,
      wrong: [{ what: "negative amount", rows: rowsWhere(rows, (row) => cents(row.paid_amount) < 0) }],
      totals: Object.fromEntries(amounts.map((name) => [name, total(rows, name)])),
      layout,
      bytes: Buffer.from(text),
    },
  ];
}

function punched(amount: number, width: number): string {
  const digits = String(Math.abs(amount)).padStart(width, "0");
  const last = Number(digits.at(-1));
  return digits.slice(0, -1) + (amount < 0 ? "}JKLMNOPQR" : "{ABCDEFGHI")[last];
}
