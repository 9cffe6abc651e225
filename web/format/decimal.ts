const pattern = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * A decimal as written ("1234.565") rounded half away from zero to `scale` places, thousands separated, with a true
 * minus sign. Works on the digits, so no amount is too large or too fine. Text that is no number is given back as it is.
 */
export function formatDecimal(value: string | number, scale: number): string {
  const match = pattern.exec(typeof value === "number" ? plain(value) : value.trim());
  if (!match) return String(value);
  const [, sign = "", whole = "0", fraction = ""] = match;
  const digits = BigInt(whole + fraction.padEnd(scale, "0").slice(0, scale));
  const rounded = (digits + (Number(fraction[scale] ?? "0") >= 5 ? 1n : 0n)).toString().padStart(scale + 1, "0");
  const units = rounded.slice(0, rounded.length - scale).replace(/\B(?=(\d{3})+$)/g, ",");
  const text = scale > 0 ? `${units}.${rounded.slice(-scale)}` : units;
  return sign && /[1-9]/.test(text) ? `−${text}` : text;
}

/** The same number with its decimal point moved `places` to the right: ratios become percentages without a float. */
export function shiftDecimal(value: string | number, places: number): string {
  const match = pattern.exec(typeof value === "number" ? plain(value) : value.trim());
  if (!match) return String(value);
  const [, sign = "", whole = "0", fraction = ""] = match;
  const padded = fraction.padEnd(places, "0");
  return `${sign}${whole}${padded.slice(0, places)}.${padded.slice(places) || "0"}`;
}

function plain(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(12) : text;
}
