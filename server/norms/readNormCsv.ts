import { PlanlensError } from "../errors.ts";
import { openEngine, withConnection } from "../warehouse/engine.ts";
import { literal } from "../warehouse/sqlFile.ts";
import { type NormSetBody, normSetSchema } from "./normSet.ts";

const columns = ["set", "title", "key", "measure", "value", "unit", "per", "population", "year", "period", "source"];

/**
 * Norm sets from a CSV with one figure a row: columns set, title, key, measure, value, unit, per, population, year,
 * period, source, and where given seen and note. The rows of a set say the same of who, when and from where.
 * @throws PlanlensError `invalid-parameter` that names the set and what is wrong with it.
 */
export async function readNormCsv(path: string): Promise<Map<string, NormSetBody>> {
  const rows = await csvRows(path);
  const missing = columns.filter((name) => !(name in (rows[0] ?? {})));
  if (missing.length > 0) throw invalid(`The file of norms has no column ${missing.join(", ")}.`);
  const bySet = new Map<string, Row[]>();
  for (const row of rows) bySet.set(row.set ?? "", [...(bySet.get(row.set ?? "") ?? []), row]);
  return new Map([...bySet].map(([id, own]) => [id, normSetOf(id, own)]));
}

type Row = Record<string, string | null>;

async function csvRows(path: string): Promise<Row[]> {
  const engine = await openEngine(":memory:", { threads: 1 });
  try {
    return await withConnection(engine, async (connection) => {
      const read = `read_csv(${literal(path)}, all_varchar = true, header = true, delim = ',', quote = '"')`;
      const result = await connection.runAndReadAll(`select * from ${read}`);
      return result.getRowObjectsJS() as Row[];
    });
  } catch {
    throw invalid("The file of norms is not a CSV with a header and the same columns on every row.");
  } finally {
    engine.closeSync();
  }
}

function normSetOf(id: string, rows: Row[]): NormSetBody {
  if (!/^[a-z0-9][a-z0-9-]{0,60}$/.test(id))
    throw invalid(`A set of norms is called "${id.slice(0, 60)}"; a name has lower-case letters, digits and hyphens.`);
  const shared = (name: string) => {
    const said = new Set(rows.map((row) => row[name] ?? ""));
    if (said.size === 1) return [...said][0] ?? "";
    throw invalid(`The rows of the norm set ${id} differ in ${name}: a set is one population, period and source.`);
  };
  const parsed = normSetSchema.safeParse({
    ...Object.fromEntries(["title", "population", "period", "source"].map((name) => [name, shared(name)])),
    year: Number(shared("year")),
    ...("seen" in (rows[0] ?? {}) ? { seen: shared("seen") } : {}),
    norms: rows.map(({ key, measure, value, unit, per, note }) => ({
      key,
      measure,
      value,
      unit,
      per,
      note: note ?? "",
    })),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = typeof issue?.path[1] === "number" ? `, row ${issue.path[1] + 1} of the set` : "";
  throw invalid(`The norm set ${id} cannot be read${at}: ${String(issue?.path.at(-1) ?? "set")}, ${issue?.message}.`);
}

function invalid(message: string): PlanlensError {
  return new PlanlensError("invalid-parameter", message, { detail: { parameter: "norm" } });
}
