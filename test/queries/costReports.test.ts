import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { facility, fill, professional, span, stay } from "./rows.ts";
import { rowOf, rowsOf, TinyPlan, totalsOf } from "./tinyPlan.ts";

const period = "2024-01..2024-06";

/**
 * Ann and Bob, each a contract of one, six months each: 12 member months, 12 contract months. Six scans of the head, four
 * at hospital H1 for $400 and two at H2 for $700: $500 each on average, so that H1 stands at 0.80 and H2 at 1.40.
 */
describe("services, providers and the cost of the program, counted by hand", () => {
  let plan: TinyPlan;

  const scan = (claim: string, person: string, day: string, hospital: string, allowed: string, over = {}) =>
    facility(claim, person, day, day, {
      revenue_center_code: "0351",
      hcpcs_code: "70450",
      facility_npi: hospital,
      service_unit_quantity: 1,
      allowed_amount: allowed,
      paid_amount: allowed,
      charge_amount: "1000.00",
      ...over,
    });

  beforeAll(async () => {
    plan = await TinyPlan.build({
      eligibility: [span("ann", "2024-01-01", "2024-06-30"), span("bob", "2024-01-01", "2024-06-30", { plan: "HDHP" })],
      medical_claim: [
        scan("1", "ann", "2024-01-10", "2000000001", "400.00"),
        scan("2", "ann", "2024-02-10", "2000000001", "400.00"),
        scan("3", "bob", "2024-03-10", "2000000001", "400.00"),
        scan("4", "bob", "2024-04-10", "2000000001", "400.00", { paid_date: "2024-07-02" }),
        scan("5", "bob", "2024-05-10", "2000000002", "700.00", { network_tier: "out" }),
        scan("6", "ann", "2024-06-10", "2000000002", "700.00", { network_tier: "out" }),
        // Taken back: its dollars are gone, and it is not counted.
        scan("7", "ann", "2024-06-12", "2000000002", "700.00"),
        scan("7R", "ann", "2024-06-12", "2000000002", "-700.00", {
          original_claim_id: "7",
          paid_amount: "-700.00",
          charge_amount: "-1000.00",
          paid_date: "2024-06-20",
        }),
        stay("8", "bob", "2024-03-10", "2024-03-14", {
          paid_amount: "9000.00",
          allowed_amount: "10000.00",
          deductible_amount: "1000.00",
        }),
        // The same image in an office, and a wheelchair rented twice and a walker bought.
        professional("9", "ann", "2024-01-20", {
          hcpcs_code: "70450",
          allowed_amount: "150.00",
          paid_amount: "150.00",
          service_unit_quantity: 1,
        }),
        ...["2024-02-01", "2024-03-01"].map((day, i) =>
          professional(`1${i}`, "ann", day, {
            hcpcs_code: "K0001",
            hcpcs_modifier_1: "RR",
            place_of_service_code: "12",
            rendering_npi: "3000000001",
          }),
        ),
        professional("13", "bob", "2024-04-01", {
          hcpcs_code: "E0143",
          hcpcs_modifier_1: "NU",
          place_of_service_code: "12",
          rendering_npi: "3000000002",
        }),
        // In December nobody is covered yet: three hospitals with a price for the same image, and a test at two sites.
        ...(
          [
            ["2000000001", 6, "600.00"],
            ["2000000002", 5, "750.00"],
            ["2000000003", 5, "1500.00"],
            ["2000000004", 4, "50.00"],
          ] as const
        ).map(([hospital, units, allowed], i) =>
          scan(`4${i}`, "ann", "2023-12-20", hospital, allowed, { hcpcs_code: "71046", service_unit_quantity: units }),
        ),
        ...[1, 2, 3, 4, 5].flatMap((day) => [
          scan(`5${day}`, "ann", `2023-12-0${day}`, "2000000001", "100.00", { hcpcs_code: "80053" }),
          professional(`6${day}`, "ann", `2023-12-0${day}`, {
            hcpcs_code: "80053",
            place_of_service_code: "22",
            allowed_amount: "10.00",
          }),
          professional(`7${day}`, "bob", `2023-12-0${day}`, { hcpcs_code: "80053", allowed_amount: "20.00" }),
        ]),
      ],
      pharmacy_claim: [
        fill("20", "ann", "2024-02-20"),
        fill("21", "ann", "2024-03-20"),
        fill("22", "bob", "2024-05-20"),
      ],
      pharmacy_rebate: [
        {
          claim_id: "20",
          ndc_code: "00000000001",
          rebate_quarter: "2024-Q1",
          rebate_amount: "12.50",
          received_date: "2024-09-01",
        },
      ],
      fund_transaction: [
        {
          transaction_id: "1",
          transaction_date: "2024-02-01",
          transaction_type: "administrator fee",
          amount: "-240.00",
        },
        { transaction_id: "2", transaction_date: "2024-03-01", transaction_type: "office expense", amount: "-60.00" },
        { transaction_id: "3", transaction_date: "2024-03-05", transaction_type: "claims funding", amount: "-9999.00" },
        {
          transaction_id: "4",
          transaction_date: "2024-03-06",
          transaction_type: "employer contribution",
          amount: "20000.00",
        },
        { transaction_id: "5", transaction_date: "2024-07-06", transaction_type: "office expense", amount: "-1.00" },
      ],
    });
  });

  afterAll(() => plan.close());

  it("cost-and-use: from billed to paid, use and price, paid by month of service and of payment", async () => {
    const report = await plan.report("cost-and-use", { period, compare: "none" });
    expect(rowOf(report, "Imaging")).toMatchObject({
      use_unit: "images",
      charge: "6150.00",
      allowed: "3150.00",
      paid: "3150.00",
      paid_out: "2750.00",
      paid_pmpm: "262.50",
      paid_pepm: "262.50",
      allowed_pmpy: "3150.00",
      use: 7,
      use_per_1000: "7000.0",
      allowed_per_use: "450.00",
    });
    expect(rowOf(report, "Inpatient hospital")).toMatchObject({
      use_unit: "stays",
      use: 1,
      allowed_per_use: "10000.00",
      member_cost: "1000.00",
    });
    expect(rowOf(report, "Prescription drugs")).toMatchObject({
      use_unit: "prescriptions",
      use: 3,
      allowed_per_use: "50.00",
    });
    expect(totalsOf(report)).toMatchObject({ allowed: "13600.00", paid: "12510.00", paid_pmpm: "1042.50", use: null });
    const medical = report.subtotals.find((cells) => cells.includes("Medical"));
    expect(medical).toContain("13450.00");
  });

  it("services: counts of what stands, dollars of all, units and price, and the rest in a row", async () => {
    const report = await plan.report("services", { period });
    const { claimants, services, units, allowed, allowed_per_unit, in_network_share } = rowOf(report, "70450");
    expect([claimants, services, units, allowed, allowed_per_unit]).toEqual([2, 7, "7", "3150.00", "450.00"]);
    expect(in_network_share).toBe("0.0000");
    const top = await plan.report("services", { period, top: "1" });
    expect(rowsOf(top).map((row) => [row.code, row.services, row.allowed, row.codes])).toEqual([
      ["0120", 1, "10000.00", 1],
      ["All others", 10, "3450.00", 3],
    ]);
    expect(totalsOf(top)).toMatchObject({ services: 11, allowed: "13450.00", claimants: 2 });
  });

  it("equipment: rented and bought, and by whom it was supplied", async () => {
    const report = await plan.report("equipment", { period });
    expect(
      rowsOf(report).map((row) => [row.use, row.code, row.claimants, row.services, row.allowed, row.lines_per_member]),
    ).toEqual([
      ["purchase", "E0143", 1, 1, "100.00", "1.0"],
      ["rental", "K0001", 1, 2, "200.00", "2.0"],
    ]);
    expect(report.meta.answer).toBe(
      "The allowed amount was $300.00 for equipment and supplies of 2 members in Jan–Jun 2024; $200.00 of it was for rentals.",
    );
    const suppliers = await plan.report("equipment-suppliers", { period });
    expect(rowsOf(suppliers).map((row) => [row.provider, row.rentals, row.purchases, row.allowed])).toEqual([
      ["3000000001", 2, 0, "200.00"],
      ["3000000002", 0, 1, "100.00"],
    ]);
    const outside = await plan.report("equipment-suppliers", { period, profile: "sponsor-summary" });
    expect(rowsOf(outside).map((row) => row.provider)).toEqual(["All others"]);
  });

  it("providers: the price of each one's own mix against the plan's average of it", async () => {
    const report = await plan.report("providers", { period, category: "Imaging" });
    const of = (provider: string) => {
      const { services, allowed, expected, price_index, out_share } = rowOf(report, provider);
      return [services, allowed, expected, price_index, out_share];
    };
    expect(of("2000000001")).toEqual([4, "1600.00", "2000.00", "0.80", null]);
    expect(of("2000000002")).toEqual([2, "1400.00", "1000.00", "1.40", "1.0000"]);
    expect(of("1000000001")).toEqual([1, "150.00", "150.00", "1.00", null]);
    expect(totalsOf(report)).toMatchObject({ allowed: "3150.00", expected: "3150.00", price_index: "1.00" });
    const all = await plan.report("providers", { period });
    expect(rowOf(all, "2000000001")).toMatchObject({ admissions: 1, allowed: "11600.00" });
    const outside = await plan.report("providers", { period, profile: "sponsor-summary" });
    expect(rowsOf(outside).map((row) => row.provider)).toEqual(["All others", "All others"]);
  });

  it("price-spread: the median of the providers compared, and what those above it were allowed beyond it", async () => {
    expect((await plan.report("price-spread", { period })).rows).toEqual([]);
    const spread = await plan.report("price-spread", { period: "2023-12", code: "71046" });
    expect(rowsOf(spread)).toHaveLength(1);
    expect(rowOf(spread, "71046")).toMatchObject({
      providers: 3,
      quantity: "20",
      average_price: "145.00",
      lowest_price: "100.00",
      median_price: "150.00",
      highest_price: "300.00",
      spread: "3.00",
      above_median: "750.00",
    });
    const providers = await plan.report("service-providers", { period, code: "70450" });
    expect(rowsOf(providers).map((row) => [row.setting, row.provider, row.quantity, row.price])).toEqual([
      ["outpatient facility", "2000000001", "4", "400.00"],
      ["outpatient facility", "2000000002", "2", "700.00"],
      ["professional", "1000000001", "1", "150.00"],
    ]);
  });

  it("site-of-care: the same code of a person and day, facility and professional together", async () => {
    const report = await plan.report("site-of-care", { period: "2023-12", code: "80053" });
    expect(
      rowsOf(report).map((row) => [row.site, row.services, row.allowed, row.price, row.times_lowest, row.above_lowest]),
    ).toEqual([
      ["Office", 5, "100.00", "20.00", "1.00", "0.00"],
      ["Hospital outpatient", 5, "550.00", "110.00", "5.50", "450.00"],
    ]);
    expect(totalsOf(report)).toMatchObject({ services: 10, above_lowest: "450.00" });
  });

  it("network: what was bought outside, where the lines say it", async () => {
    const report = await plan.report("network", { period, compare: "none" });
    expect(totalsOf(report)).toMatchObject({
      out_allowed: "1400.00",
      out_share: "1.0000",
      unknown_allowed: "12200.00",
    });
  });

  it("program-cost: claims, rebates, fees and the office, in columns that come to the total", async () => {
    const report = await plan.report("program-cost", { period, compare: "none" });
    expect(rowsOf(report).map((row) => [row.item, row.medical, row.pharmacy, row.other, row.total])).toEqual([
      ["Claims paid", "12390.00", "120.00", "0.00", "12510.00"],
      ["Rebates", "0.00", "-12.50", "0.00", "-12.50"],
      ["Administration", "240.00", "0.00", "0.00", "240.00"],
      ["Other expense", "0.00", "0.00", "60.00", "60.00"],
    ]);
    expect(totalsOf(report)).toMatchObject({
      medical: "12630.00",
      pharmacy: "107.50",
      other: "60.00",
      total: "12797.50",
      total_pmpm: "1066.46",
    });
  });

  it("dashboard: the parts of care come to medical, beside the norm that was asked for", async () => {
    const report = await plan.report("dashboard", {
      period,
      compare: "none",
      norm: "us-2015-kentucky",
      norm_base: "plan",
    });
    const of = (measure: string) => rowOf(report, measure).value;
    expect([of("Medical"), of("Stays"), of("Outside of stays"), of("Pharmacy")]).toEqual([
      "13450.00",
      "10000.00",
      "3450.00",
      "150.00",
    ]);
    expect([
      of("Members"),
      of("Plan paid PMPM"),
      of("Admissions per 1,000"),
      of("Members with $100,000 or more"),
    ]).toEqual(["2", "1042.50", "1000.0", "0"]);
    expect(rowOf(report, "Medical")).toMatchObject({ value_norm: "4405.60", value_to_norm: "0.6724" });
    expect(rowOf(report, "Stays").value_norm).toBeNull();
    expect(report.columns.find((column) => column.name === "value_to_norm")?.label).toBe(
      "Value, to norm: (plan − norm) ÷ plan",
    );
    await expect(plan.report("dashboard", { norm: "nobody" })).rejects.toThrow(
      'There is no norm "nobody". Norms: us-2015-kentucky',
    );
    const none = await plan.report("cost-by-plan", { period, norm: "us-2015-kentucky" });
    expect(none.meta.footnotes.join(" ")).toContain("has none of the figures of this report");
  });

  it("cost-heat-map: each month and category over the members of the month", async () => {
    const report = await plan.report("cost-heat-map", { period: "2024-03", compare: "none" });
    expect(rowsOf(report).map((row) => [row.month, row.category, row.paid_pmpm, row.paid])).toEqual([
      ["2024-03", "Inpatient hospital", "4500.00", "9000.00"],
      ["2024-03", "Imaging", "200.00", "400.00"],
      ["2024-03", "Medical equipment and supplies", "40.00", "80.00"],
      ["2024-03", "Prescription drugs", "20.00", "40.00"],
    ]);
  });
});
