import { z } from "zod";
import { PlanlensError } from "../errors.ts";

/**
 * A report's own parameter. `list`: values of the data, or of `values`, or numbers where `each` says so; `number`:
 * from `least` to `most`, `whole` where a part makes no sense, and `share` where 80% may be said for 0.8; `choice`:
 * one of `values`; `text`: any.
 */
export const ownParameterSchema = z
  .strictObject({
    label: z.string(),
    type: z.enum(["list", "text", "number", "choice"]),
    /** `number`: every value is a number; `person-number`: a member's number, a colon, and a number. */
    each: z.enum(["number", "person-number"]).optional(),
    least: z.number().optional(),
    most: z.number().optional(),
    whole: z.boolean().optional(),
    share: z.boolean().optional(),
    values: z.array(z.string()).min(1).optional(),
  })
  .refine((own) => own.type !== "choice" || own.values !== undefined, { error: "a choice names its values" });

export type OwnParameter = z.infer<typeof ownParameterSchema>;

/** A value that a closed list has, and what people call it. */
export interface ClosedValue {
  value: string;
  label: string;
}

/** The lists that are closed: whatever else is asked of these parameters is a mistake. */
export type ClosedValues = Partial<Record<string, ClosedValue[]>>;

/**
 * What was given, as the SQL takes it: numbers without signs, values as the list spells them; null where nothing was.
 * @throws PlanlensError `invalid-parameter` that names the parameter, what was given and what is allowed.
 */
export function readOwn(
  name: string,
  own: OwnParameter,
  given: string | undefined,
  context: { fallback: string | undefined; closed: ClosedValues },
): string[] | string | null {
  const { fallback, closed } = context;
  const text = given?.trim() ? given : emptyMeans(own, given, fallback);
  if (text === "" || (own.whole && text.trim().toLowerCase() === "all")) return null;
  switch (own.type) {
    case "list":
      return readList(name, own, text, closed);
    case "number":
      return readNumber(name, own, text);
    case "choice":
      return readValue(name, text.trim(), (own.values ?? []).map(plain));
    case "text":
      return text;
  }
}

/** Splits at commas; `\,` is a comma inside a value. Blanks and repeats are dropped. */
export function splitList(text: string): string[] {
  const parts = text.split(/(?<!\\),/).map((part) => part.replaceAll("\\,", ",").trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}

/** An empty number of lines, or "all", asks for all of them; any other parameter left empty is as the report has it. */
function emptyMeans({ type, whole }: OwnParameter, given: string | undefined, fallback: string | undefined): string {
  const all = given !== undefined && (type === "list" || type === "text" || whole === true);
  return all ? "" : (fallback ?? "");
}

function readList(name: string, own: OwnParameter, text: string, closed: ClosedValues): string[] | null {
  const allowed = own.values?.map(plain) ?? closed[name];
  const single = allowed && found(text.trim(), allowed);
  const parts = single ? [single] : splitList(text);
  const values = parts.map((part) => {
    if (own.each === "number") return readNumber(name, own, part);
    if (own.each === "person-number") return readPersonNumber(name, own, part);
    return allowed ? readValue(name, part, allowed) : part;
  });
  return values.length > 0 ? [...new Set(values)] : null;
}

function readPersonNumber(name: string, own: OwnParameter, text: string): string {
  const parts = /^([^:]+(?::[^:]+)*):([^:]*)$/.exec(text);
  if (!parts?.[1] || !parts[2]) {
    throw invalid(
      name,
      `${name} has "${cut(text)}"; each is a member's number, a colon and dollars, like M100:750000.`,
    );
  }
  return `${parts[1].trim()}:${readNumber(name, own, parts[2])}`;
}

/** "250,000", "$250000" and 250000 are the same; commas stand where thousands do or not at all. */
function readNumber(name: string, own: OwnParameter, text: string): string {
  const bare = text.trim().replace(/^\$\s*/, "");
  const percent = own.share === true && bare.endsWith("%");
  const digits = (percent ? bare.slice(0, -1).trim() : bare).replace(/^\d{1,3}(,\d{3})+(?=\.|$)/, (whole) =>
    whole.replaceAll(",", ""),
  );
  const grouped = /^(0|[1-9]\d{0,14})(\.\d{1,6})?$/.test(digits);
  const value = Number(digits) / (percent ? 100 : 1);
  const fits =
    grouped &&
    (!own.whole || Number.isInteger(value)) &&
    value >= (own.least ?? 0) &&
    value <= (own.most ?? Number.POSITIVE_INFINITY);
  if (!fits) throw invalid(name, `${name} is "${cut(text)}"; it can be ${allowedNumbers(own)}.`);
  return percent ? String(Number(value.toFixed(6))) : digits;
}

function allowedNumbers({ least = 0, most, whole, share }: OwnParameter): string {
  const kind = whole ? "a whole number" : share ? "a share" : "a number";
  const words = (value: number) => value.toLocaleString("en-US", { maximumFractionDigits: 6 });
  const range = most === undefined ? `${words(least)} or more` : `from ${words(least)} to ${words(most)}`;
  return `${kind} ${range}${share ? ", like 0.8 or 80%" : ""}`;
}

function readValue(name: string, text: string, allowed: ClosedValue[]): string {
  const value = found(text, allowed);
  if (value !== undefined) return value;
  throw invalid(name, `${name} is "${cut(text)}"; it can be ${allowed.map((each) => each.value).join(", ")}.`);
}

function found(text: string, allowed: ClosedValue[]): string | undefined {
  const same = (a: string) => a.toLowerCase() === text.toLowerCase();
  return (allowed.find(({ value }) => value === text) ?? allowed.find(({ value, label }) => same(value) || same(label)))
    ?.value;
}

function plain(value: string): ClosedValue {
  return { value, label: value };
}

function cut(text: string): string {
  return text.slice(0, 60);
}

function invalid(parameter: string, message: string): PlanlensError {
  return new PlanlensError("invalid-parameter", message, { detail: { parameter } });
}
