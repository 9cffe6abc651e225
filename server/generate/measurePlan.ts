import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { measuresFolder, PlanReading } from "./measurePlanReading.ts";

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

/** Measures the extracts in `extractFolder` from the files alone, and counts what an expert would call impossible. */
export async function measurePlan(extractFolder: string): Promise<{ measures: PlanMeasure[]; faults: PlanFault[] }> {
  const reading = await PlanReading.open(extractFolder);
  try {
    const ranges = fileURLToPath(new URL("ranges.csv", measuresFolder)).replaceAll("'", "''");
    const measures = await reading.rows<PlanMeasure>(
      `select measure, value::DOUBLE as value, low::DOUBLE as low, high::DOUBLE as high, judged, source
       from (${await together("measured/")})
       left join read_csv('${ranges}', all_varchar = true, header = true) using (measure)
       order by measure`,
    );
    const faults = await reading.rows<PlanFault>(
      `select fault, count::INTEGER as count from (${await together("faults/")}) order by fault`,
    );
    return { measures, faults };
  } finally {
    reading.close();
  }
}

/** The selects of a folder as one. */
async function together(folder: string): Promise<string> {
  const url = new URL(folder, measuresFolder);
  const names = (await readdir(url)).sort();
  const selects = await Promise.all(names.map((name) => readFile(new URL(name, url), "utf8")));
  return selects.map((sql) => `(${sql.trim().replace(/;$/, "")})`).join("\nunion all by name\n");
}
