import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Row } from "./dirtFile.ts";

/** The first rows of some of a plan's own extracts: the same families in every file, for files are in order of contract. */
export interface ExtractSample {
  firstAdministrator: Row[];
  secondAdministrator: Row[];
  hmo: Row[];
  pharmacy: Row[];
  enrollment: Row[];
}

/** Reads the heads of the extracts in `folder`, a few hundred kilobytes of each at most. */
export async function readExtractSample(folder: string): Promise<ExtractSample> {
  const names = (await readdir(folder)).sort();
  const monthly = (prefix: string) => names.filter((name) => new RegExp(`^${prefix}_\\d{4}-\\d{2}\\.csv$`).test(name));
  const heads = async (files: string[], rows: number) =>
    (await Promise.all(files.map((name) => readHead(join(folder, name), rows)))).flat();
  const months = 9;
  return {
    firstAdministrator: await heads(monthly("first-administrator_medical").slice(1, 1 + months), 1500),
    secondAdministrator: await heads(monthly("second-administrator_medical").slice(0, months), 1500),
    hmo: await heads(monthly("hmo-administrator_medical").slice(1, 1 + months), 1500),
    pharmacy: await heads(monthly("pharmacy_claim").slice(1, 4), 600),
    enrollment: await heads(monthly("eligibility"), 1200),
  };
}

/** The first rows of a CSV whose fields hold no line ends, as those that we write. */
async function readHead(path: string, rows: number): Promise<Row[]> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(400 * (rows + 2)), 0, 400 * (rows + 2), 0);
    const text = buffer.toString("utf8", 0, bytesRead);
    const [header = "", ...lines] = text.slice(0, text.lastIndexOf("\n")).split("\n");
    const columns = header.split(",");
    return lines.slice(0, rows).map((line) => {
      const fields = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)];
      return Object.fromEntries(
        columns.map((column, index) => [column, fields[index]?.[1]?.replaceAll('""', '"') ?? fields[index]?.[2] ?? ""]),
      );
    });
  } finally {
    await file.close();
  }
}
