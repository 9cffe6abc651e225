import type { DuckDBConnection } from "@duckdb/node-api";
import { PlanlensError } from "../../errors.ts";
import { interruptible } from "../../warehouse/cancellable.ts";
import type { ManifestFile } from "../manifest.ts";
import { type Check, type CheckBook, checkBook } from "./check.ts";
import { checkMessage } from "./checkMessage.ts";
import type { CheckResult } from "./checkResult.ts";
import { type HeldLoad, withCheckTables } from "./checkTables.ts";
import { applicable, type Finding, type Judged } from "./judged.ts";
import { type RowScan, rowScan } from "./rowScan.ts";
import { setCheck } from "./setChecks.ts";
import { valueScan } from "./valueScan.ts";

export type { CheckResult } from "./checkResult.ts";
export type { HeldLoad } from "./checkTables.ts";

export interface RunChecksOptions {
  connection: DuckDBConnection;
  /** The path of the load's Parquet by table. */
  staged: Record<string, string>;
  /** All files of the load in their order, by which rows name theirs. */
  files: ManifestFile[];
  /** Earlier loads that are active. */
  held: HeldLoad[];
  signal?: AbortSignal;
  onFraction?: (fraction: number) => void;
  /** Other rules than the product's own, for tests. */
  book?: CheckBook;
}

/**
 * Puts every check of `queries/checks` to a staged load. A check that has nothing to go by, because no file gives its
 * columns, has no result; one that finds nothing has.
 * @throws PlanlensError `cancelled`; `bad-query` that names the check whose SQL failed.
 */
export async function runChecks(options: RunChecksOptions): Promise<CheckResult[]> {
  const { connection, signal, onFraction, files, book = checkBook() } = options;
  return withCheckTables(connection, { ...options, book }, async (tables) => {
    const judged = applicable(book, files, tables);
    const results: CheckResult[] = [];
    const made = new Set<string>();
    const sets = judged.filter(({ check }) => check.kind === "set").length;
    let done = 0;
    const step = () => onFraction?.(++done / (tables.staged.size * 2 + sets));
    const work = <T>(check: Check | undefined, run: () => Promise<T>) =>
      interruptible(connection, signal, run).catch((cause) => {
        if (cause instanceof PlanlensError) throw cause;
        const name = check ? `queries/${check.path}` : "A check of queries/checks";
        throw new PlanlensError("bad-query", `${name} could not be run, so the load was not checked.`, { cause });
      });
    for (const table of tables.staged.keys()) {
      const own = judged.filter((each) => each.table === table);
      const of = (kind: Check["kind"]) => own.filter(({ check }) => check.kind === kind);
      const scan: RowScan = await work(undefined, () => rowScan(connection, table, of("row")));
      step();
      const given = tables.staged.get(table) ?? new Set();
      const values = await work(undefined, () => valueScan(connection, table, of("value"), given));
      step();
      for (const each of own) {
        const { check } = each;
        const finding =
          scan.findings.get(check) ??
          values.get(check) ??
          (await work(check, () => setCheck(connection, each, made, scan.counts)));
        if (check.kind === "set") step();
        results.push(resultOf(each, finding, files));
      }
    }
    return results;
  });
}

function resultOf({ check, table }: Judged, finding: Finding, files: ManifestFile[]): CheckResult {
  const rows = [...finding.rows.values()].reduce((sum, each) => sum + each, 0);
  const limit = check.threshold < 1 ? check.threshold * finding.of : check.threshold;
  return {
    check: check.check,
    title: check.title,
    severity: check.severity,
    table,
    rows,
    of: finding.of,
    amount: rows > 0 ? finding.amount : null,
    found: rows > limit && (check.ceiling === undefined || rows <= check.ceiling * finding.of),
    message: rows > 0 ? checkMessage(check.message, { ...finding, rows, table }) : "",
    remedy: check.remedy,
    ofRows: finding.ofRows ?? true,
    files: [...finding.rows].flatMap(([file, count]) =>
      file === null ? [] : [{ name: files[file]?.name ?? "", rows: count }],
    ),
  };
}
