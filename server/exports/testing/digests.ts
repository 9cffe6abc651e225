import { createHash } from "node:crypto";
import { exportEnvelope, exportFormats } from "../exports.ts";
import { awkwardEnvelope } from "./envelopes.ts";

const digests: Record<string, string> = {};
for (const format of exportFormats) {
  const { bytes } = await exportEnvelope(awkwardEnvelope(), format);
  if (bytes instanceof Uint8Array) digests[format] = createHash("sha256").update(bytes).digest("hex");
}
console.log(JSON.stringify(digests));
