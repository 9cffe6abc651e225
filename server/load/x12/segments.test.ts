import fc from "fast-check";
import { expect, it } from "vitest";
import { Money } from "./money.ts";
import { isX12, type Segment, SegmentReader } from "./segments.ts";
import { interchange } from "./testing.ts";

function read(pieces: string[]): Segment[] {
  const reader = new SegmentReader();
  return [...pieces.flatMap((piece) => [...reader.push(piece)]), ...reader.end()];
}

it("segments are the same however the text comes in pieces, and whatever ends them", () => {
  const segments = ["REF*0F*M1", "NM1*IL*1*DOE*JOHN", "DTP*348*D8*20250101"];
  fc.assert(
    fc.property(
      fc.constantFrom("~", "~\n", "~\r\n", "'", "\n", "\r\n"),
      fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 30 }),
      fc.boolean(),
      (terminator, lengths, twice) => {
        const one = interchange([{ set: "834", segments }], { terminator });
        const text = twice ? one + one : one;
        expect(isX12(text)).toBe(true);
        const pieces: string[] = [];
        for (let at = 0, index = 0; at < text.length; index++) {
          const length = lengths[index % lengths.length] ?? 1;
          pieces.push(text.slice(at, at + length));
          at += length;
        }
        const found = read(pieces);
        expect(found).toEqual(read([text]));
        expect(found.filter(({ id }) => id === "NM1").map(({ elements }) => elements[4])).toEqual(
          twice ? ["JOHN", "JOHN"] : ["JOHN"],
        );
      },
    ),
  );
});

it("sums of decimal text are exact", () => {
  const amount = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1 }), (all) => {
      const sum = new Money();
      for (const cents of all) sum.add(new Money().add(text(cents)).toString());
      expect(sum.toString()).toBe(text(all.reduce((total, each) => total + each, 0n)));
    }),
  );
  expect(new Money().add("150").add(".5").add("-3.250").toString()).toBe("147.25");
  expect(new Money().add("").add("x").add("1.234").given).toBe(false);
});

function text(cents: bigint): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
