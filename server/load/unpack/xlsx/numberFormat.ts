/** What a cell's number stands for. */
export type NumberKind = "number" | "date" | "time" | "date-time" | { digits: string };

/** Number formats that Excel knows without their being written down. */
const builtIn: Record<number, NumberKind> = {
  14: "date",
  15: "date",
  16: "date",
  17: "date",
  18: "time",
  19: "time",
  20: "time",
  21: "time",
  22: "date-time",
};

/** Built-in formats of other languages that are dates. */
const foreignDates = (id: number) => (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

export function kindOfFormat(id: number, code: string | undefined): NumberKind {
  if (code === undefined) return builtIn[id] ?? (foreignDates(id) ? "date" : "number");
  const plain = (code.split(";")[0] ?? "").replace(/"[^"]*"|\\.|_.|\*./g, "");
  if (/\[(h+|m+|s+)\]/i.test(plain)) return "number";
  const signs = plain.replace(/\[[^\]]*\]/g, "").replace(/AM\/PM|A\/P/gi, "h");
  // ZIP codes and other numbers whose leading zeros only the format keeps.
  const literal = (code.split(";")[0] ?? "").replace(/[\\"]/g, "");
  if (/^0[0-]+$/.test(literal)) return { digits: literal };
  if (/general/i.test(signs)) return "number";
  const [day, hour] = [/[yd]/i.test(signs) || /m/i.test(signs.replace(/h+:?m+|m+:?s+/gi, "")), /[hs]/i.test(signs)];
  if (day) return hour ? "date-time" : "date";
  return hour ? "time" : "number";
}

/** A cell's number as a person sees it: all its digits, no exponent, days as `YYYY-MM-DD`. */
export function writtenNumber(text: string, kind: NumberKind, from1904: boolean): string {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) return text;
  if (kind === "number") return plainNumber(text, value);
  if (typeof kind === "object") return inDigits(value, kind.digits) ?? plainNumber(text, value);
  if (kind === "time" && value >= 0 && value < 1) return timeOf(value);
  return dayOf(value, from1904) ?? plainNumber(text, value);
}

/** Workbooks keep binary fractions; fifteen digits are what Excel itself shows. */
function plainNumber(text: string, value: number): string {
  if (/^-?\d{1,15}$/.test(text)) return text;
  if (/^-?\d+$/.test(text)) return text;
  const [digits = "", exponent = "0"] = value.toExponential(14).split("e");
  const [whole = "", part = ""] = digits.replace("-", "").split(".");
  const point = whole.length + Number(exponent);
  const all = (whole + part).padEnd(Math.max(point, 0), "0");
  const shifted = point <= 0 ? `0.${"0".repeat(-point)}${all}` : `${all.slice(0, point)}.${all.slice(point)}`;
  const clean = shifted.replace(/0+$/, "").replace(/\.$/, "");
  return value < 0 && clean !== "0" ? `-${clean}` : clean;
}

function inDigits(value: number, format: string): string | null {
  if (!Number.isInteger(value) || value < 0) return null;
  const zeros = format.replaceAll("-", "").length;
  const digits = [...String(value).padStart(zeros, "0")];
  const extra = digits.splice(0, digits.length - zeros).join("");
  return extra + format.replace(/0/g, () => digits.shift() ?? "");
}

const dayLength = 86_400_000;

/** The first day is 1900-01-01, and a 29 February 1900 is counted that never was; or it is 1904-01-01. */
function dayOf(serial: number, from1904: boolean): string | null {
  if (serial < 0 || serial > 2_958_465) return null;
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const time = new Date(start + Math.round(serial * 86_400) * 1000);
  const [day = "", clock = ""] = time.toISOString().split(/[T.]/);
  return time.getTime() % dayLength === 0 ? day : `${day} ${clock}`;
}

function timeOf(part: number): string {
  return new Date(Math.round(part * 86_400) * 1000).toISOString().slice(11, 19);
}
