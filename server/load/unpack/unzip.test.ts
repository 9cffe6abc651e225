import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { Deliveries, rowsOf, zipOf } from "./testing.ts";

const deliveries = new Deliveries();
afterAll(() => deliveries.close());

const csv = "claim_id,paid_amount\nC1,1.00\nC2,2.00\n";

describe("a ZIP archive", () => {
  it("gives a table for each file in it, under the names of both", async () => {
    const content = zipOf([
      { name: "2025/claims.csv", data: csv },
      { name: "2025/", data: "" },
      { name: "__MACOSX/._claims.csv", data: "x" },
      { name: ".hidden", data: "x" },
      { name: "pipes.txt.gz", data: gzipSync(csv.replaceAll(",", "|")) },
      { name: "old.csv", data: Buffer.from(csv.replace("C1", "Ü1"), "latin1") },
      { name: "empty.csv", data: "" },
      { name: "inner.zip", data: zipOf([{ name: "more.csv", data: csv }]) },
      { name: "letter.pdf", data: "%PDF-1.7 and so on" },
    ]);
    const { files, unread } = await deliveries.unpack("june.zip", content);
    expect(files.map(({ name, format, named }) => [name, format, named])).toEqual([
      ["june.zip, 2025/claims.csv", "zip", false],
      ["june.zip, pipes.txt.gz", "zip", false],
      ["june.zip, old.csv", "zip", false],
      ["june.zip, inner.zip, more.csv", "zip", false],
    ]);
    expect(files.map((file) => rowsOf(file)[1]?.[0])).toEqual(["C1", "C1", "Ü1", "C1"]);
    expect(files[0]?.sha256).toBe(files[3]?.sha256);
    expect(readFileSync(files[0]?.path ?? "", "utf8")).toBe(csv);
    expect(unread.map(({ name }) => name)).toEqual(["june.zip, empty.csv", "june.zip, letter.pdf"]);
  });

  it("is looked at to its end, so that a late letter of Windows-1252 is seen", async () => {
    const late = Buffer.from(`${csv}${"C3,3.00\n".repeat(200_000)}Ü4,4.00\n`, "latin1");
    const { file, rows } = await deliveries.table("late.zip", zipOf([{ name: "claims.csv", data: late }]));
    expect(rows.at(-1)?.[0]).toBe("Ü4");
    expect(file.notes).toEqual(["read as Windows-1252"]);
  });

  it("that holds one file is as good as the file", async () => {
    const { file, rows } = await deliveries.table("one.zip", zipOf([{ name: "claims.csv", data: csv }]));
    expect(rows).toHaveLength(3);
    expect(file).toMatchObject({ named: true, name: "one.zip, claims.csv", delivered: { name: "one.zip" } });
  });
});

describe("an archive made to do harm, or damaged, is refused and leaves nothing:", () => {
  let before: string[] = [];
  beforeEach(() => {
    before = readdirSync(deliveries.dir);
  });
  const many = zipOf([{ name: "a.csv", data: csv.repeat(50_000) }]);
  const good = zipOf([{ name: "a.csv", data: csv.repeat(500) }]);
  const damaged = Buffer.from(good);
  damaged.fill(0x55, 60, 90);

  it.each<[string, Buffer, string, object?]>([
    ["a bomb, by its ratio", many, "unfolds to far more", { ratio: 5, ratioFrom: 1000 }],
    ["a bomb, by its size", many, "unfolds to far more", { bytes: 1_000_000 }],
    [
      "a bomb of many small ones",
      zipOf(Array(40).fill({ name: "a", data: csv.repeat(90) })),
      "unfolds to far more",
      { ratio: 3, ratioFrom: 90_000 },
    ],
    ["a bomb in a bomb", zipOf([{ name: "a.zip", data: many }]), "unfolds to far more", { bytes: 1_000_000 }],
    ["very many entries", zipOf(Array(30).fill({ name: "a.csv", data: csv })), "more than 20 files", { entries: 20 }],
    ["a path that leads out", zipOf([{ name: "../../evil.csv", data: csv }]), "names a place outside of it"],
    ["an absolute path", zipOf([{ name: "/etc/evil.csv", data: csv }]), "names a place outside of it"],
    ["a Windows path", zipOf([{ name: "C:\\evil.csv", data: csv }]), "names a place outside of it"],
    ["a password", zipOf([{ name: "a.csv", data: csv, flag: 1 }]), "protected by a password"],
    ["less in it than it says", zipOf([{ name: "a.csv", data: csv, claimedSize: 5000 }]), "damaged or cut off"],
    ["more in it than it says", zipOf([{ name: "a.csv", data: csv, claimedSize: 5 }]), "damaged or cut off"],
    ["another sum than it says", zipOf([{ name: "a.csv", data: csv, claimedSum: 1 }]), "damaged or cut off"],
    ["an end that is cut off", good.subarray(0, good.length - 30), "damaged or cut off"],
    ["a beginning alone", good.subarray(0, 40), "damaged or cut off"],
    ["damage in the middle", damaged, "damaged or cut off"],
    [
      "an archive in an archive in an archive",
      zipOf([{ name: "b.zip", data: zipOf([{ name: "c.zip", data: good }]) }]),
      "Unpack it first",
    ],
  ])("%s", async (_, content, says, limits) => {
    const said = await deliveries.refusal("bad.zip", content, { limits });
    expect(said).toContain("bad.zip");
    expect(said).toContain(says);
    expect(said).not.toContain("evil");
    expect(readdirSync(deliveries.dir).filter((name) => !before.includes(name))).toEqual(
      before.includes("bad.zip") ? [] : ["bad.zip"],
    );
  });
});

describe("a text made to do harm is refused:", () => {
  it("100,000 columns", async () => {
    const line = Array.from({ length: 100_000 }, (_, n) => `c${n}`).join(",");
    expect(await deliveries.refusal("wide.csv", `${line}\n${line}\n`)).toContain("the first line has 100,000 columns");
  });

  it("a packed one that unfolds to far more than any text does", async () => {
    const packed = gzipSync(Buffer.alloc(3 << 20, "a,b,c\n"));
    const said = await deliveries.refusal("bomb.csv.gz", packed, { limits: { ratioFrom: 1 << 20 } });
    expect(said).toContain("unfolds to far more");
  });
});
