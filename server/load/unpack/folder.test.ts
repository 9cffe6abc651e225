import { join } from "node:path";
import { deflateRawSync, gzipSync } from "node:zlib";
import { afterAll, expect, it } from "vitest";
import { Bench } from "../testing.ts";

const bench = new Bench();
afterAll(() => bench.close());

const good = `claim_id,claim_line_number,person_id,claim_start_date,paid_amount\n${Array.from({ length: 400 }, (_, at) => `C${at},1,P${at % 7},2024-01-15,${at}.00\n`).join("")}`;
const packed = gzipSync(good);
const cutX12 =
  "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *250101*1200*^*00501*000000001*0*P*:~GS*HP*S*R*20250101*1200*1*X*005010X221A1~ST*835*0001~BPR*I*10";

it.each([
  ["gzip", "claims.csv.gz", packed.subarray(0, packed.length >> 1)],
  ["X12", "claims.835", Buffer.from(cutX12)],
  ["ZIP", "claims.zip", Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), deflateRawSync(good)])],
  ["Parquet", "claims.parquet", Buffer.from("PAR1 and no end of it")],
])("a damaged %s file in a folder stops the load by name", async (what, name, bytes) => {
  bench.write(`${what}/fine.csv`, good);
  bench.write(`${what}/${name}`, bytes);
  const error = await bench.refusal(join(bench.dir, what));
  expect(error.code).toBe("unreadable-file");
  expect(error.message).toMatch(
    new RegExp(`${name.replaceAll(".", "[.]")}: .*[Tt]ransfer it again.*take it out of the folder`),
  );
});

it("an empty file, a picture, a PDF and a text that is no table are left and named", async () => {
  bench.write("quiet/fine.csv", good);
  bench.write("quiet/none.csv", "");
  bench.write("quiet/logo.png", Buffer.from("\u0089PNG\r\n\u001a\n\0\0", "latin1"));
  bench.write("quiet/letter.pdf", "%PDF-1.4 ...");
  bench.write("quiet/notes.txt", "see also\nthe other folder\n");
  const { unread } = await bench.load(join(bench.dir, "quiet"));
  expect(unread.map(({ name }) => name)).toEqual(["letter.pdf", "logo.png", "none.csv", "notes.txt"]);
});
