import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Manifest } from "../manifest.ts";

/** The manifest beside a load's Parquet; null where there is none. */
export function manifestBeside(tables: Record<string, string>): Manifest | null {
  const [first] = Object.values(tables);
  const path = first && join(dirname(first), "manifest.json");
  return path && existsSync(path) ? Manifest.parse(JSON.parse(readFileSync(path, "utf8"))) : null;
}

/** Who sent each file of a load, by its place, as names are compared. */
export function sendersOf({ files, vendor }: Pick<Manifest, "files" | "vendor">): { table: string; sender: string }[] {
  return files.map((file) => ({ table: file.table, sender: comparedName(file.vendor ?? vendor) }));
}

/** A vendor's name whatever its case and blanks; empty where none is named. */
function comparedName(vendor: string | null | undefined): string {
  return (vendor ?? "").toLowerCase().replace(/\s+/g, "");
}
