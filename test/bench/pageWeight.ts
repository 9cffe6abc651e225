import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { productPaths } from "../../server/root.ts";

/** Kilobytes of gzipped script that the first screen asks for; null where the page has not been built. */
export function pageWeight(): { kilobytes: number; budget: number } | null {
  const index = join(productPaths.web, "index.html");
  if (!existsSync(index)) return null;
  const scripts = [...readFileSync(index, "utf8").matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(
    (match) => match[1] ?? "",
  );
  const sizes = [...new Set(scripts)].map(
    (path) => gzipSync(readFileSync(join(productPaths.web, path)), { level: 9 }).length,
  );
  return { kilobytes: sizes.reduce((sum, size) => sum + size, 0) / 1000, budget: 300 };
}
