import type { Row } from "../tinyLoad.ts";
import { type CheckCase, claimTables, forEach } from "./case.ts";

/** As many rows as asked for, each of a claim of its own. */
function rows(count: number, row: Row): Row[] {
  return Array.from({ length: count }, (_, at) => ({
    claim_id: `C${at}`,
    claim_line_number: 1,
    data_source: "tpa",
    ...row,
  }));
}

function months(counts: Record<string, number>, paid_amount = "10.25"): Row[] {
  return Object.entries(counts).flatMap(([month, count]) => rows(count, { paid_date: `${month}-15`, paid_amount }));
}

/** Services on the first days of every month, and in file 2 one on the thirtieth. */
function early(): Row[] {
  return [1, 2].flatMap((file) =>
    rows(60, { file }).map((row, at): Row => {
      const service = `2024-${String((at % 12) + 1).padStart(2, "0")}-${file === 2 && at === 0 ? "30" : String((at % 5) + 1).padStart(2, "0")}`;
      return { ...row, claim_start_date: service, dispensing_date: service };
    }),
  );
}

/** Rows that are found as a month or a file, and not one by one. */
const whole = { bad: [] as Row[], found: 1 };

/** The month between, under no name of a source; the month before it, under the one that the load has. */
const february = [
  ...months({ "2024-01": 1 }),
  ...months({ "2024-02": 1 }).map((row): Row => ({ ...row, data_source: null })),
];
const heldFebruary = { medical_claim: february, pharmacy_claim: february };

const members = rows(200, {}).map(
  (_, at): Row => ({
    person_id: `P${at}`,
    enrollment_start_date: "2023-01-01",
    enrollment_end_date: null,
  }),
);

function services(paid_amount: string): Row[] {
  return Array.from({ length: 10 }, (_, at) => {
    const day = `2024-${String(at + 1).padStart(2, "0")}-01`;
    return { claim_id: `C${at}`, claim_start_date: day, dispensing_date: day, paid_amount };
  });
}

export const wholeFiles: CheckCase[] = [
  ...forEach(claimTables, {
    check: "paid-all-empty",
    ...whole,
    good: [
      ...rows(2, { paid_amount: null, file: 1 }),
      ...rows(1, { paid_amount: null, file: 2 }),
      ...rows(1, { paid_amount: "1", file: 2 }),
    ],
  }),
  ...forEach(claimTables, {
    check: "allowed-all-empty",
    ...whole,
    good: [...rows(2, { allowed_amount: null, file: 1 }), ...rows(2, { allowed_amount: "1", file: 2 })],
  }),
  ...forEach(claimTables, {
    check: "paid-all-zero",
    ...whole,
    good: [
      ...rows(20, { paid_amount: "0", file: 1 }),
      ...rows(20, { paid_amount: "1", file: 2 }),
      ...rows(2, { paid_amount: "0", file: 3 }),
    ],
  }),
  ...forEach(claimTables, {
    check: "paid-without-cents",
    ...whole,
    good: [...rows(50, { paid_amount: "1025", file: 1 }), ...rows(50, { paid_amount: "10.25", file: 2 })],
  }),
  ...forEach(claimTables, { check: "days-all-early", ...whole, good: early() }),
  ...forEach(claimTables, {
    check: "file-like-another",
    ...whole,
    good: [1, 2, 3].flatMap((file) => rows(20, { paid_amount: file === 3 ? "2" : "1", file })),
  }),
  ...forEach(claimTables, {
    check: "month-missing",
    ...whole,
    found: 2,
    good: months({ "2024-03": 1, "2024-05": 1 }),
    held: { medical_claim: months({ "2024-01": 1 }), pharmacy_claim: months({ "2024-01": 1 }) },
    says: "2024-02, 2024-04",
  }),
  ...forEach(claimTables, {
    check: "month-missing",
    ...whole,
    found: 1,
    good: months({ "2024-03": 1, "2024-05": 1 }),
    held: heldFebruary,
    vendors: ["First  Administrator", "first administrator"],
    says: "nothing for 1 month: 2024-04",
  }),
  ...forEach(claimTables, {
    check: "month-missing",
    ...whole,
    found: 2,
    good: months({ "2024-01": 1, "2024-03": 1, "2024-05": 1 }),
    held: heldFebruary,
    vendors: ["First administrator", "Another"],
    says: "2024-02, 2024-04",
  }),
  ...forEach(claimTables, {
    check: "no-dollars",
    ...whole,
    good: [
      ...rows(2, { paid_amount: null, allowed_amount: null, charge_amount: null, file: 1 }),
      ...rows(2, { paid_amount: null, allowed_amount: null, charge_amount: "1", file: 2 }),
      ...rows(1, { paid_amount: "0", allowed_amount: null, charge_amount: null, file: 3 }),
      /* a file without the columns has been spoken of when it was mapped */
      ...rows(1, { file: 4 }),
    ],
  }),
  ...forEach(claimTables, {
    check: "allowed-without-paid",
    ...whole,
    good: [
      ...rows(2, { paid_amount: null, allowed_amount: "1.50", file: 1 }),
      ...rows(1, { paid_amount: "1", allowed_amount: "1", file: 2 }),
      ...rows(1, { paid_amount: null, allowed_amount: null, file: 3 }),
    ],
    says: "$3.00",
  }),
  ...forEach(claimTables, {
    check: "nobody-named",
    ...whole,
    good: [...rows(2, { file: 1 }), ...rows(1, { member_id: "S1", file: 2 }), ...rows(1, { person_id: "P1", file: 3 })],
  }),
  ...forEach(claimTables, {
    check: "month-out-of-line",
    ...whole,
    found: 2,
    good: [
      ...months({ "2024-01": 100, "2024-02": 40, "2024-03": 100, "2024-04": 120, "2024-06": 100 }),
      ...months({ "2024-05": 110 }, "100"),
    ],
    says: "2024-02, 2024-05",
  }),
  ...forEach(claimTables, {
    check: "last-month-thin",
    ...whole,
    good: months({ "2024-01": 100, "2024-02": 110, "2024-03": 100, "2024-04": 40 }),
    says: "2024-04",
  }),
  ...forEach(claimTables, {
    check: "cost-beyond-belief",
    ...whole,
    found: 7,
    good: services("2000001"),
    others: { eligibility: members },
    says: "2024-01, 2024-02",
  }),
  {
    check: "medical-cost-out-of-range",
    table: "medical_claim",
    ...whole,
    good: services("400000"),
    others: { eligibility: members },
  },
  {
    check: "pharmacy-cost-out-of-range",
    table: "pharmacy_claim",
    ...whole,
    good: services("4000"),
    others: { eligibility: members },
  },
];
