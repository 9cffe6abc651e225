import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Row, TinyLoads } from "../../../test/checks/tinyLoad.ts";
import { runChecks } from "../checks/runChecks.ts";
import { tuvaTables } from "../layout.ts";
import { LoadProfile } from "./loadProfile.ts";
import { profileColumns } from "./profileColumns.ts";
import { profileTables } from "./profileTables.ts";

const claim = (claim_id: string, more: Row): Row => ({
  claim_id,
  person_id: "P1",
  claim_type: "professional",
  paid_amount: "10.10",
  ...more,
});

const before = {
  medical_claim: [
    claim("C1", { paid_date: "2024-01-15" }),
    claim("C2", { paid_date: "2024-01-16" }),
    claim("C2", { paid_date: "2023-11-16" }),
  ],
};

describe("the profile of a load", () => {
  let loads: TinyLoads;
  let profile: LoadProfile;

  beforeAll(async () => {
    loads = await TinyLoads.open();
    const load = await loads.stage(
      {
        medical_claim: [
          claim("C1", { paid_date: "2024-01-15", place_of_service_code: "11" }),
          claim("C2", { paid_date: "2024-02-15", place_of_service_code: "11" }),
          claim("C3", { paid_date: "2024-02-16", place_of_service_code: "XX", person_id: "P9" }),
          claim("C4", { paid_date: "2024-02-17", place_of_service_code: null, rejected: "claim_id: empty" }),
          claim("C5", { paid_date: null, place_of_service_code: "11" }),
        ],
        eligibility: [{ person_id: "P1", last_name: "Doe", enrollment_start_date: "2024-01-01" }],
      },
      { vendor: "First  Administrator" },
    );
    const held = [
      await loads.hold({ medical_claim: [claim("C0", { paid_date: "2023-12-15" })] }, 1, "First administrator"),
      await loads.hold(before, 2, "first administrator"),
      await loads.hold({ medical_claim: [claim("C9", { paid_date: "2024-01-15" })] }, 3, "Another"),
    ];
    const { connection } = loads;
    const checks = await runChecks({ connection, ...load, held });
    profile = await profileTables({ connection, staged: load.staged, held, checks });
  });

  afterAll(() => loads.close());

  it("has of each column what is given, empty, distinct, least, most and most frequent, of the rows loaded", () => {
    const columns = profile.tables.medical_claim?.columns ?? [];
    expect(columns.map(({ column }) => column)).toEqual([
      "claim_id",
      "claim_type",
      "person_id",
      "place_of_service_code",
      "paid_date",
      "paid_amount",
    ]);
    expect(columns.find(({ column }) => column === "place_of_service_code")).toEqual({
      column: "place_of_service_code",
      header: null,
      given: 4,
      empty: 0,
      distinct: 2,
      about: false,
      least: "11",
      most: "XX",
      top: [
        { value: "11", rows: 3 },
        { value: "XX", rows: 1 },
      ],
      valid: { share: 3 / 4, of: "A place of service that is none" },
    });
    expect(columns.find(({ column }) => column === "paid_date")).toMatchObject({
      least: "2024-01-15",
      most: "2024-02-16",
      top: [],
    });
  });

  it("has months of this load, of the vendor's one before for the same months, and the rows of no month", () => {
    expect(profile.tables.medical_claim).toMatchObject({
      by: "paid_date",
      priorLoad: 2,
      months: [
        {
          month: "2024-01",
          rows: 1,
          amounts: { paid_amount: "10.10" },
          prior: { rows: 2, amounts: { paid_amount: "20.20" } },
        },
        { month: "2024-02", rows: 2, amounts: { paid_amount: "20.20" }, prior: null },
        { month: "", rows: 1, amounts: { paid_amount: "10.10" }, prior: null },
      ],
    });
    expect(profile.tables.eligibility).toMatchObject({
      by: "enrollment_start_date",
      months: [{ month: "2024-01", rows: 1, prior: null }],
    });
  });

  it("shows the months that a load takes away", async () => {
    const { connection } = loads;
    const tables = { medical_claim: [claim("C1", { paid_date: "2024-01-15" })] };
    const held = [await loads.hold(before, 1, "First administrator")];
    const load = await loads.stage(tables, { vendor: "First administrator", mode: { kind: "replace-all" } });
    const { staged } = load;
    const months = (await profileTables({ connection, staged, held, checks: [] })).tables.medical_claim?.months;
    expect(months?.map(({ month, rows, prior }) => [month, rows, prior?.rows])).toEqual([
      ["2023-11", 0, 1],
      ["2024-01", 1, 2],
    ]);
  });

  it("stands beside no load of another vendor", async () => {
    const { connection } = loads;
    const { staged } = await loads.stage(before, { vendor: "First administrator" });
    const held = [await loads.hold(before, 1, "Another"), await loads.hold(before, 2, null)];
    const profiled = (await profileTables({ connection, staged, held, checks: [] })).tables.medical_claim;
    expect(profiled?.priorLoad).toBeNull();
    expect(profiled?.months.every(({ prior }) => prior === null)).toBe(true);
  });

  it("counts distinct values exactly where the rows are few, and says so where it does not", async () => {
    const { connection } = loads;
    const rows = Array.from({ length: 60 }, (_, at) => claim(`A${(at % 29) * 7919}`, { paid_date: "2024-01-15" }));
    const { staged } = await loads.stage({ medical_claim: rows });
    const table = tuvaTables().find(({ name }) => name === "medical_claim");
    if (!table) throw new Error("no table");
    const path = staged.medical_claim ?? "";
    expect((await profileColumns(connection, path, table))[0]).toMatchObject({ distinct: 29, about: false });
    expect((await profileColumns(connection, path, table, 59))[0]).toMatchObject({ about: true });
  });

  it("says how many persons the enrollment knows, and not how many rows they have", () => {
    expect(profile.tables.medical_claim?.matched).toEqual({ id: "person_id", share: 1 / 2, rows: 1, of: 2 });
    expect(profile.tables.eligibility?.matched).toBeNull();
  });

  it("names nobody, and is what the file beside the load may hold", () => {
    expect(JSON.stringify(profile)).not.toContain("Doe");
    expect(LoadProfile.parse(JSON.parse(JSON.stringify(profile)))).toEqual(profile);
  });
});
