import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MadeValue, MappedFile, Value } from "./mapping.ts";
import { tryMapping } from "./tryMapping.ts";

/** What texts become in a column of eligibility or of medical claims, by a value made from the column `x`. */
async function become(
  texts: (string | null)[],
  value: Omit<MadeValue, "from">,
  { target = "paid_date", fileName = "f.csv" }: { target?: string; fileName?: string } = {},
): Promise<(string | null)[]> {
  const after = await columns(
    { [target]: { from: "x", ...value } },
    ["x"],
    texts.map((text) => [text]),
    fileName,
  );
  return after[target] ?? [];
}

async function columns(
  made: Record<string, Value>,
  header: string[],
  samples: (string | null)[][],
  name = "f.csv",
  more: Partial<MappedFile> = {},
): Promise<Record<string, (string | null)[]>> {
  const mapped: MappedFile = { when: { columns: [] }, tables: [{ table: "medical_claim", columns: made }], ...more };
  const { tables } = await tryMapping({ name, header, samples }, mapped);
  return Object.fromEntries(tables[0]?.columns.map(({ target, after }) => [target, after]) ?? []);
}

const days = fc
  .date({ min: new Date("1931-01-01T00:00:00Z"), max: new Date("2030-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function written(day: string, pattern: string): string {
  const [year = "", month = "", date = ""] = day.split("-");
  const ofYear = (Date.parse(day) - Date.parse(`${year}-01-01`)) / 86_400_000 + 1;
  if (pattern === "serial") return String((Date.parse(day) - Date.UTC(1899, 11, 30)) / 86_400_000);
  const parts: Record<string, string> = {
    YYYY: year,
    YY: year.slice(2),
    MMM: monthNames[Number(month) - 1] ?? "",
    MM: month,
    M: String(Number(month)),
    DDD: String(ofYear).padStart(3, "0"),
    DD: date,
    D: String(Number(date)),
  };
  return pattern.replace(/YYYY|YY|MMM|MM|M|DDD|DD|D/g, (token) => parts[token] ?? "");
}

describe("dates", () => {
  const patterns = [
    "YYYYMMDD",
    "MM/DD/YYYY",
    "M/D/YYYY",
    "M/D/YY",
    "MM/DD/YY",
    "MMDDYYYY",
    "MMDDYY",
    "DD-MMM-YYYY",
    "DD-MMM-YY",
    "D-MMM-YYYY",
    "DDMMMYYYY",
    "DD.MM.YYYY",
    "YYYY/MM/DD",
    "YYYYDDD",
    "serial",
  ];

  it.each(patterns)("written as %s are read again", async (pattern) => {
    await fc.assert(
      fc.asyncProperty(fc.array(days, { minLength: 20, maxLength: 40 }), async (dates) => {
        const texts = dates.map((day) => written(day, pattern));
        expect(await become(texts, { date: pattern, latest: 2030 })).toEqual(dates);
      }),
      { numRuns: 3 },
    );
  });

  it("keep their day where a time stands behind, and are good as they are", async () => {
    const texts = ["2024-01-31T04:17:47Z", "2024-01-31 00:00:00", "2024-01-31"];
    expect(await become(texts, { date: "YYYYMMDD" })).toEqual(texts.map(() => "2024-01-31"));
    expect(await become(["1/31/2024 12:00:00 AM", "01/31/2024 00:00"], { date: "MM/DD/YYYY" })).toEqual([
      "2024-01-31",
      "2024-01-31",
    ]);
  });

  it("of several patterns in a column are told apart", async () => {
    const texts = ["03/04/2024", "31-Jan-2024", "45322", "20240131", null, ""];
    expect(await become(texts, { date: ["MM/DD/YYYY", "DD-MMM-YYYY", "serial", "YYYYMMDD"] })).toEqual([
      "2024-03-04",
      "2024-01-31",
      "2024-01-31",
      "2024-01-31",
      null,
      null,
    ]);
  });

  it("that are none come out so that they are refused", async () => {
    const bad = ["13/45/2024", "00000000", "2024013", "n/a", "2024-13-01", "0/0/0000"];
    const mapped = (date: string): MappedFile => ({
      when: { columns: ["x"] },
      tables: [{ table: "medical_claim", columns: { paid_date: { from: "x", date } } }],
    });
    for (const pattern of ["MM/DD/YYYY", "YYYYMMDD"]) {
      const samples = bad.map((text) => [text]);
      const { tables } = await tryMapping({ name: "f.csv", header: ["x"], samples }, mapped(pattern));
      expect(tables[0]?.columns[0]?.wrong).toEqual(bad.map(() => `not a date written ${pattern}`));
    }
  });

  it("of two digits lie before the file, by its name or by its date", async () => {
    expect(
      await become(["1/2/24", "1/2/25", "12/31/99"], { date: "M/D/YY" }, { fileName: "roster 2024-06.csv" }),
    ).toEqual(["2024-01-02", "1925-01-02", "1999-12-31"]);
    const mapped: MappedFile = {
      when: { columns: ["dob"] },
      tables: [{ table: "eligibility", columns: { birth_date: { from: "dob", date: "MM/DD/YY" }, file_date: "day" } }],
    };
    const samples = [
      ["05/31/24", "2024-06-01"],
      ["06/02/24", "2024-06-01"],
      ["06/02/24", "2025-06-01"],
    ];
    const { tables } = await tryMapping({ name: "f.csv", header: ["dob", "day"], samples }, mapped);
    const births = tables[0]?.columns.find(({ target }) => target === "birth_date")?.after;
    expect(births).toEqual(["2024-05-31", "1924-06-02", "2024-06-02"]);
  });

  it("of a month are its first day or its last", async () => {
    expect(await become(["202402", "202302"], { date: "YYYYMM", day: "last" })).toEqual(["2024-02-29", "2023-02-28"]);
    expect(await become(["2/2024", "12/2024"], { date: "M/YYYY" })).toEqual(["2024-02-01", "2024-12-01"]);
  });
});

describe("amounts", () => {
  const amounts = fc.array(fc.integer({ min: -99_999_999, max: 99_999_999 }), { minLength: 20, maxLength: 40 });
  const dollars = (cents: number) =>
    `${cents < 0 ? "-" : ""}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;

  const punched = (cents: number, positive: string, negative: string) => {
    const digits = String(Math.abs(cents)).padStart(9, "0");
    return digits.slice(0, -1) + ((cents < 0 ? negative : positive)[Number(digits.at(-1))] ?? "");
  };

  it.each([
    ["letters", "{ABCDEFGHI", "}JKLMNOPQR"],
    ["small letters", "0123456789", "pqrstuvwxy"],
  ])("with the sign punched over the last digit as %s are read to the cent", async (_, positive, negative) => {
    await fc.assert(
      fc.asyncProperty(amounts, async (cents) => {
        const texts = cents.map((each) => punched(each, positive, negative));
        const read = await become(texts, { amount: "overpunch" }, { target: "paid_amount" });
        expect(read).toEqual(cents.map((each) => dollars(each)));
      }),
      { numRuns: 3 },
    );
    expect(await become(["500{", "500}", "1K"], { amount: "overpunch" }, { target: "paid_amount" })).toEqual([
      "50.00",
      "-50.00",
      "-0.12",
    ]);
  });

  it("with implied decimals are read to the cent", async () => {
    await fc.assert(
      fc.asyncProperty(amounts, async (cents) => {
        const read = await become(cents.map(String), { amount: "implied" }, { target: "paid_amount" });
        expect(read).toEqual(cents.map((each) => dollars(each)));
      }),
      { numRuns: 3 },
    );
    const thousandths = { amount: "implied", decimals: 3 } as const;
    expect(await become(["0001500", "-1"], thousandths, { target: "service_unit_quantity" })).toEqual([
      "1.500",
      "-0.001",
    ]);
  });

  it("as people write them are read", async () => {
    const texts = ["$1,234.50", "(1,234.50)", "($5)", "5.00-", "1,234", "-7.1", "12.00 CR", "80.00", "$ -3.00"];
    const read = ["1234.50", "-1234.50", "-5", "-5.00", "1234", "-7.1", "-12.00", "80.00", "-3.00"];
    expect(await become(texts, { amount: "decimal" }, { target: "paid_amount" })).toEqual(read);
    const comma = await become(["1.234,50", "7,5", "-1.000"], { amount: "decimal-comma" }, { target: "paid_amount" });
    expect(comma).toEqual(["1234.50", "7.5", "-1000"]);
  });

  it("that are none come out so that they are refused", async () => {
    for (const amount of ["implied", "overpunch", "decimal"] as const) {
      const texts = ["abc", "1.2.3", "12x4", "1e5"];
      const mapped: MappedFile = {
        when: { columns: ["x"] },
        tables: [{ table: "medical_claim", columns: { paid_amount: { from: "x", amount } } }],
      };
      const samples = texts.map((text) => [text]);
      const { tables } = await tryMapping({ name: "f.csv", header: ["x"], samples }, mapped);
      expect([amount, tables[0]?.columns[0]?.wrong.filter(Boolean).length]).toEqual([amount, 4]);
    }
  });

  it("are turned about, always or in some rows", async () => {
    expect(await become(["5.00", "-5.00", "0.00"], { negate: true }, { target: "paid_amount" })).toEqual([
      "-5.00",
      "5.00",
      "0.00",
    ]);
    const made = { paid_amount: { from: "amt", negate: { column: "kind", in: ["R"] } } };
    const rows = [
      ["5.00", "r"],
      ["5.00", "O"],
      ["5.00", null],
    ];
    expect(await columns(made, ["amt", "kind"], rows)).toEqual({ paid_amount: ["-5.00", "5.00", "5.00"] });
  });
});

describe("values", () => {
  it("are combined, split, cut, filled up, translated and said", async () => {
    const made: Record<string, Value> = {
      claim_id: { from: ["No", "suffix"], join: "-" },
      claim_type: {
        from: "no",
        slice: { start: 1, width: 1 },
        codes: { p: "professional" },
        otherwise: "institutional",
      },
      revenue_center_code: { from: "rev", pad: { width: 4 } },
      hcpcs_code: { from: "proc", split: { by: ":", part: 1 } },
      hcpcs_modifier_1: { from: "proc", split: { by: ":", part: 2 } },
      payer: { constant: "O'Neil" },
      plan: { fileName: "plan" },
      rendering_tin: { from: "tin", remove: "-" },
      data_source: { first: ["missing", "suffix", { constant: "none" }] },
      x_pair: { combine: ["no", { constant: "/" }, "suffix"] },
    };
    const header = ["NO", "Suffix", "Rev", "Proc", "TIN"];
    const rows = [
      ["P1", "2", "450", "99213:25", "12-3456789"],
      ["H7", null, "0120", null, null],
    ];
    expect(
      await columns(made, header, rows, "acme_ppo_2025.csv", { when: { columns: ["no"], name: "_(?<plan>[a-z]+)_" } }),
    ).toEqual({
      claim_id: ["P1-2", "H7"],
      claim_type: ["professional", "institutional"],
      revenue_center_code: ["0450", "0120"],
      hcpcs_code: ["99213", null],
      hcpcs_modifier_1: ["25", null],
      payer: ["O'Neil", "O'Neil"],
      plan: ["ppo", "ppo"],
      rendering_tin: ["123456789", null],
      data_source: ["2", "none"],
      x_pair: ["P1/2", null],
    });
  });

  it("of drug codes have eleven digits", async () => {
    const texts = ["1234-5678-90", "12345-678-90", "12345-6789-0", "12345678901"];
    expect(await become(texts, { ndc: true }, { target: "x_ndc" })).toEqual([
      "01234567890",
      "12345067890",
      "12345678900",
      "12345678901",
    ]);
  });

  it("stand for nothing where the file says so", async () => {
    const rows = [
      ["#N/A", "NULL"],
      ["a", "1.00"],
    ];
    const nulls = { nulls: ["#N/A", "NULL"], when: { columns: ["a"] } };
    expect(await columns({ plan: "a", paid_amount: "b" }, ["a", "b"], rows, "f.csv", nulls)).toEqual({
      plan: [null, "a"],
      paid_amount: [null, "1.00"],
    });
  });

  it("send the rows of one file to several tables, and set the rest aside", async () => {
    const mapped: MappedFile = {
      when: { columns: ["kind"] },
      tables: [
        {
          table: "medical_claim",
          where: { column: "kind", in: ["M"] },
          columns: { claim_id: "id", paid_amount: "amt" },
        },
        { table: "pharmacy_claim", where: { column: "kind", in: ["RX"] }, columns: { claim_id: "id" } },
      ],
    };
    const samples = [
      ["M", "1", "5.00", ""],
      ["RX", "2", "6.00", ""],
      ["T", "3", "7.00", ""],
      [null, "4", "8.00", ""],
    ];
    const tried = await tryMapping({ name: "f", header: ["kind", "id", "amt", "note"], samples }, mapped);
    expect(tried.tables.map(({ table, setAside, columns: [first] }) => [table, setAside, first?.after])).toEqual([
      ["medical_claim", 3, ["1"]],
      ["pharmacy_claim", 3, ["2"]],
    ]);
    expect(tried.unread).toEqual(["note"]);
  });
});
