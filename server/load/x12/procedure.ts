import { parts } from "./composite.ts";
import type { Segment } from "./segments.ts";
import type { Row } from "./setReader.ts";

/** The procedure in a service line's composite: `HC:99213:25` is a procedure with a modifier, `NU:0305` a revenue code. */
export function procedure(segment: Segment, place: number): Row {
  const [kind = "", code = "", ...modifiers] = parts(segment, place);
  if (kind === "NU") return { revenue_center_code: revenueCode(code) };
  if (code === "") return {};
  return {
    hcpcs_code: code,
    ...Object.fromEntries(modifiers.slice(0, 4).map((modifier, index) => [`hcpcs_modifier_${index + 1}`, modifier])),
  };
}

/** Revenue codes have four digits; senders leave the first zero out, and some write `450.00`. */
export function revenueCode(text: string): string {
  return /^(\d{3,4})(\.0+)?$/.exec(text)?.[1]?.padStart(4, "0") ?? text;
}
