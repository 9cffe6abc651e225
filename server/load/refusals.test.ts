import { chmodSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { Bench, medicalCsv, medicalHeader, medicalRow } from "./testing.ts";

const bench = new Bench();
afterAll(() => bench.close());
afterEach(() => expect(bench.leftovers()).toEqual([]));

const good = medicalCsv([medicalRow(), medicalRow({ claim_line_number: "2" }), medicalRow({ claim_line_number: "3" })]);
const packed = gzipSync(medicalCsv(Array.from({ length: 5000 }, (_, n) => medicalRow({ claim_id: `C${n * 7919}` }))));

describe("prepareLoad refuses, with the place and what to do,", () => {
  it.each<{ what: string; name: string; content: string | Uint8Array; code?: string; says: string }>([
    {
      what: "a missing column",
      name: "lacks.csv",
      content: good.replace("claim_id", "number"),
      code: "unknown-layout",
      says: "lacks.csv, line 1, column claim_id: this looks like medical_claim, but lacks column claim_id. Add",
    },
    {
      what: "a doubled column",
      name: "doubled.csv",
      content: good.replace("member_id", "Paid_Amount"),
      says: "doubled.csv, line 1, column Paid_Amount: the header names a column more than once: Paid_Amount (columns 5 and 9). Keep one",
    },
    {
      what: "a file of another layout",
      name: "other.csv",
      content: "a,b\n1,2\n",
      code: "unknown-layout",
      says: "other.csv: no known layout has these columns",
    },
    { what: "an empty file", name: "empty.csv", content: "", says: "empty.csv: the file is empty. Export it again." },
    { what: "a file of blank lines", name: "blank.csv", content: "\n \n", says: "blank.csv: the file is empty" },
    {
      what: "an empty gzip file",
      name: "empty.csv.gz",
      content: gzipSync(""),
      says: "empty.csv.gz: the file is empty",
    },
    {
      what: "a header without rows",
      name: "header.csv",
      content: `${medicalHeader}\n\n`,
      says: "header.csv: there is a header and no row below it",
    },
    {
      what: "a gzip file that is cut off",
      name: "cut.csv.gz",
      content: packed.subarray(0, packed.length - 200),
      says: "cut.csv.gz: the gzip file is cut off after line",
    },
    {
      what: "a gzip file cut off at its start",
      name: "start.csv.gz",
      content: packed.subarray(0, 40),
      says: "start.csv.gz: this is not a whole gzip file",
    },
    {
      what: "a damaged gzip file",
      name: "damaged.csv.gz",
      content: damaged(packed),
      says: "damaged.csv.gz: this is not a whole gzip file",
    },
    {
      what: "garbage that calls itself gzip",
      name: "garbage.csv.gz",
      content: Buffer.concat([packed.subarray(0, 2), Buffer.alloc(400, 7)]),
      says: "garbage.csv.gz: this is not a whole gzip file",
    },
    {
      what: "text that ends within a character",
      name: "half.csv",
      content: Buffer.concat([Buffer.from(good.trimEnd()), Buffer.from([0xc3])]),
      says: "half.csv, line 4, column data_source: the text is not UTF-8",
    },
    {
      what: "NUL bytes",
      name: "nul.csv",
      content: good.replace("M1", "M\0"),
      says: "nul.csv: this is not a text file: there are NUL bytes in it",
    },
    {
      what: "a NUL byte far down",
      name: "far.csv",
      content: `${medicalHeader}\n${`${medicalRow()}\n`.repeat(20_000)}${medicalRow({ member_id: "M\0" })}\n`,
      says: "far.csv, line 20002, column member_id: there is a NUL byte",
    },
    {
      what: "a quote that is never closed",
      name: "unclosed.csv",
      content: good.replace("M1", '"M1'),
      says: "unclosed.csv, line 2, column member_id: a quotation mark opens here and is never closed",
    },
    {
      what: "a damaged workbook",
      name: "book.xlsx",
      content: "PK\u0003\u0004 and so on",
      says: "book.xlsx: this is not a whole ZIP archive: it is damaged or cut off. Transfer it again.",
    },
  ])("$what", async ({ name, content, code = "unreadable-file", says }) => {
    const error = await bench.refusal(bench.write(name, content));
    expect(error.message).toContain(says);
    expect(error.code).toBe(code);
    expect(error.message).toContain("Nothing was changed.");
    expect(error.message).not.toContain(bench.dir);
  });

  it("a path that is not there, and an empty folder", async () => {
    const error = await bench.refusal(join(bench.dir, "nowhere", "x.csv"));
    expect(error.message).toBe("x.csv: there is no such file or folder.\nNothing was changed.");
    mkdirSync(join(bench.dir, "hollow"));
    expect((await bench.refusal(join(bench.dir, "hollow"))).message).toContain("hollow: the folder is empty");
  });

  it("a folder in which nothing is known, naming what stands there", async () => {
    bench.write("foreign/a.csv", "a,b\n1,2\n");
    bench.write("foreign/b.md", "# Notes\n");
    const error = await bench.refusal(join(bench.dir, "foreign"));
    expect(error.code).toBe("unknown-layout");
    expect(error.message).toMatch(/a\.csv: no known layout[\s\S]*b\.md: no known layout/);
  });

  it("a file named outright that is of no known layout, though others are good", async () => {
    const error = await bench.refusal([bench.write("fine.csv", good), bench.write("odd.csv", "a,b\n1,2\n")]);
    expect(error.message).toContain("odd.csv: no known layout");
  });

  it("a folder with a claims file that has a fault, rather than leaving it out", async () => {
    bench.write("mixed/fine.csv", good);
    bench.write("mixed/lacks.csv", good.replace("claim_id", "number"));
    bench.write(
      "mixed/later.csv",
      `${good}${medicalRow({ data_source: "\0" })}\n`.replace("tpa", "tpa ".repeat(1 << 18)),
    );
    const error = await bench.refusal(join(bench.dir, "mixed"));
    expect(error.message).toContain("- lacks.csv, line 1, column claim_id: this looks like medical_claim");
    expect(error.message).toContain("- later.csv, line 5, column data_source: there is a NUL byte");
  });

  it("a folder's header-only and empty files no further than by listing them", async () => {
    bench.write("quiet/claims.csv", good);
    bench.write("quiet/fills.csv", "claim_id,claim_line_number,person_id,dispensing_date,ndc_code,paid_amount\n");
    bench.write("quiet/none.csv", "");
    const { unread } = await bench.load(join(bench.dir, "quiet"));
    expect(unread).toEqual([
      { name: "fills.csv", why: "a header and no row below it" },
      { name: "none.csv", why: "the file is empty. Export it again." },
    ]);
  });

  it("a file that may not be read", async ({ skip }) => {
    if (process.getuid?.() === 0) skip();
    const path = bench.write("closed.csv", good);
    chmodSync(path, 0);
    expect((await bench.refusal(path)).message).toContain("closed.csv: you may not read this");
  });

  it("a link that leads nowhere", async () => {
    symlinkSync(join(bench.dir, "gone.csv"), join(bench.dir, "link.csv"));
    expect((await bench.refusal(join(bench.dir, "link.csv"))).message).toContain("link.csv: there is no such file");
  });

  it("the same file twice, unless it is forced", async () => {
    const paths = [bench.write("twin-a.csv", good), bench.write("twin-b.csv", good)];
    const error = await bench.refusal(paths);
    expect(error.code).toBe("already-loaded");
    expect(error.message).toContain("twin-b.csv: this is the same file as twin-a.csv, byte for byte");
    expect((await bench.load(paths, { force: true })).manifest.tables.medical_claim?.rows).toBe(6);
  });

  it("a layout that is not there", async () => {
    const error = await bench.refusal(bench.write("any.csv", good), { layout: "nowhere" });
    expect(error.message).toMatch(/^There is no layout nowhere\. Layouts: .*tuva/);
    expect(readdirSync(bench.dir).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0x55, copy.length >> 1, (copy.length >> 1) + 40);
  return copy;
}
