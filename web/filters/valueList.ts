/** The values of a list parameter: split at commas, where `\,` is a comma inside a value. */
export function splitValues(text: string | undefined): string[] {
  if (!text) return [];
  const parts = text.split(/(?<!\\),/).map((part) => part.replaceAll("\\,", ",").trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}

/** The reverse; undefined for no values, which is no filter. */
export function joinValues(values: readonly string[]): string | undefined {
  return values.length > 0 ? values.map((value) => value.replaceAll(",", "\\,")).join(",") : undefined;
}
