/** `Claim ID` and `claim_id` are one name. */
export function normalName(header: string): string {
  return header
    .replace(/^\uFEFF/, "")
    .trim()
    .toLowerCase()
    .replace(/[\s.-]+/g, "_");
}

/** As people see it: a stand-in where the file has no name. */
export function shownName(header: string, place: number): string {
  return header.replace(/^\uFEFF/, "").trim() || `(column ${place + 1}, without a name)`;
}

/**
 * The names by which a mapping calls the columns of a header, each once: the second `amount` is `amount#2`, a column
 * without a name goes by its place, `#5`.
 */
export function columnNames(header: string[]): string[] {
  const seen = new Map<string, number>();
  return header.map((text, place) => {
    const name = normalName(text);
    if (name === "") return `#${place + 1}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  });
}

/** What a file of rejected rows has in front of the original's columns: no part of what the vendor sent. */
export const rejectColumns = ["rejected_from", "rejected_line", "rejected_because"];
