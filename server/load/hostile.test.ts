import { appendFileSync } from "node:fs";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { Bench, medicalCsv, medicalHeader, medicalRow } from "./testing.ts";

const bench = new Bench();
afterAll(() => bench.close());
afterEach(() => expect(bench.leftovers()).toEqual([]));

describe("a hostile file is refused in words", () => {
  it("of 100,000 columns", async () => {
    const header = Array.from({ length: 100_000 }, (_, n) => `c${n}`).join(",");
    const error = await bench.refusal(bench.write("wide.csv", `${header}\n${header}\n`));
    expect(error.message).toMatch(/^wide\.csv, line 1: the first line has 100,000 columns; more than/);
  });

  it("with a field of 100 MB", async () => {
    const row = medicalRow({ data_source: "x".repeat(100_000_000) });
    const error = await bench.refusal(bench.write("long.csv", medicalCsv([medicalRow(), row])));
    expect(error.message).toContain("long.csv, line 3, column data_source: the row that begins here is longer than");
  });

  it("with a quote that is never closed, many megabytes before the end", async () => {
    const rows = Array.from({ length: 60_000 }, (_, n) => medicalRow({ claim_id: `C${n}` }));
    const csv = `${medicalHeader}\n${medicalRow({ member_id: '"M' })}\n${rows.join("\n")}\n`;
    const error = await bench.refusal(bench.write("open.csv", csv));
    expect(error.message).toContain(
      "open.csv, line 2, column member_id: a quotation mark opens here and is never closed",
    );
  });

  it("that grows while it is read", async () => {
    const path = bench.write("grows.csv", medicalCsv(Array.from({ length: 50_000 }, () => medicalRow())));
    const refused = bench.refusal(path, {
      onProgress: ({ message }) => message.startsWith("Reading") && appendFileSync(path, `${medicalRow()}\n`),
    });
    expect((await refused).message).toMatch(/grows\.csv: (the file changed while it was read|its rows cannot)/);
  });
});

it("a cancel during the first look at the bytes is answered within a second", async () => {
  const rows = `${medicalRow()}\n`.repeat(700_000);
  const path = bench.write("large.csv", `${medicalHeader}\n${rows}`);
  const control = new AbortController();
  let stopped = 0;
  const refused = bench.refusal(path, {
    signal: control.signal,
    onProgress: ({ message }) => {
      if (!message.startsWith("Checking") || stopped > 0) return;
      stopped = performance.now();
      control.abort();
    },
  });
  expect((await refused).code).toBe("cancelled");
  expect(stopped).toBeGreaterThan(0);
  expect(performance.now() - stopped).toBeLessThan(1000);
});
