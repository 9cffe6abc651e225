import { afterAll, expect, it } from "vitest";
import type { Row } from "../../generate/dirt/dirtFile.ts";
import type { ExtractSample } from "../../generate/dirt/extractSample.ts";
import { fileShapes } from "../../generate/dirt/fileShapes.ts";
import { overpunch } from "../../generate/dirt/overpunch.ts";
import { Deliveries } from "./testing.ts";

const deliveries = new Deliveries();
afterAll(() => deliveries.close());

const claims = Array.from(
  { length: 40 },
  (_, n): Row => ({
    claim_id: `A${100 + n}`,
    claim_line_number: "1",
    claim_status: "paid",
    person_id: `P${n}`,
    claim_start_date: "2025-01-02",
    hcpcs_code: "99213",
    allowed_amount: `${n}.25`,
    paid_amount: `${n}.10`,
  }),
);
const fills = claims.map(
  (row, n): Row => ({
    ...row,
    line_type: n % 9 === 0 ? "reversal" : "original",
    ndc_code: "99001010130",
    dispensing_date: "2025-01-02",
    days_supply: "30",
    paid_date: "2025-01-02",
    paid_amount: n % 9 === 0 ? "-5.00" : "7.50",
    ingredient_cost: "9.00",
    dispensing_fee: "1.00",
    copayment_amount: "2.50",
  }),
);
const sample = { firstAdministrator: claims, enrollment: claims, pharmacy: fills } as unknown as ExtractSample;

it.each([...fileShapes(sample), ...overpunch(sample)])("$kind, as generated, gives every row", async (dirt) => {
  const reads = dirt.layout && { fixed: dirt.layout };
  const { file, rows } = await deliveries.table(dirt.file, dirt.bytes, { reads });
  const [header = [], ...others] = rows;
  expect(others).toHaveLength(dirt.rows);
  expect(others.every((row) => row.length === header.length)).toBe(true);
  expect(file.control).toEqual([]);
  const paid = header.indexOf("paid_amount");
  if (paid < 0 || dirt.file === "overpunch.txt") return;
  const sum = others.reduce((total, row) => total + Math.round(Number(row[paid]) * 100), 0);
  expect((sum / 100).toFixed(2)).toBe(dirt.totals.paid_amount);
});
