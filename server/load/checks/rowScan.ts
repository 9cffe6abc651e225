import type { DuckDBConnection } from "@duckdb/node-api";
import { literal } from "../../warehouse/sqlFile.ts";
import { setAside } from "../checkedRows.ts";
import type { Check } from "./check.ts";
import type { Finding, Judged } from "./judged.ts";
import { reasonOf } from "./rowRules.ts";

export interface RowScan {
  /** Rows loaded and rejected, by file. */
  counts: Map<number, { loaded: number; rejected: number }>;
  findings: Map<Check, Finding>;
}

/** Counts what every row check finds in a table: one scan of the columns that they name. */
export async function rowScan(connection: DuckDBConnection, table: string, judged: Judged[]): Promise<RowScan> {
  const amounts = [...new Set(judged.flatMap(({ check }) => check.amount ?? []))];
  const conditions = judged.map(({ check }, at) => `(${foundWhere(check)}) as found_${at}`);
  const counts = judged.flatMap(({ check }, at) => [
    `count(*) filter (found_${at})`,
    check.amount ? `sum(${check.amount}) filter (found_${at})` : "null",
  ]);
  const result = await connection.runAndReadAll(
    `select source_file, count(*) filter (state = 'loaded'), count(*) filter (state = 'rejected'), ${[...counts, "null"].join(", ")}
    from (select ${["source_file", `${state} as state`, ...amounts, ...conditions].join(", ")} from every.${table})
    group by source_file order by source_file`,
  );
  const lines = result.getRowsJson();
  const scan: RowScan = {
    counts: new Map(
      lines.map(([file, loaded, rejected]) => [Number(file), { loaded: Number(loaded), rejected: Number(rejected) }]),
    ),
    findings: new Map(),
  };
  for (const [at, { check, files }] of judged.entries()) {
    const own = lines.filter(([file]) => files.includes(Number(file)));
    const rows = own.flatMap((line) =>
      Number(line[3 + at * 2]) > 0 ? [[Number(line[0]), Number(line[3 + at * 2])] as const] : [],
    );
    const sums = own.flatMap((line) => (line[4 + at * 2] === null ? [] : [String(line[4 + at * 2])]));
    scan.findings.set(check, {
      rows: new Map(rows),
      of: judgedRows(check, files, scan.counts),
      amount: check.amount ? dollarSum(sums) : null,
      what: [],
    });
  }
  return scan;
}

const state = `case when reject_reason is null then 'loaded' when reject_reason <> ${literal(setAside)} then 'rejected' end`;

/** A rule that rejects has done so already where the rows came in through the pass. */
export function foundWhere(check: Check): string {
  const { over, severity, sql, title } = check;
  if (over === "rejected") return `reject_reason <> ${literal(setAside)} and (${sql}\n)`;
  if (severity !== "reject") return `reject_reason is null and (${sql}\n)`;
  return `case when reject_reason is null then (${sql}\n) else contains(reject_reason, ${literal(reasonOf(title))}) end`;
}

/** Rows that a check had before it. */
export function judgedRows(check: Check, files: number[], counts: RowScan["counts"]): number {
  return files.reduce((sum, file) => {
    const { loaded = 0, rejected = 0 } = counts.get(file) ?? {};
    return sum + (check.over === "loaded" && check.severity !== "reject" ? loaded : loaded + rejected);
  }, 0);
}

/** Decimal texts of dollars, added exactly; null where there is none. */
export function dollarSum(sums: string[]): string | null {
  if (sums.length === 0) return null;
  const cents = sums.reduce((sum, text) => sum + BigInt(text.replace(".", "")), 0n);
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
