import type { Envelope } from "../reports/envelope.ts";

/** What a typed file says of itself, key by key: what the envelope's meta says, lists and records as JSON. */
export function fileMetadata({ meta, columns }: Envelope): Record<string, string> {
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  return {
    ...Object.fromEntries(Object.entries(meta).map(([key, value]) => [`planlens.${key}`, text(value)])),
    "planlens.columns": JSON.stringify(columns),
  };
}
