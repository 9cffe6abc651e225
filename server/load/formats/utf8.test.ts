import { isUtf8 } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Utf8Check } from "./utf8.ts";

function check(bytes: Buffer, cuts: number[]): { bad: number | null; cut: boolean } {
  const utf8 = new Utf8Check();
  const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
  for (const [at, start] of places.slice(0, -1).entries()) {
    const bad = utf8.firstBad(bytes.subarray(start, places[at + 1]));
    if (bad !== null) return { bad: start + bad, cut: false };
  }
  return { bad: null, cut: utf8.cut };
}

describe("Utf8Check", () => {
  it("agrees with the platform however the bytes are cut", () => {
    const text = fc.string({ unit: "binary", maxLength: 40 }).map((value) => Buffer.from(value));
    const bytes = fc.oneof(
      text,
      fc.uint8Array({ maxLength: 40 }).map((value) => Buffer.from(value)),
    );
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 4 }), fc.array(fc.nat(200), { maxLength: 8 }), (parts, cuts) => {
        const whole = Buffer.concat(parts);
        const { bad, cut } = check(whole, cuts);
        expect(bad === null && !cut).toBe(isUtf8(whole));
        if (bad !== null) {
          expect(isUtf8(whole.subarray(0, bad))).toBe(true);
          expect(isUtf8(whole.subarray(0, bad + 1))).toBe(false);
        }
      }),
    );
  });

  it("finds the byte in a long text", () => {
    const good = Buffer.from("é".repeat(50_000));
    const bytes = Buffer.concat([good, Buffer.from([0xe9, 0x20]), good]);
    expect(check(bytes, [70_001]).bad).toBe(good.length);
  });
});
