import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PlanlensError } from "../errors.ts";
import type { Manifest } from "../load/manifest.ts";
import type { Home } from "./home.ts";

/** @throws PlanlensError `bad-home` where the load's folder was taken away. */
export function readManifest(home: Home, loadId: string): Manifest {
  const path = join(home.paths.loads, loadId, "manifest.json");
  if (!existsSync(path)) {
    const text = `A load is no longer in the home: loads/${loadId} was moved or deleted. Put it back from a backup.`;
    throw new PlanlensError("bad-home", text);
  }
  return JSON.parse(readFileSync(path, "utf8")) as Manifest;
}
