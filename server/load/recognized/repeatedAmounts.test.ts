import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { Bench } from "../testing.ts";
import type { RepeatedAmount } from "./repeatedAmounts.ts";

const bench = new Bench();
afterAll(() => bench.close());

type Line = Record<string, string | number>;

const header = {
  claim_id: "",
  claim_line_number: 1,
  claim_type: "professional",
  person_id: "P",
  claim_start_date: "2024-01-05",
  paid_date: "2024-02-01",
  claim_status: "paid",
  line_type: "original",
  claim_version: 1,
  hcpcs_code: "99213",
  charge_amount: "",
  allowed_amount: "",
  copayment_amount: "",
  paid_amount: "",
};
let files = 0;

function csv(lines: Line[]): string {
  const names = Object.keys(header) as (keyof typeof header)[];
  const rows = lines.map((line) => names.map((name) => ({ ...header, ...line })[name]).join(","));
  const path = bench.write(`claims-${++files}.csv`, `${names.join(",")}\n${rows.join("\n")}\n`);
  return path;
}

/** Loads files of lines, which settles what they repeat. */
async function settle(...contents: Line[][]): Promise<{ found: RepeatedAmount[]; path: string }> {
  const { repeatedAmounts, stagingDir } = await bench.load(contents.map(csv), { force: true });
  return { found: repeatedAmounts, path: join(stagingDir, "medical_claim.parquet") };
}

async function everythingElse(path: string): Promise<string[][]> {
  const rows = await bench.rows(
    `select columns(c -> c not like '%_amount') from '${path}' order by source_file, source_row`,
  );
  return rows as string[][];
}

/** Line number and paid amount of the lines that have one. */
async function paidLines(path: string, where = "true"): Promise<string> {
  const sql = `select string_agg(claim_line_number || ':' || paid_amount, ' ' order by source_row) from '${path}' where paid_amount is not null and ${where}`;
  return String((await bench.rows(sql))[0]?.[0]);
}

/** A claim of some lines with charges of their own and the claim's payment on each. */
function repeated(claim: string, lines: number, paid: string, over: Line = {}): Line[] {
  return Array.from({ length: lines }, (_, at) => ({
    claim_id: claim,
    claim_line_number: at + 1,
    charge_amount: `${100 + at * 10}.00`,
    paid_amount: paid,
    ...over,
  }));
}

const claims = (count: number, make: (at: number) => Line[]) =>
  Array.from({ length: count }, (_, at) => make(at)).flat();

describe("an amount on every line of its claim", () => {
  it("is counted once, on the first paid line of each version", async () => {
    const negative = (lines: Line[]): Line[] =>
      lines.map((line) => ({ ...line, charge_amount: `-${line.charge_amount}` }));
    const lines: Line[] = [
      ...claims(20, (at) => repeated(`C${at}`, 3, `${200 + at}.00`)),
      ...negative(repeated("C0", 3, "-200.00", { line_type: "reversal", claim_version: 2 })),
      ...repeated("C0", 3, "150.00", { line_type: "adjustment", claim_version: 3 }),
      ...repeated("D", 3, "70.00").map((line, at) => (at === 0 ? { ...line, claim_status: "denied" } : line)),
      ...repeated("E", 1, "30.00"),
      ...repeated("bad", 2, "9.00", { claim_start_date: "no date" }),
    ];
    const own = lines.map((line, at) => (line.claim_id === "bad" ? line : { ...line, paid_amount: `${at}.01` }));
    const { found: none, path: asWritten } = await settle(own);
    expect(none).toEqual([]);
    const { found, path } = await settle(lines);
    expect(found).toEqual([
      {
        table: "medical_claim",
        file: `claims-${files}.csv`,
        column: "paid_amount",
        stands: "on every line",
        claims: 23,
        asWritten: "12660.00",
        counted: "4240.00",
      },
    ]);
    expect(await paidLines(path, "claim_id = 'C0'")).toBe("1:200.00 1:-200.00 1:150.00");
    expect(await paidLines(path, "claim_id = 'D'")).toBe("2:70.00");
    expect(await paidLines(path, "claim_id = 'E'")).toBe("1:30.00");
    expect(await paidLines(path, "claim_id = 'bad'")).toBe("1:9.00 2:9.00");
    expect(await everythingElse(path)).toEqual(await everythingElse(asWritten));
  });

  it("is recognized by the services where every amount is repeated", async () => {
    const codes = ["99213", "85025", "71046"];
    const whole = claims(20, (at) =>
      repeated(`C${at}`, 3, `${200 + at}.00`).map((line, n) => ({
        ...line,
        charge_amount: "500.00",
        hcpcs_code: codes[n] ?? "",
      })),
    );
    const { found } = await settle(whole);
    expect(found.map(({ column, counted }) => [column, counted])).toEqual([["paid_amount", "4190.00"]]);
  });

  it("is told file by file", async () => {
    const own = claims(20, (at) =>
      repeated(`K${at}`, 2, "10.00").map((line, n) => ({ ...line, paid_amount: `${10 + n}.00` })),
    );
    const { found } = await settle(
      own,
      claims(20, (at) => repeated(`C${at}`, 2, `${50 + at}.00`)),
    );
    expect(found.map(({ file, asWritten, counted }) => [file, asWritten, counted])).toEqual([
      [`claims-${files}.csv`, "2380.00", "1190.00"],
    ]);
  });
});

describe("an amount is left as it is", () => {
  const left: [string, Line[]][] = [
    ["where claims have one line", claims(40, (at) => repeated(`C${at}`, 1, `${50 + at}.00`))],
    [
      "where the lines are alike in everything",
      claims(40, (at) => repeated(`C${at}`, 2, `${50 + at}.00`, { charge_amount: "90.00" })),
    ],
    [
      "where services differ and all cost the same",
      claims(40, (at) =>
        repeated(`C${at}`, 2, "50.00", { charge_amount: "90.00" }).map((line, n) => ({ ...line, hcpcs_code: n })),
      ),
    ],
    ["where few claims say so", claims(6, (at) => repeated(`C${at}`, 2, `${50 + at}.00`))],
    [
      "where each line adds up with it",
      claims(40, (at) =>
        repeated(`C${at}`, 2, "").map((line, n) => ({
          ...line,
          copayment_amount: "20.00",
          allowed_amount: `${80 + n + at}.00`,
          paid_amount: `${60 + n + at}.00`,
        })),
      ),
    ],
    [
      "where many claims have lines that differ",
      claims(40, (at) =>
        repeated(`C${at}`, 2, "50.00").map((line, n) => ({ ...line, paid_amount: at % 8 ? "50.00" : `${n + 1}.00` })),
      ),
    ],
  ];
  it.each(left)("%s", async (_, lines) => {
    expect((await settle(lines)).found).toEqual([]);
  });

  it("and named where it stands on the first line alone", async () => {
    const lines = claims(20, (at) =>
      repeated(`C${at}`, 3, "80.00").map((line, n) => ({ ...line, paid_amount: n === 0 ? "80.00" : "0.00" })),
    );
    expect(
      (await settle(lines)).found.map(({ column, stands, asWritten, counted }) => [column, stands, asWritten, counted]),
    ).toEqual([["paid_amount", "on the first line", "1600.00", "1600.00"]]);
  });
});

it("whatever the claims, repeating their amounts on every line changes no total", async () => {
  const amount = fc.integer({ min: 100, max: 99999 }).map((cents) => (cents / 100).toFixed(2));
  const claim = fc.record({
    lines: fc.integer({ min: 2, max: 5 }),
    paid: amount,
    styled: fc.constantFrom("plain", "back", "again"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(claim, { minLength: 12, maxLength: 40 }), async (drawn) => {
      const versions = drawn.flatMap(({ lines, paid, styled }, at): Line[][] => {
        const version = (paid_amount: string, over: Line) => repeated(`C${at}`, lines, paid_amount, over);
        return [
          version(paid, {}),
          ...(styled === "plain" ? [] : [version(`-${paid}`, { line_type: "reversal", claim_version: 2 })]),
          ...(styled === "again" ? [version(paid, { line_type: "adjustment", claim_version: 3 })] : []),
        ];
      });
      const { found, path } = await settle(versions.flat());
      const total = versions.reduce((sum, [line]) => sum + Math.round(Number(line?.paid_amount) * 100), 0);
      expect(found[0]?.counted).toBe((total / 100).toFixed(2));
      expect(await bench.rows(`select count(paid_amount) from '${path}'`)).toEqual([[String(versions.length)]]);
    }),
    { numRuns: 12 },
  );
});
