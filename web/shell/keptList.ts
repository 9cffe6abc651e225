/** A list of words that this browser keeps for the reader; null where it has none or may keep nothing. */
export function kept(key: string): string[] | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return Array.isArray(value) ? value.filter((each) => typeof each === "string") : null;
  } catch {
    return null;
  }
}

export function keep(key: string, list: readonly string[]) {
  try {
    localStorage.setItem(key, JSON.stringify(list));
  } catch {
    // A browser that keeps nothing shows the page all the same.
  }
}
