/** The query part of the page's address: plain text by name. What is absent has its default. */
export type Search = Record<string, string>;

/** `?period=2025&plan=PPO,HDHP` as names and text; a repeated name counts once, the last time. Never guesses numbers. */
export function parseSearch(query: string): Search {
  const search: Search = {};
  for (const [name, value] of new URLSearchParams(query)) if (value !== "") search[name] = value;
  return search;
}

/**
 * The reverse, readable: spaces as `+`, and the signs that a query may hold unescaped (`, : ; / ( ) $ ? =`) as they are.
 * Empty values are left out.
 */
export function stringifySearch(search: Record<string, unknown>): string {
  const parts = Object.entries(search)
    .filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "")
    .map(([name, value]) => `${readable(name)}=${readable(value).replaceAll("%3D", "=")}`);
  return parts.length > 0 ? `?${parts.join("&")}` : "";
}

/** The search with some names set, or removed where the value is undefined or empty. The order of names is kept. */
export function withValues(search: Search, changes: Record<string, string | undefined>): Search {
  const merged: Record<string, string | undefined> = { ...search, ...changes };
  return Object.fromEntries(Object.entries(merged).filter((entry): entry is [string, string] => !!entry[1]));
}

/** Only the names asked for, in that order. */
export function pick(search: Search, names: readonly string[]): Search {
  return Object.fromEntries(names.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]])));
}

function readable(text: string): string {
  return encodeURIComponent(text).replace(/%(?:20|2C|3A|3B|2F|28|29|24|3F)/g, (code) =>
    code === "%20" ? "+" : decodeURIComponent(code),
  );
}
