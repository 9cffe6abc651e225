import { createReadStream, createWriteStream, existsSync, readFileSync } from "node:fs";
import { copyFile, link, mkdir } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { z } from "zod";
import { PlanlensError } from "../errors.ts";
import { writeSafely } from "../home/writeSafely.ts";
import type { Manifest } from "../load/manifest.ts";
import { findSources, type Source } from "../load/sources.ts";
import { cancelled } from "../warehouse/cancellable.ts";

/** What was delivered, as it stands in the load's folder beside what was made of it. */
const Kept = z.object({
  files: z.array(
    z.object({
      name: z.string(),
      /** Name below `delivered/`. */
      stored: z.string(),
      /** Compressed here; a file that was delivered compressed stays as it came. */
      packed: z.boolean(),
    }),
  ),
});

const folderName = "delivered";
const compressed = /\.(gz|zip|xlsx|parquet)$/i;

/**
 * Keeps the delivered files that a load came from, and their control reports, compressed beside it: as a rule a tenth
 * of their size. With them the load can be read anew by a mended mapping, years later.
 */
export async function keepDelivered(
  paths: string[],
  manifest: Manifest,
  folder: string,
  signal?: AbortSignal,
): Promise<void> {
  const taken = new Set(manifest.files.map(({ delivered }) => delivered));
  const { files, controls } = await findSources(paths);
  const kept: z.infer<typeof Kept>["files"] = [];
  await mkdir(join(folder, folderName));
  for (const source of [...files.filter(({ name }) => taken.has(name)), ...controls]) {
    const packed = !compressed.test(source.name);
    const stored = `${String(kept.length + 1).padStart(4, "0")}${packed ? ".gz" : ""}`;
    await store(source, join(folder, folderName, stored), packed, signal);
    kept.push({ name: source.name, stored, packed });
  }
  await writeSafely(join(folder, folderName, "files.json"), `${JSON.stringify({ files: kept }, null, 2)}\n`);
}

/** The quickest way of packing: a load should not wait for the disk space that a slower one saves. */
async function store({ path }: Source, target: string, packed: boolean, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) throw cancelled();
  if (!packed) return copyFile(path, target);
  const packing = pipeline(createReadStream(path), createGzip({ level: 1 }), createWriteStream(target), { signal });
  await packing.catch((error) => {
    throw signal?.aborted ? cancelled() : error;
  });
}

/** Whether the load's folder holds what was delivered. */
export function hasDelivered(loadFolder: string): boolean {
  return existsSync(join(loadFolder, folderName, "files.json"));
}

/**
 * Puts a load's delivered files back under the names that they had.
 * @returns the folders to load from; files of one name, from different folders, stand in different ones.
 */
export async function restoreDelivered(loadFolder: string, into: string, signal?: AbortSignal): Promise<string[]> {
  const { files } = Kept.parse(JSON.parse(readFileSync(join(loadFolder, folderName, "files.json"), "utf8")));
  const roots: string[] = [];
  const seen = new Map<string, number>();
  for (const { name, stored, packed } of files) {
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    const root = join(resolve(into), String(nth + 1));
    const target = join(root, name);
    if (!target.startsWith(root + sep))
      throw new PlanlensError("bad-home", "What was delivered has been tampered with.");
    if (!roots.includes(root)) roots.push(root);
    await mkdir(dirname(target), { recursive: true });
    const source = join(loadFolder, folderName, stored);
    if (signal?.aborted) throw cancelled();
    if (packed) await pipeline(createReadStream(source), createGunzip(), createWriteStream(target));
    else await copyFile(source, target);
  }
  return roots;
}

/** Gives another load, made of the same files, what was delivered, without taking the space twice where that can be. */
export async function shareDelivered(from: string, to: string): Promise<void> {
  const { files } = Kept.parse(JSON.parse(readFileSync(join(from, folderName, "files.json"), "utf8")));
  await mkdir(join(to, folderName));
  for (const name of [...files.map(({ stored }) => stored), "files.json"]) {
    const [source, target] = [join(from, folderName, name), join(to, folderName, name)];
    await link(source, target).catch(() => copyFile(source, target));
  }
}
