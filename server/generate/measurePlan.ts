import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";

/** A measure of a generated plan beside the range that published figures give for it. */
export interface PlanMeasure {
  measure: string;
  value: number;
  low: number | null;
  high: number | null;
  /** Whether every plan must lie in the range, or the mean of several seeds where chance moves a small plan. */
  judged: "each" | "mean" | null;
  source: string | null;
}

/** Something impossible in a plan, with the number of rows that show it. */
export interface PlanFault {
  fault: string;
  count: number;
}

const folder = new URL("../../queries/generate/", import.meta.url);

/** Measures the extracts in `extractFolder` from the files alone, and counts what an expert would call impossible. */
export async function measurePlan(extractFolder: string): Promise<{ measures: PlanMeasure[]; faults: PlanFault[] }> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const csv = (name: string) =>
    `read_csv(${quote(fileURLToPath(new URL(name, folder)))}, all_varchar = true, header = true)`;
  try {
    await connection.run(`set variable folder = ${quote(extractFolder)}`);
    await connection.run("create schema csv");
    await connection.run(`create table csv.conditions as from ${csv("settings/conditions.csv")}`);
    for (const script of ["measures", "faults"]) {
      await connection.run(await readFile(new URL(`measures/${script}.sql`, folder), "utf8"));
    }
    const measures = await connection.runAndReadAll(
      `select measure, value, low::DOUBLE as low, high::DOUBLE as high, judged, source
       from measure left join ${csv("measures/ranges.csv")} using (measure)`,
    );
    const faults = await connection.runAndReadAll("select fault, count::INTEGER as count from fault");
    return {
      measures: measures.getRowObjectsJS() as unknown as PlanMeasure[],
      faults: faults.getRowObjectsJS() as unknown as PlanFault[],
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
