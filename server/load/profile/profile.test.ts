import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Row, TinyLoads } from "../../../test/checks/tinyLoad.ts";
import { runChecks } from "../checks/runChecks.ts";
import { LoadProfile } from "./loadProfile.ts";
import { profileTables } from "./profileTables.ts";

const claim = (claim_id: string, more: Row): Row => ({
  claim_id,
  person_id: "P1",
  claim_type: "professional",
  paid_amount: "10.10",
  ...more,
});

describe("the profile of a load", () => {
  let loads: TinyLoads;
  let profile: LoadProfile;

  beforeAll(async () => {
    loads = await TinyLoads.open();
    const load = await loads.stage({
      medical_claim: [
        claim("C1", { paid_date: "2024-01-15", place_of_service_code: "11" }),
        claim("C2", { paid_date: "2024-02-15", place_of_service_code: "11" }),
        claim("C3", { paid_date: "2024-02-16", place_of_service_code: "XX", person_id: "P9" }),
        claim("C4", { paid_date: "2024-02-17", place_of_service_code: null, rejected: "claim_id: empty" }),
      ],
      eligibility: [{ person_id: "P1", last_name: "Doe", enrollment_start_date: "2024-01-01" }],
    });
    const old = await loads.hold({ medical_claim: [claim("C0", { paid_date: "2023-12-15" })] }, 1);
    const before = await loads.hold(
      { medical_claim: [claim("C1", { paid_date: "2024-01-15" }), claim("C2", { paid_date: "2024-01-16" })] },
      2,
    );
    const { connection } = loads;
    const checks = await runChecks({ connection, ...load, held: [old, before] });
    profile = await profileTables({ connection, staged: load.staged, held: [old, before], checks });
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
      given: 3,
      empty: 0,
      distinct: 2,
      least: "11",
      most: "XX",
      top: [
        { value: "11", rows: 2 },
        { value: "XX", rows: 1 },
      ],
      valid: { share: 2 / 3, of: "A place of service that is none" },
    });
    expect(columns.find(({ column }) => column === "paid_date")).toMatchObject({
      least: "2024-01-15",
      most: "2024-02-16",
      top: [],
    });
  });

  it("has months of this load and of the one before", () => {
    expect(profile.tables.medical_claim).toMatchObject({
      by: "paid_date",
      months: [
        {
          month: "2024-01",
          rows: 1,
          amounts: { paid_amount: "10.10" },
          prior: { rows: 2, amounts: { paid_amount: "20.20" } },
        },
        { month: "2024-02", rows: 2, amounts: { paid_amount: "20.20" }, prior: null },
      ],
    });
    expect(profile.tables.eligibility).toMatchObject({
      by: "enrollment_start_date",
      months: [{ month: "2024-01", rows: 1, prior: null }],
    });
  });

  it("says how many rows are of persons whom the enrollment knows", () => {
    expect(profile.tables.medical_claim?.matched).toEqual({ id: "person_id", share: 2 / 3, rows: 2, of: 3 });
    expect(profile.tables.eligibility?.matched).toBeNull();
  });

  it("names nobody, and is what the file beside the load may hold", () => {
    expect(JSON.stringify(profile)).not.toContain("Doe");
    expect(LoadProfile.parse(JSON.parse(JSON.stringify(profile)))).toEqual(profile);
  });
});
