import { existsSync } from "node:fs";
import { join } from "node:path";
import { vendorKey } from "../home/vendorKey.ts";
import type { BuildLoad, LoadShape } from "./buildLoads.ts";
import { literal } from "./sqlFile.ts";

/** A table of one load, and which of its rows count beside the other loads' rows. */
export interface StandingRows {
  load: BuildLoad;
  table: string;
  path: string;
  /** SQL over the Parquet, whose alias is `own`. */
  condition: string;
}

/** Rows of a load whose place a later load takes. */
interface Cover {
  files: number[];
  /** Null: all of them. */
  period: { by: string; from: string; to: string } | null;
}

/**
 * What each load gives to a table. A row counts unless a later load replaces it, by its mode, or an earlier row that
 * counts itself is its twin. Nothing is removed: without the later load the row counts again.
 * @param columns of the load's Parquet
 */
export function standingRows(
  table: string,
  loads: { load: BuildLoad; shape: LoadShape; columns: ReadonlySet<string> }[],
): StandingRows[] {
  const holding = loads.filter(({ load }) => existsSync(join(load.folder, `${table}.parquet`)));
  const covers = new Map(
    holding.map((each) => [
      each.load.loadId,
      holding.flatMap((later) => (later.load.number > each.load.number ? coversOf(table, each, later) : [])),
    ]),
  );
  return holding.map(({ load, columns }) => {
    const replaced = (covers.get(load.loadId) ?? []).map(
      (cover) => `not ${covered(cover, "own.source_file", columns)}`,
    );
    const repeated = repeatFiles(load, holding).map(
      (path) => `not exists (
        select 1 from read_parquet(${literal(path)}) as twin
        where twin.table_name = ${literal(table)}
          and twin.source_file = own.source_file and twin.source_row = own.source_row
          and (${twinCounts(load, columns, covers)})
      )`,
    );
    const condition = ["own.reject_reason is null", ...replaced, ...repeated].join(" and ");
    return { load, table, path: join(load.folder, `${table}.parquet`), condition };
  });
}

function coversOf(table: string, earlier: { shape: LoadShape }, later: { shape: LoadShape }): Cover[] {
  const { mode } = later.shape;
  if (mode.kind === "append") return [];
  const vendorOf = (shape: LoadShape, file: LoadShape["files"][number]) => {
    // Whom a person names goes before what a mapping says.
    const name = shape.vendor ?? file.vendor ?? null;
    return name === null ? null : vendorKey(name);
  };
  const vendors = new Set(
    later.shape.files.filter((file) => file.table === table).map((file) => vendorOf(later.shape, file)),
  );
  const files = earlier.shape.files.flatMap((file, index) =>
    file.table === table && vendors.has(vendorOf(earlier.shape, file)) ? [index] : [],
  );
  if (files.length === 0) return [];
  return [{ files, period: mode.kind === "replace-all" ? null : mode }];
}

/** SQL, never null. The dates are read from the row itself: a twin has the same. */
function covered({ files, period }: Cover, file: string, columns: ReadonlySet<string>): string {
  const among = `${file} in (${files.join(", ")})`;
  if (!period) return `(${among})`;
  if (!columns.has(period.by)) return "(false)";
  const within = `own.${period.by} between date ${literal(period.from)} and date ${literal(period.to)}`;
  return `(${among} and coalesce(${within}, false))`;
}

/** SQL for: the row's twin is a row that the build takes up, so that this one would be counted twice. */
function twinCounts(load: BuildLoad, columns: ReadonlySet<string>, covers: Map<string, Cover[]>): string {
  const each = [...covers].map(([loadId, of]) => {
    const same = loadId === load.loadId ? "twin.twin_load is null" : `twin.twin_load = ${literal(loadId)}`;
    return [same, ...of.map((cover) => `not ${covered(cover, "twin.twin_file", columns)}`)].join(" and ");
  });
  return each.map((one) => `(${one})`).join(" or ");
}

/** Where the load's repeats stand: beside it, and beside earlier loads that were read anew after it had come. */
function repeatFiles(load: BuildLoad, all: { load: BuildLoad }[]): string[] {
  const own = join(load.folder, "repeats.parquet");
  const others = all.map((other) => join(other.load.folder, "repeated-later", `${load.loadId}.parquet`));
  return [own, ...others].filter((path) => existsSync(path));
}
