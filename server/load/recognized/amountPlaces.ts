import type { DuckDBConnection } from "@duckdb/node-api";
import type { ClaimLines } from "./claimLines.ts";

/** How an amount stands on the lines of a file's claims, over the claims of two or more lines that have it at all. */
export interface AmountPlace {
  file: number;
  column: string;
  claims: number;
  /** Claims with the same amount on every line. */
  same: number;
  /** Of those, with another amount that differs from line to line. */
  besideOthers: number;
  /** Of those, with services that differ from line to line. */
  besideServices: number;
  /** Of those, where each line adds up by itself, so that the amount is the line's own. */
  addsUp: number;
  /** How many different amounts the claims of `same` have. */
  values: number;
  /** Claims with the amount on their first line alone, though another amount stands on several. */
  first: number;
}

/** What allowed comes to; where lines keep to it one by one, the amounts are theirs. */
const parts = ["paid_amount", "deductible_amount", "copayment_amount", "coinsurance_amount", "cob_amount"];

/**
 * Looks at the first rows of each file; `rows` bounds how many.
 * @param only these files, all where it is absent
 */
export async function amountPlaces(
  connection: DuckDBConnection,
  lines: ClaimLines,
  look: { rows: number; only?: number[] },
): Promise<AmountPlace[]> {
  const { amounts } = lines;
  if (amounts.length === 0 || look.only?.length === 0) return [];
  const result = await connection.runAndReadAll(placesSql(lines, look.only), { path: lines.path, rows: look.rows });
  return result.getRowsJson().flatMap(([file, ...cells]) =>
    amounts.map((column, at) => {
      const [claims = 0, same = 0, besideOthers = 0, besideServices = 0, addsUp = 0, values = 0, first = 0] = cells
        .slice(at * 7, at * 7 + 7)
        .map(Number);
      return { file: Number(file), column, claims, same, besideOthers, besideServices, addsUp, values, first };
    }),
  );
}

function placesSql({ version, amounts, details, isPaid }: ClaimLines, only?: number[]): string {
  const each = (part: (column: string, at: number) => string) => amounts.map(part);
  const adding = parts.filter((part) => amounts.includes(part));
  const balanced =
    amounts.includes("allowed_amount") && adding.length > 1
      ? `coalesce(bool_and(abs(allowed_amount - ${adding.map((part) => `coalesce(${part}, 0)`).join(" - ")}) <= 0.01), false)`
      : "false";
  const differs = (at: number) => `least_${at} <> most_${at}`;
  const anyOther = (at: number, test: (other: number) => string, among: string[] = amounts) =>
    amounts.flatMap((name, other) => (other !== at && among.includes(name) ? [test(other)] : [])).join(" or ") ||
    "false";
  const services = details.map((name) => `min(${name}) <> max(${name})`).join(" or ") || "false";
  return `
    with claim as (
      select source_file, min(claim_line_number) as first_line,
        coalesce(${services}, false) as has_services, ${balanced} as is_balanced,
        ${each(
          (column, at) => `
          coalesce(min(abs(${column})), 0) as least_${at}, coalesce(max(abs(${column})), 0) as most_${at},
          count(${column}) = count(*) as all_${at},
          min(claim_line_number) filter (${column} <> 0) as from_${at}, max(claim_line_number) filter (${column} <> 0) as to_${at}`,
        ).join(",")}
      from read_parquet($path)
      where reject_reason is null and source_row <= $rows and ${isPaid} ${only ? `and source_file in (${only.map(Number).join(", ")})` : ""}
      group by source_file, ${version.join(", ")}
      having min(claim_line_number) <> max(claim_line_number)
    ), placed as (
      select *, ${each((_, at) => `most_${at} > 0 and least_${at} = most_${at} and all_${at} as same_${at}`).join(", ")} from claim
    )
    select source_file, ${each(
      (column, at) => `
        count_if(most_${at} > 0), count_if(same_${at}), count_if(same_${at} and (${anyOther(at, differs)})),
        count_if(same_${at} and has_services),
        ${[...adding, "allowed_amount"].includes(column) ? `count_if(same_${at} and is_balanced and (${anyOther(at, differs, [...adding, "allowed_amount"])}))` : "0"},
        count(distinct most_${at}) filter (same_${at}),
        count_if(from_${at} = first_line and to_${at} = first_line and (${anyOther(at, (other) => `from_${other} <> to_${other}`)}))`,
    ).join(",")}
    from placed group by source_file order by source_file`;
}
