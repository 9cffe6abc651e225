import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listValue } from "@duckdb/node-api";
import { prepareLoad } from "../../server/load/load.ts";
import { readMapping } from "../../server/load/mapping/readMapping.ts";
import { openEngine, withConnection } from "../../server/warehouse/engine.ts";
import { timed } from "./measure.ts";

/** In a process of its own: reads CSV files our way or as text into memory, and prints the milliseconds. */
const [how, mapped, ...files] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "planlens-bench-"));
const mapping = mapped ? readMapping(mapped) : undefined;
const work = how === "planlens" ? () => prepareLoad({ paths: files, stagingDir: folder, mapping }) : asText;
console.log((await timed(work)).toFixed(1));
rmSync(folder, { recursive: true, force: true });

async function asText(): Promise<void> {
  const engine = await openEngine(":memory:");
  await withConnection(engine, (connection) =>
    connection.run("create table text as select * from read_csv($1, all_varchar = true, header = true)", [
      listValue(files),
    ]),
  );
  engine.closeSync();
}
