import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { CopyFile, fullDisk } from "./copyFile.ts";

const dir = mkdtempSync(join(tmpdir(), "planlens-copy-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it("writes texts and bytes in their order, and leaves nothing of what fails", async () => {
  const path = join(dir, "a.csv");
  const { size, sha256 } = await CopyFile.write(path, async (copy) => {
    for (const piece of ["é,", Buffer.from("b\n"), "c,", "d\n"]) copy.add(piece);
  });
  expect(readFileSync(path, "utf8")).toBe("é,b\nc,d\n");
  expect(size).toBe(9);
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  const failing = CopyFile.write(join(dir, "b.csv"), async (copy) => {
    copy.add("x".repeat(2 << 20));
    await copy.drain();
    throw new Error("cut off");
  });
  await expect(failing).rejects.toThrow("cut off");
  expect(existsSync(join(dir, "b.csv"))).toBe(false);
});

it("a full disk is told in plain words", () => {
  const full = fullDisk(Object.assign(new Error("ENOSPC: write"), { code: "ENOSPC" }));
  expect(full).toMatchObject({ code: "bad-home", message: "The disk is full. Make room and load again." });
  const other = new Error("other");
  expect(fullDisk(other)).toBe(other);
});
