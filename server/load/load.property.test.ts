import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { rejectsOf } from "./rejects.ts";
import { Bench } from "./testing.ts";

const bench = new Bench();
afterAll(() => bench.close());

/** A field as it is written, whether it can be taken, and what it is worth in ten-thousandths. */
interface Written {
  text: string;
  good: boolean;
  exact: bigint | null;
}

const header = [
  "claim_id",
  "claim_line_number",
  "claim_type",
  "person_id",
  "claim_start_date",
  "paid_amount",
  "allowed_amount",
  "note",
];

const given = fc
  .record({ negative: fc.boolean(), whole: fc.nat(9_999_999), tenThousandths: fc.nat(9999), digits: fc.nat(4) })
  .map(({ negative, whole, tenThousandths, digits }): Written => {
    const decimals = String(tenThousandths).padStart(4, "0").slice(0, digits);
    const worth = BigInt(whole) * 10_000n + BigInt(decimals.padEnd(4, "0"));
    const text = `${negative ? "-" : ""}${whole}${digits > 0 ? `.${decimals}` : ""}`;
    return { text, good: true, exact: negative ? -worth : worth };
  });
const absent = fc.constantFrom("", " ", '""').map((text): Written => ({ text, good: true, exact: null }));
const dirt = fc
  .constantFrom("x", "1,5", "1e3", "nan", "--1", "1.2.3", "1 000", "∞", '"', "9".repeat(40), "1\n2")
  .map((text): Written => ({ text: `"${text.replaceAll('"', '""')}"`, good: false, exact: null }));
const amount = fc.oneof(
  { weight: 12, arbitrary: given },
  { weight: 3, arbitrary: absent },
  { weight: 1, arbitrary: dirt },
);
const date = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .constantFrom("2024-01-31", "2024-02-29 00:00:00", '"2023-12-31"', "")
      .map((text) => ({ text, good: true })),
  },
  { weight: 1, arbitrary: fc.constantFrom("2023-02-29", "1/2/2024").map((text) => ({ text, good: false })) },
);
const note = fc.constantFrom("", "a", '"b, c"', '"d\ne"', '"h\r\ni"', '"f ""g"""', "é ü", '5" tube');
const row = fc.record({
  date,
  paid: amount,
  allowed: amount,
  note,
  shape: fc.constantFrom("", "", "", "", "", "", ",", ",surplus", "short"),
  gap: fc.constantFrom("", "", "", "", "blank"),
});

function cents(exact: bigint): bigint {
  const size = exact < 0n ? -exact : exact;
  const rounded = (size + 50n) / 100n;
  return exact < 0n ? -rounded : rounded;
}

function decimal(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(3, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** So many rows go before, that no file is taken for one whose dates or amounts are written in another way. */
const steady = Array.from({ length: 60 }, () => ({
  date: { text: "2024-01-31", good: true },
  paid: { text: "1.50", good: true, exact: 15_000n },
  allowed: { text: "", good: true, exact: null },
  note: "",
  shape: "",
  gap: "",
}));

describe("prepareLoad of random files", () => {
  it("loses no row, sums to the cent and names the line of every reject", { timeout: 120_000 }, async () => {
    const files = fc.tuple(fc.array(row, { minLength: 1, maxLength: 12 }), fc.constantFrom("\n", "\r\n"));
    await fc.assert(
      fc.asyncProperty(files, async ([random, end]) => {
        const rows = [...steady, ...random];
        let text = header.join(",") + end;
        const rejected: number[] = [];
        const loaded: (typeof rows)[number][] = [];
        const lineNow = () => (text.match(/\r\n|\r|\n/g)?.length ?? 0) + 1;
        for (const [n, each] of rows.entries()) {
          if (each.gap) text += end;
          const fields = [
            `C${n}`,
            "1",
            "professional",
            "P",
            each.date.text,
            each.paid.text,
            each.allowed.text,
            each.note,
          ];
          const whole = each.shape !== "short" && each.shape !== ",surplus";
          if (whole && each.date.good && each.paid.good && each.allowed.good) loaded.push(each);
          else rejected.push(lineNow());
          text += (each.shape === "short" ? fields.slice(0, 6).join(",") : fields.join(",") + each.shape) + end;
        }
        const { manifest, stagingDir } = await bench.load(bench.write("random.csv", text), { force: true, threads: 1 });
        const [file] = manifest.files;
        expect(file).toMatchObject({ rows: rows.length, loaded: loaded.length, rejected: rejected.length });
        for (const [name, amounts] of [
          ["paid_amount", loaded.flatMap(({ paid }) => paid.exact ?? [])],
          ["allowed_amount", loaded.flatMap(({ allowed }) => allowed.exact ?? [])],
        ] as const) {
          const sum = decimal(amounts.reduce((total, exact) => total + cents(exact), 0n));
          expect(file?.totals[name]).toEqual({ sum, given: amounts.length, notGiven: loaded.length - amounts.length });
        }
        const exacts = loaded.flatMap(({ paid, allowed }) => [paid.exact, allowed.exact]);
        expect(file?.roundedValues).toBe(exacts.filter((exact) => exact !== null && exact % 100n !== 0n).length);
        expect((await rejectsOf(stagingDir, "medical_claim")).map(({ line }) => line)).toEqual(rejected);
        const [numbers] = await bench.rows(
          `select count(distinct source_row)::varchar, max(source_row)::varchar from '${join(stagingDir, "medical_claim.parquet")}'`,
        );
        expect(numbers).toEqual([String(rows.length), String(rows.length)]);
      }),
      { numRuns: 60 },
    );
  });
});
