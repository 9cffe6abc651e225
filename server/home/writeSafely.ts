import { randomUUID } from "node:crypto";
import { link, mkdir, open, rename, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Writes aside, flushes to the disk and renames: after a crash the file is whole, old or new. */
export async function writeSafely(path: string, content: string | Uint8Array): Promise<void> {
  const aside = await writeAside(path, content);
  await rename(aside, path);
  await syncDirectory(dirname(path));
}

/** The same for a file that must not be there yet; rejects with `EEXIST` where it is. */
export async function createSafely(path: string, content: string | Uint8Array): Promise<void> {
  const aside = await writeAside(path, content);
  try {
    await link(aside, path);
  } finally {
    await unlink(aside);
  }
  await syncDirectory(dirname(path));
}

async function writeAside(path: string, content: string | Uint8Array): Promise<string> {
  const directory = dirname(path);
  await mkdir(directory, { recursive: true });
  const aside = join(directory, `.${basename(path)}.${randomUUID()}`);
  const file = await open(aside, "wx", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  return aside;
}

export async function syncFile(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes a rename in this directory outlast a power cut; systems that cannot flush a directory do without. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, "r").catch(() => null);
  try {
    await directory?.sync();
  } catch (error) {
    if (!["EISDIR", "EPERM", "EINVAL"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  } finally {
    await directory?.close();
  }
}
