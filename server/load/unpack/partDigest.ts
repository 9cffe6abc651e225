import { createHash } from "node:crypto";

/** Names one of several tables of a file by the file's own digest, so that they are not taken for the same file twice. */
export function partDigest(sha256: string, part: string): string {
  return createHash("sha256").update(`${sha256}\n${part}`).digest("hex");
}
