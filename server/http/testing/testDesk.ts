import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HomePlan } from "../../homePlan.ts";
import { homeDesk } from "../loading/homeDesk.ts";
import type { LoadDesk } from "../loading/loadDesk.ts";

let desk: LoadDesk | undefined;

/** The desk of an empty home, the same one throughout a test file. */
export function testDesk(): LoadDesk {
  if (desk) return desk;
  const dir = mkdtempSync(join(tmpdir(), "planlens-desk-"));
  process.on("exit", () => rmSync(dir, { recursive: true, force: true }));
  desk = homeDesk(new HomePlan(dir));
  return desk;
}
