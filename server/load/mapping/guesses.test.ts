import { describe, expect, it } from "vitest";
import { recognize } from "../recognize.ts";
import { knownBy } from "./known.ts";
import { proposeMapping } from "./propose.ts";

const header = ["Claim Nbr", "Member Nbr", "Svc Date", "Paid Date", "CPT", "Billed Amt", "Paid Amt"];

function proposed(rows: [service: string, paid: string, billed: string, amount: string][]) {
  const samples = rows.map(([service, paid, billed, amount], n) => [
    `E${n}`,
    "100",
    service,
    paid,
    "99213",
    billed,
    amount,
  ]);
  const { mapping, columns } = proposeMapping({ name: "a.csv", header, samples });
  const notes = Object.fromEntries(columns.map(({ target, note }) => [target, note]));
  return { columns: mapping.files[0]?.tables[0]?.columns ?? {}, notes };
}

describe("dots that may stand between thousands or before cents", () => {
  const dates = ["13.03.2025", "20.04.2025"] as const;

  it("stand between thousands where three digits follow every one, and it is said", () => {
    const { columns, notes } = proposed(["5.397", "9.638", "512", "1.029"].map((text) => [...dates, text, text]));
    expect(columns.paid_amount).toEqual({ from: "paid_amt", amount: "decimal-comma" });
    expect(notes.paid_amount).toMatch(/between thousands.*a guess/);
  });

  it("stand before cents where another column of the file shows it, or one value does", () => {
    const others = proposed(["5.397", "9.638", "7.930"].map((text) => [...dates, text, "12.50"]));
    expect(others.columns.charge_amount).toBe("billed_amt");
    const one = proposed(["5.397", "9.638", "7.930", "0.125"].map((text) => [...dates, text, text]));
    expect(one.columns.paid_amount).toBe("paid_amt");
  });

  it("are read so under our own names too, with a note", () => {
    const rows = ["5.397", "9.638", "7.930"].map((text, n) => [`C${n}`, "1", text]);
    const found = recognize(["claim_id", "claim_line_number", "paid_amount"], "f.csv", knownBy(), rows);
    expect(found).toMatchObject({ kind: "table", notes: [expect.stringMatching(/^paid_amount: .*between thousands/)] });
  });
});

describe("dates of which no day shows what comes first", () => {
  const at = (first: number, second: number) =>
    `${String(first).padStart(2, "0")}/${String(second).padStart(2, "0")}/2025`;

  it("have the day first where the second numbers are a few months in a row", () => {
    const rows = Array.from({ length: 48 }, (_, n) => at((n % 12) + 1, ((n * 5) % 6) + 1));
    const { columns, notes } = proposed(rows.map((day) => [day, day, "1.50", "1.50"]));
    expect(columns.claim_start_date).toEqual({ from: "svc_date", date: "DD/MM/YYYY" });
    expect(notes.paid_date).toMatch(/^the day is taken to come first; /);
    const other = proposed(
      rows
        .map((day) => [day, day, "1.50", "1.50"])
        .map(([day = ""]) => {
          const turned = day.replace(/^(..)\/(..)/, "$2/$1");
          return [turned, turned, "1.50", "1.50"];
        }),
    );
    expect(other.columns.claim_start_date).toEqual({ from: "svc_date", date: "MM/DD/YYYY" });
  });

  it("have first what puts payments behind services", () => {
    const { columns, notes } = proposed(
      Array.from({ length: 10 }, (_, n) => [at(11, (n % 3) + 1), at(2, (n % 3) + 3), "1.50", "1.50"]),
    );
    expect(columns.claim_start_date).toEqual({ from: "svc_date", date: "DD/MM/YYYY" });
    expect(notes.claim_start_date).toMatch(/paid.*after their service/);
  });

  it("are read as the file's other dates are", () => {
    const { columns, notes } = proposed(Array.from({ length: 10 }, () => [at(2, 3), at(25, 4), "1.50", "1.50"]));
    expect(columns.claim_start_date).toEqual({ from: "svc_date", date: "DD/MM/YYYY" });
    expect(notes).toMatchObject({ claim_start_date: expect.stringContaining("other dates"), paid_date: null });
  });

  it("have the month first where nothing tells, and coverage that always begins on the first tells nothing", () => {
    const covered = ["Member ID", "Birth Dt", "Eff Dt", "Term Dt"];
    const samples = Array.from({ length: 36 }, (_, n) => [`M${n}`, "1980-02-03", at((n % 12) + 1, 1), ""]);
    const { mapping, columns } = proposeMapping({ name: "e.csv", header: covered, samples });
    expect(mapping.files[0]?.tables[0]?.columns.enrollment_start_date).toMatchObject({ date: "MM/DD/YYYY" });
    expect(columns.find(({ from }) => from === "Eff Dt")?.note).toMatch(
      /month is taken.*no day of the sample shows it/,
    );
  });
});
