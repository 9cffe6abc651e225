import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { tuvaTables } from "../../server/load/layout.ts";
import type { Mapping, Value } from "../../server/load/mapping/mapping.ts";
import { openEngine, withConnection } from "../../server/warehouse/engine.ts";
import { medicalFiles, ratio } from "./loadRatio.ts";
import type { Measured } from "./result.ts";

/** The same files as a vendor might write them: names of its own, dates as YYYYMMDD, amounts in cents. */
export async function loadMapped(extracts: string, rounds: number): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), "planlens-bench-"));
  try {
    const { files, mapping } = await writtenOtherwise(medicalFiles(extracts), folder);
    const path = join(folder, "mapping.json");
    writeFileSync(path, JSON.stringify(mapping));
    return await ratio({ part: "load-mapped", what: "Medical claims through a mapping", files, mapping: path, rounds });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writtenOtherwise(files: string[], folder: string): Promise<{ files: string[]; mapping: Mapping }> {
  const table = tuvaTables().find(({ name }) => name === "medical_claim");
  const kinds = new Map(table?.columns.map(({ name, kind }) => [name, kind]));
  const engine = await openEngine(":memory:");
  try {
    return await withConnection(engine, async (connection) => {
      const read = "read_csv($from, all_varchar = true, header = true)";
      const described = await connection.runAndReadAll(`describe from ${read}`, { from: files[0] ?? "" });
      const names = described
        .getRowsJson()
        .map(([name]) => String(name))
        .filter((name) => kinds.has(name));
      const columns = names.map((name) => `${written(name, kinds.get(name))} as "${vendorName(name)}"`);
      const made: string[] = [];
      for (const from of files) {
        const to = join(folder, basename(from));
        await connection.run(`copy (select ${columns.join(", ")} from ${read}) to $to (header true)`, { from, to });
        made.push(to);
      }
      const taken = Object.fromEntries(names.map((name): [string, Value] => [name, value(name, kinds.get(name))]));
      const tables = [{ table: "medical_claim", columns: taken }];
      const mapping = {
        name: "bench",
        vendor: "Bench",
        files: [{ when: { columns: [vendorName("claim_id")] }, tables }],
      };
      return { files: made, mapping };
    });
  } finally {
    engine.closeSync();
  }
}

function vendorName(name: string): string {
  return `VND ${name.toUpperCase()}`;
}

function written(name: string, kind: string | undefined): string {
  if (kind === "date") return `replace(${name}, '-', '')`;
  return kind === "amount" ? `(${name}::decimal(18, 2) * 100)::bigint` : name;
}

function value(name: string, kind: string | undefined): Value {
  const from = vendorName(name);
  if (kind === "date") return { from, date: "YYYYMMDD" };
  return kind === "amount" ? { from, amount: "implied" } : from;
}
