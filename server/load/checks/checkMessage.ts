import type { Finding } from "./judged.ts";

/**
 * A check's message with its figures: {rows}, {of}, {share}, {amount}, {what}, {table}; and with the words that fit them:
 * `{rows: is|are}` has the first where {rows} is one, `{of: row|rows}` where {of} is.
 */
export function checkMessage(
  text: string,
  { rows, of, amount, what, table }: Omit<Finding, "rows"> & { rows: number; table: string },
): string {
  const figures: Record<string, string> = {
    rows: rows.toLocaleString("en-US"),
    of: of.toLocaleString("en-US"),
    share: of > 0 ? percent(rows / of) : "0 %",
    amount: amount === null ? "no amount" : dollars(amount),
    what: what.join(", ") || "none that can be named",
    table: table.replaceAll("_", " "),
  };
  return text
    .replace(/\{(rows|of): ([^|{}]*)\|([^|{}]*)\}/g, (_, name: string, one: string, many: string) =>
      (name === "rows" ? rows : of) === 1 ? one : many,
    )
    .replace(/\{(\w+)\}/g, (whole, name: string) => figures[name] ?? whole);
}

function percent(share: number): string {
  const text = (share * 100).toFixed(share < 0.1 ? 2 : 1);
  return `${share > 0 && Number(text) === 0 ? "less than 0.01" : text} %`;
}

/** `-$1,234.50` */
function dollars(amount: string): string {
  const [whole = "0", cents = "00"] = amount.replace("-", "").split(".");
  return `${amount.startsWith("-") ? "−" : ""}$${BigInt(whole).toLocaleString("en-US")}.${cents}`;
}
