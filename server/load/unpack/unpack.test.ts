import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { Deliveries, rowsOf, zipOf } from "./testing.ts";

const deliveries = new Deliveries();
afterAll(() => deliveries.close());

const header = ["claim_id", "person_id", "paid_date", "paid_amount"];
const rows = [
  ["C1", "P1", "2025-01-02", "10.00"],
  ["C2", "P2", "2025-01-03", "-2.50"],
  ["C3", "P2", "2025-01-04", "0.75"],
];
const text = (delimiter = ",") => [header, ...rows].map((row) => `${row.join(delimiter)}\n`).join("");

describe("unpack leaves as it is", () => {
  it.each([
    ["plain CSV", "a.csv", Buffer.from(text()), "csv", ","],
    ["CSV with a byte order mark", "mark.csv", Buffer.from(`\uFEFF${text()}`), "csv", ","],
    ["gzip of CSV", "a.csv.gz", gzipSync(text("|")), "gzip", "|"],
    ["Parquet", "a.parquet", Buffer.from("PAR1..."), "parquet", null],
    ["a last row that is cut short", "short.csv", Buffer.from(`${text()}C4,P3\n`), "csv", ","],
    ["a last row cut short after a number", "cut.csv", Buffer.from(`${text()}3`), "csv", ","],
    ["a last row of numbers only", "numbers.csv", Buffer.from(`${text()}17,18\n`), "csv", ","],
    ["rows with fewer columns than the header", "few.csv", Buffer.from("a,b,c\n1,2\n3,4\n"), "csv", ","],
    ["text that is no table", "notes.txt", Buffer.from("see also\nthe other folder\n"), "csv", null],
    ["bytes that are no text", "picture.csv", Buffer.from([1, 0, 2, 0, 0, 7]), "csv", null],
  ])("%s", async (_, name, content, format, delimiter) => {
    const { files, unread } = await deliveries.unpack(name, content);
    expect(unread).toEqual([]);
    const source = deliveries.source(`${deliveries.dir}/${name}`);
    expect(files).toEqual([
      { ...source, delivered: source, sha256: null, format, notes: [], control: [], delimiter, linesAbove: 0 },
    ]);
  });
});

describe("unpack finds the delimiter", () => {
  it.each([",", "|", "\t", ";", "*", "~", "^", "\u0001"])("%j", async (delimiter) => {
    const { file, rows: read } = await deliveries.table("any.txt", text(delimiter));
    expect(file.delimiter).toBe(delimiter);
    expect(read).toEqual([header, ...rows]);
  });

  it.each(["||", "|~|", "~|~"])("%s, which has several characters", async (delimiter) => {
    const [first, second] = [text(delimiter), text(delimiter).replace("P2", "")];
    expect((await deliveries.table("long.txt", first)).rows).toEqual([header, ...rows]);
    const { file, rows: read } = await deliveries.table("long.txt", second);
    expect(read[2]).toEqual(["C2", "", "2025-01-03", "-2.50"]);
    expect(file).toMatchObject({ notes: [`fields are parted by ${delimiter}`], sha256: expect.any(String) });
  });

  it("and takes empty fields for no delimiter", async () => {
    const { file } = await deliveries.table("empty.txt", "a|b|c|d\n1||3|4\n2||3|5\n");
    expect(file).toMatchObject({ delimiter: "|", notes: [] });
  });

  it("that parts all rows, where another stands in the fields", async () => {
    const { file } = await deliveries.table("mixed.txt", "id|name, first|note\n1|Doe, J|a;b\n2|Roe, M|c;d\n3|Poe|\n");
    expect(file.delimiter).toBe("|");
  });
});

describe("unpack makes UTF-8 of", () => {
  const names = "claim_id,name,paid_amount\nC1,Muñoz “José” – €5,1.00\nC2,Zoë,2.00\n";
  const inCodePage = Buffer.from(
    names.replace("“", "\u0093").replace("”", "\u0094").replace("–", "\u0096").replace("€", "\u0080"),
    "latin1",
  );
  it.each([
    ["Windows-1252", inCodePage, "read as Windows-1252"],
    ["gzip of Windows-1252", gzipSync(inCodePage), "read as Windows-1252"],
    ["UTF-16 with its mark", Buffer.from(`\uFEFF${names}`, "utf16le"), "read as UTF-16"],
    ["UTF-16 without", Buffer.from(names, "utf16le"), "read as UTF-16"],
    ["UTF-16, the other way round", Buffer.from(`\uFEFF${names}`, "utf16le").swap16(), "read as UTF-16"],
  ])("%s", async (_, content, note) => {
    const { file } = await deliveries.table("names.csv", content);
    expect(readFileSync(file.path, "utf8")).toBe(names);
    expect(file).toMatchObject({
      name: "names.csv",
      notes: [note],
      delimiter: ",",
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it("Windows-1252 whose first letter beyond ASCII comes late, once it is said", async () => {
    const late = Buffer.from(`${text().repeat(20_000)}C9,Zoë,2025-01-01,1.00\n`, "latin1");
    expect((await deliveries.table("late.csv", late)).file.notes).toEqual([]);
    const { file, rows } = await deliveries.table("late.csv", late, { reads: { encoding: "windows-1252" } });
    expect(file.notes).toEqual(["read as Windows-1252"]);
    expect(rows.at(-1)?.[1]).toBe("Zoë");
  });

  it.each([
    ["a trailer", `${text().repeat(20_000)}C9,Zoë,2025-01-01,1.00\nTRL,9,9,9\n`, {}],
    ["fixed places", `${"ABC 12\n".repeat(200_000)}Zoë 12\n`, { fixed: [{ column: "a", start: 1, width: 3 }] }],
    ["a long delimiter", `${"ABC||12||x\n".repeat(200_000)}Zoë||12||y\n`, {}],
  ])("Windows-1252 that comes late, where a copy is made for %s", async (_, content, reads) => {
    const { file, rows } = await deliveries.table("late.txt", Buffer.from(content, "latin1"), { reads });
    expect(file.notes).toContain("read as Windows-1252");
    expect(rows.at(-1)?.join()).toContain("Zoë");
  });

  it("none of a text that is UTF-8 but for one byte", async () => {
    const broken = Buffer.concat([Buffer.from(names.repeat(3)), Buffer.from("C9,\xe9,1.00\n", "latin1")]);
    const given = { reads: { encoding: "windows-1252" } } as const;
    expect((await deliveries.table("broken.csv", broken)).file.sha256).toBeNull();
    expect((await deliveries.table("broken.csv", broken, given)).file.sha256).toBeNull();
  });
});

describe("unpack sets apart", () => {
  it("header and trailer records", async () => {
    const { file, rows: read } = await deliveries.table("t.txt", `HDR|20250131|ACME\n${text("|")}TRL|3|8.25\n`);
    expect(read).toEqual([header, ...rows]);
    expect(file).toMatchObject({
      control: [
        ["HDR", "20250131", "ACME"],
        ["TRL", "3", "8.25"],
      ],
      notes: ["1 line above the header left aside", "1 line below the rows left aside"],
      linesAbove: 1,
    });
  });

  it.each([
    ["a record as wide as a row", "Total,,,8.25\n", ["Total", "", "", "8.25"]],
    ["a record of as many fields as a row", "TRL,3,8.25,x\n", ["TRL", "3", "8.25", "x"]],
    ["a short word", "TR,3\n", ["TR", "3"]],
    ["a count without a word", "3,8.25\n\n", ["3", "8.25"]],
    ["a sentence", "(3 rows affected)\r\n\u001a", ["(3 rows affected)"]],
  ])("%s at the end", async (_, end, control) => {
    const { file, rows: read } = await deliveries.table("end.csv", text() + end);
    expect(read).toEqual([header, ...rows]);
    expect(file.control).toEqual([control]);
  });

  it("titles above the header, also in a packed file of another encoding", async () => {
    const titled = `Paid claims,,,\r\nRun,2025-02-01,,\r\n\r\n${text().replace("C1", "Ç1").replaceAll("\n", "\r\n")}`;
    const { file, rows: read } = await deliveries.table("titled.csv.gz", gzipSync(Buffer.from(titled, "latin1")));
    expect(read[0]).toEqual(header);
    expect(read[1]?.[0]).toBe("Ç1");
    expect(read).toHaveLength(4);
    expect(file).toMatchObject({ linesAbove: 3, format: "gzip", control: [] });
    expect(file.notes).toEqual(["read as Windows-1252", "3 lines above the header left aside"]);
  });

  it("nothing of a large file but its ends", async () => {
    const many = Array.from({ length: 60_000 }, (_, n) => `C${n},P${n},2025-01-02,1.00\n`).join("");
    const { file, rows: read } = await deliveries.table("large.csv", `${header}\n${many}60000,60000.00\n`);
    expect(read).toHaveLength(60_001);
    expect(file.control).toEqual([["60000", "60000.00"]]);
  });
});

describe("unpack reads as a mapping says", () => {
  it("a file without a header", async () => {
    const headless = text("*").slice(text("*").indexOf("\n") + 1);
    const { file, rows: read } = await deliveries.table("h.txt", `HD*1\n${headless}TR*3\n`, {
      reads: { header: false, names: header, delimiter: "*" },
    });
    expect(read).toEqual([header, ...rows]);
    expect(file).toMatchObject({
      linesAbove: 0,
      control: [
        ["HD", "1"],
        ["TR", "3"],
      ],
    });
    const plain = await deliveries.table("plain.txt", headless);
    expect(plain.file.notes[0]).toBe("the first line looks like a row, not like a header");
  });

  it("a file without a header that begins with a mark, in an archive, by its name", async () => {
    const content = zipOf([
      { name: "members.txt", data: "\uFEFFM1|Zoë\nM2|Ann\n" },
      { name: "a.csv", data: text() },
    ]);
    const reads = (name: string) => (/members/.test(name) ? { header: false, names: ["id", "name"] } : undefined);
    const { files } = await deliveries.unpack("june.zip", content, { reads });
    expect(files.map((file) => rowsOf(file)[0])).toEqual([["id", "name"], header]);
    expect(files[0] && rowsOf(files[0])[1]).toEqual(["M1", "Zoë"]);
  });

  it("the first line in which Excel is told the delimiter", async () => {
    const { rows: read } = await deliveries.table("sep.csv", `sep=;\r\n${text(";")}`);
    expect(read).toEqual([header, ...rows]);
  });

  it("says of lines of one width what it needs", async () => {
    const { file } = await deliveries.table("f.txt", "A1  2025010100000123\n".repeat(4));
    expect(file.notes).toEqual([expect.stringContaining("lines of one width")]);
  });

  it("fixed places", async () => {
    const fixed = rows.map(([id, person, day, paid]) => `${id}  ${person} ${day}${paid?.padStart(8)}`);
    const places = [
      { column: "claim_id", start: 1, width: 4 },
      { column: "person_id", start: 5, width: 3 },
      { column: "paid_date", start: 8, width: 10 },
      { column: "paid_amount", start: 18, width: 8 },
    ];
    const { file, rows: read } = await deliveries.table(
      "f.txt",
      ["HDR20250101", ...fixed, "TRL0003 8.25"].join("\r\n"),
      {
        reads: { fixed: places },
      },
    );
    expect(read).toEqual([header, ...rows]);
    expect(file).toMatchObject({
      format: "fixed-width",
      control: [["HDR20250101"], ["TRL0003", "8.25"]],
      linesAbove: 0,
    });
  });
});
