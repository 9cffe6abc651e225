const range = /\{(\d{1,3})\.\.(\d{1,3})\}/;

/**
 * Writes out what stands for many: a key `code_{1..25}` becomes 25 keys, with `{n}` in what stands below it as the
 * number; a text `code_{1..25}` of a list becomes 25 texts; a part of a list with `each: "{1..13}"` becomes 13.
 */
export function expandNumbers(body: unknown): unknown {
  if (Array.isArray(body)) return body.flatMap(expandItem);
  if (!isRecord(body)) return body;
  const entries = Object.entries(body).flatMap(
    ([key, value]): [string, unknown][] =>
      numbersIn(key, (text, n) => [key.replace(text, n), expandNumbers(numbered(value, n))]) ?? [
        [key, expandNumbers(value)],
      ],
  );
  return Object.fromEntries(entries);
}

function expandItem(item: unknown): unknown[] {
  if (typeof item === "string") return numbersIn(item, (text, n) => item.replace(text, n)) ?? [item];
  if (!isRecord(item) || typeof item.each !== "string") return [expandNumbers(item)];
  const { each, ...rest } = item;
  return numbersIn(each, (_, n) => expandNumbers(numbered(rest, n))) ?? [expandNumbers(rest)];
}

function numbersIn<T>(text: string, make: (range: string, n: string) => T): T[] | null {
  const found = range.exec(text);
  if (!found) return null;
  const [whole, first, last] = found;
  return Array.from({ length: Math.max(0, Number(last) - Number(first) + 1) }, (_, step) =>
    make(whole, String(Number(first) + step)),
  );
}

function numbered(body: unknown, n: string): unknown {
  if (typeof body === "string") return body.replaceAll("{n}", n);
  if (Array.isArray(body)) return body.map((each) => numbered(each, n));
  if (!isRecord(body)) return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key.replaceAll("{n}", n), numbered(value, n)]));
}

function isRecord(body: unknown): body is Record<string, unknown> {
  return typeof body === "object" && body !== null && !Array.isArray(body);
}
