import fc from "fast-check";
import { expect, test } from "vitest";
import { baseName } from "./baseName.ts";

test.each([
  ["claims.csv", "claims.csv"],
  ["../../etc/passwd", "passwd"],
  ["C:\\extracts\\June 2025.csv", "June 2025.csv"],
  ["/", "file"],
  ["..", "file"],
  [".hidden.csv", "hidden.csv"],
  ["a\u0000b\n.csv", "a_b_.csv"],
  ["evil\u202Evsc.exe", "evil_vsc.exe"],
  ["trailing. ", "trailing"],
])("%j becomes %j", (sent, name) => {
  expect(baseName(sent)).toBe(name);
});

test("whatever is sent, the name stays within its folder and within what file systems take", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 600 }), (sent) => {
      const name = baseName(sent);
      for (const sign of ["/", "\\", "\0"]) expect(name).not.toContain(sign);
      expect(name).not.toMatch(/^\./);
      expect(name).not.toBe("");
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
      expect(baseName(name)).toBe(name);
    }),
  );
});

test("a long name keeps its ending", () => {
  expect(baseName(`${"ü".repeat(300)}.csv.gz`)).toMatch(/^ü+\.csv\.gz$/);
});
