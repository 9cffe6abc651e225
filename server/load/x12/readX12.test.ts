import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { findSources } from "../sources.ts";
import { shared } from "../testing.ts";
import { Deliveries, rowsOf } from "../unpack/testing.ts";
import { unpack } from "../unpack/unpack.ts";
import { filled, interchange } from "./testing.ts";

const deliveries = new Deliveries();
afterAll(() => deliveries.close());

async function read(text: string | Uint8Array, name = "file.x12") {
  const { file, rows } = await deliveries.table(name, text);
  return { file, rows: filled(rows) };
}

describe("an 834", () => {
  const header = ["BGN*00*1*20250131*1200****4", "N1*P5*STATE OF X*FI*1", "N1*IN*CARRIER*FI*2"];
  const member = [
    "INS*Y*18*030*XN*A***RT",
    "REF*0F*M100",
    "REF*1L*G7",
    "NM1*IL*1*DOE*JANE*Q***34*111223333",
    "PER*IP**TE*5551234567*EM*j@example.org",
    "N3*1 MAIN ST",
    "N4*TOWN*OH*43001",
    "DMG*D8*19600102*F",
    "NM1*31*1",
    "N3*PO BOX 9",
    "HD*030**HMO*GOLD*FAM",
    "DTP*348*D8*20250101",
    "HD*030**DEN**EMP",
    "DTP*348*D8*20250101",
    "DTP*349*D8*20251231",
    "LX*1",
    "NM1*P3*1*DOC*A",
  ];
  const child = ["INS*N*19*030*XN*A", "REF*0F*M100", "NM1*IL*1*DOE*TIM", "DTP*356*D8*20250201"];

  it("gives a row for each coverage of each member", async () => {
    const text = interchange([{ set: "834", guide: "X220A1", segments: [...header, ...member, ...child] }]);
    const { file, rows } = await read(text);
    const jane = {
      person_id: "M100",
      member_id: "M100",
      subscriber_id: "M100",
      gender: "F",
      birth_date: "1960-01-02",
      enrollment_start_date: "2025-01-01",
      payer: "CARRIER",
      group_id: "G7",
      group_name: "STATE OF X",
      first_name: "JANE",
      middle_name: "Q",
      last_name: "DOE",
      social_security_number: "111223333",
      subscriber_relation: "18",
      address: "1 MAIN ST",
      city: "TOWN",
      state: "OH",
      zip_code: "43001",
      phone: "5551234567",
      email: "j@example.org",
      member_status: "retired",
      data_source: "TPA1",
      file_date: "2025-01-31",
    };
    expect(rows).toEqual([
      { ...jane, benefit: "medical", plan: "GOLD", coverage_tier: "family" },
      { ...jane, benefit: "dental", coverage_tier: "employee only", enrollment_end_date: "2025-12-31" },
      expect.objectContaining({
        person_id: expect.stringMatching(/^M100-[0-9a-f]{8}$/),
        subscriber_id: "M100",
        enrollment_start_date: "2025-02-01",
      }),
    ]);
    expect(file).toMatchObject({ format: "x12", notes: ["X12 834"], delimiter: ",", control: [] });
  });

  it("names records of which no span can be made", async () => {
    const ended = ["INS*Y*18*024*08*A***TE", "REF*0F*M1", "DTP*357*D8*20250131", "NM1*IL*1*DOE*JOHN"];
    const { files, unread } = await deliveries.unpack(
      "ended.834",
      interchange([{ set: "834", segments: [...header, ...ended] }]),
    );
    expect(files).toEqual([]);
    expect(unread).toEqual([
      { name: "ended.834", why: expect.stringContaining("1 record of cancellation or termination") },
    ]);
  });
});

describe("an 835", () => {
  const header = [
    "BPR*I*96.50*C*ACH************20250115",
    "TRN*1*77*1999",
    "DTM*405*20250114",
    "N1*PR*PAYER",
    "N1*PE*CLINIC*XX*1234567893",
    "REF*TJ*999",
    "LX*1",
  ];
  const claim = [
    "CLP*C1*1*150*100*30*12*ICN1*11*1",
    "NM1*QC*1*DOE*TIM****MI*M100",
    "DTM*232*20250102",
    "SVC*HC:99213:25*100*70**1",
    "DTM*472*20250102",
    "CAS*PR*1*10**3*5",
    "CAS*CO*45*15",
    "SVC*HC:80053*50*30**2",
    "CAS*PR*2*15",
    "CAS*CO*45*5",
    "AMT*B6*45",
  ];
  const reversal = ["CLP*C0*22*-20*-5**12*ICN0", "NM1*QC*1*ROE*ANN****MI*M2", "DTM*232*20241201", "CAS*CO*45*-15"];
  const adjusted = [
    "CLP*C2*1*10*4**12*ICN2",
    "NM1*QC*1*ROE*ANN****MI*M2",
    "DTM*232*20250103",
    "CAS*CO*144*1",
    "SVC*NU:300*10*5",
    "CAS*CO*45*5",
  ];
  const text = interchange([
    {
      set: "835",
      guide: "X221A1",
      segments: [...header, ...claim, ...reversal, ...adjusted, "PLB*1234567893*20251231*WO:1*2.5"],
    },
  ]);

  it("gives what was paid of each line, the member's shares by kind, and the claims' total as control", async () => {
    const { file, rows } = await read(text);
    expect(rows[0]).toMatchObject({
      claim_id: "C1",
      claim_line_number: "1",
      claim_type: "professional",
      person_id: "M100",
      paid_date: "2025-01-15",
      claim_start_date: "2025-01-02",
      hcpcs_code: "99213",
      hcpcs_modifier_1: "25",
      charge_amount: "100",
      paid_amount: "70",
      allowed_amount: "85.00",
      deductible_amount: "10.00",
      copayment_amount: "5.00",
      adjustment_reason: "CO-45",
      claim_status: "paid",
      billing_npi: "1234567893",
      x_payer_claim_number: "ICN1",
    });
    expect(rows[1]).toMatchObject({ allowed_amount: "45", coinsurance_amount: "15.00", service_unit_quantity: "2" });
    expect(rows[2]).toMatchObject({
      claim_id: "C0",
      line_type: "reversal",
      claim_status: "reversed",
      paid_amount: "-5",
    });
    expect(rows.slice(3)).toMatchObject([
      { claim_id: "C2", paid_amount: "5", revenue_center_code: "0300", claim_type: "institutional" },
      { claim_id: "C2", claim_line_number: "2", paid_amount: "-1.00", adjustment_reason: "CO-144" },
    ]);
    expect(total(rows)).toBe(9900);
    expect(file.control).toEqual([["paid_amount", "99.00"]]);
    expect(file.notes).toEqual([
      "X12 835",
      "1 claim adjusted as a whole: a line more holds what its lines do not",
      "1 claim without lines that come to its payment: one line for the whole claim",
      "adjustments of 2.50 between payer and provider (PLB) belong to no claim and are not loaded",
    ]);
  });

  it("takes a claim as one line where its lines come to something else", async () => {
    const broken = ["CLP*C3*1*100*60**12*I3", "DTM*232*20250103", "SVC*HC*24599*1766.50*60", "CAS*CO*45*40"];
    const { file, rows } = await read(interchange([{ set: "835", segments: ["BPR*I*60*C*CHK", ...broken] }]));
    expect(rows).toMatchObject([
      { claim_line_number: "1", charge_amount: "100", paid_amount: "60", adjustment_reason: "CO-45" },
    ]);
    expect(file.control).toEqual([["paid_amount", "60.00"]]);
  });
});

describe("an 837", () => {
  const billing = ["BHT*0019*00*1*20250131*1200*CH", "HL*1**20*1", "NM1*85*2*CLINIC*****XX*1234567893", "REF*EI*999"];
  const subscriber = ["HL*2*1*22*1", "SBR*P*18", "NM1*IL*1*DOE*JANE****MI*M100", "NM1*PR*2*PAYER*****PI*1"];
  const patient = ["HL*3*2*23*0", "PAT*19", "NM1*QC*1*DOE*TIM"];

  it("of professionals gives the lines as billed, with what another insurance paid", async () => {
    const claim = [
      "CLM*C1*150***11:B:7*Y*A*Y*Y",
      "REF*F8*C0",
      "HI*ABK:E119*ABF:I10",
      "NM1*82*1*DOC*A****XX*1999999992",
      "SBR*S*18",
      "AMT*D*9",
      "NM1*IL*1*OTHER*ONE****MI*X9",
      "LX*1",
      "SV1*HC>99213>25*100*UN*1***1",
      "DTP*472*RD8*20250102-20250103",
      "SVD*P1*7.50*HC:99213**1",
      "LX*2",
      "SV1*HC:80053*50*UN*2*22**1",
      "DTP*472*D8*20250104",
    ];
    const text = interchange([
      { set: "837", guide: "X222A1", segments: [...billing, ...subscriber, ...patient, ...claim] },
    ]);
    const { file, rows } = await read(text);
    expect(rows).toEqual([
      {
        claim_id: "C1",
        claim_line_number: "1",
        claim_type: "professional",
        person_id: expect.stringMatching(/^M100-[0-9a-f]{8}$/),
        member_id: "M100",
        payer: "PAYER",
        claim_start_date: "2025-01-02",
        claim_end_date: "2025-01-04",
        claim_line_start_date: "2025-01-02",
        claim_line_end_date: "2025-01-03",
        place_of_service_code: "11",
        service_unit_quantity: "1",
        hcpcs_code: "99213",
        hcpcs_modifier_1: "25",
        rendering_npi: "1999999992",
        billing_npi: "1234567893",
        billing_tin: "999",
        charge_amount: "100",
        diagnosis_code_type: "icd-10-cm",
        diagnosis_code_1: "E119",
        diagnosis_code_2: "I10",
        data_source: "TPA1",
        file_date: "2025-01-31",
        line_type: "adjustment",
        original_claim_id: "C0",
        cob_amount: "7.50",
      },
      expect.objectContaining({
        claim_line_number: "2",
        place_of_service_code: "22",
        charge_amount: "50",
        member_id: "M100",
      }),
    ]);
    expect(rows[1]).not.toHaveProperty("paid_amount");
    expect(file.notes[1]).toContain("the amounts paid are left empty");
  });

  it("of facilities, of version 4010 too, gives stays, procedures and what was present on admission", async () => {
    const claim = [
      "CLM*S1*900***11:A:1",
      "DTP*434*RD8*20250102-20250105",
      "DTP*435*DT*202501020930",
      "CL1*1*7*01",
      "HI*BK:250.00:::::::Y",
      "HI*BR:45.13:D8:20250103",
      "HI*DR:291",
      "LX*1",
      "SV2*120.00**900*DA*3",
    ];
    const segments = [...billing, ...subscriber, ...claim];
    const text = interchange([{ set: "837", guide: "X096A1", segments }], { version: "004010", terminator: "'" });
    expect((await read(gzipSync(text))).rows).toMatchObject([
      {
        claim_type: "institutional",
        bill_type_code: "111",
        claim_start_date: "2025-01-02",
        claim_end_date: "2025-01-05",
        admission_date: "2025-01-02",
        admit_type_code: "1",
        admit_source_code: "7",
        discharge_disposition_code: "01",
        diagnosis_code_type: "icd-9-cm",
        diagnosis_code_1: "25000",
        diagnosis_poa_1: "Y",
        procedure_code_type: "icd-9-pcs",
        procedure_code_1: "4513",
        procedure_date_1: "2025-01-03",
        drg_code: "291",
        revenue_center_code: "0120",
        person_id: "M100",
      },
    ]);
  });
});

it("an 820 gives the premiums of each remittance line", async () => {
  const segments = [
    "BPR*C*500*C*ACH************20250105",
    "TRN*3*PAY9",
    "N1*PE*CARRIER*FI*2",
    "N1*PR*AGENCY*FI*1",
    "ENT*1*2J*EI*M100",
    "NM1*IL*1*DOE*JANE****EI*M100",
    "RMR*AZ*POL1**300*310",
    "DTM*582****RD8*20250101-20250131",
    "ADX*-10*53",
    "ENT*2*2J*EI*M200",
    "RMR*AZ*POL2**200",
  ];
  const { file, rows } = await read(interchange([{ set: "820", guide: "X218", segments }]));
  const payment = {
    payment_id: "PAY9",
    received_date: "2025-01-05",
    payment_method: "transfer",
    remitter: "AGENCY",
    remitter_id: "1",
    payee: "CARRIER",
    data_source: "TPA1",
  };
  expect(rows).toEqual([
    {
      ...payment,
      line_number: "1",
      subscriber_id: "M100",
      person_id: "M100",
      last_name: "DOE",
      first_name: "JANE",
      reference: "POL1",
      coverage_from: "2025-01-01",
      coverage_to: "2025-01-31",
      billed_amount: "310",
      received_amount: "300",
      adjustment_amount: "-10.00",
      adjustment_reason: "53",
    },
    {
      ...payment,
      line_number: "2",
      subscriber_id: "M200",
      person_id: "M200",
      reference: "POL2",
      received_amount: "200",
    },
  ]);
  expect(file.control).toEqual([["received_amount", "500.00"]]);
});

describe("an interchange", () => {
  const good = interchange([{ set: "834", segments: ["INS*Y*18*021", "REF*0F*M1", "DTP*356*D8*20250101"] }]);

  it.each([
    ["a wrong count of segments", good.replace("SE*5", "SE*6"), "segment 7, SE: it counts 6, and 5 are there"],
    ["a wrong count of sets", good.replace("GE*1", "GE*2"), "GE: it counts 2, and 1 are there"],
    ["a wrong count of groups", good.replace("IEA*1", "IEA*3"), "IEA: it counts 3"],
    ["another control number", good.replace("GE*1*7", "GE*1*8"), "control number is not that of the header"],
    ["no end", good.slice(0, good.indexOf("GE*")), "the file ends after segment 7, before the trailer GE"],
    ["an end within a set", good.slice(0, good.indexOf("DTP*")), "before the trailer SE"],
    ["text after it", `${good}and more`, "text that belongs to no interchange"],
    ["a segment without end", good.replace("REF*", `REF*${"x".repeat(1 << 21)}`), "never ends"],
  ])("with %s is refused, and nothing of it is left", async (_, text, says) => {
    const before = readdirSync(deliveries.dir).length;
    const said = await deliveries.refusal("bad.834", text);
    expect(said).toContain("bad.834: ");
    expect(said).toContain(says);
    expect(said).not.toContain("M1");
    expect(readdirSync(deliveries.dir).length).toBeLessThanOrEqual(before + 1);
  });

  it("after another, and sets of several kinds, become tables of their own", async () => {
    const asked = interchange([{ set: "270", segments: ["BHT*0022*13*1"] }]);
    const paid = interchange([{ set: "835", segments: ["BPR*I*5*C*CHK", "CLP*C1*1*5*5", "DTM*232*20250101"] }]);
    const { files, unread } = await deliveries.unpack("all.x12", good + asked + paid);
    expect(files.map(({ name }) => name)).toEqual(["all.x12, enrollment", "all.x12, remittance"]);
    expect(unread).toEqual([{ name: "all.x12", why: expect.stringContaining("X12 270, a question about") }]);
  });
});

const samples = join(shared, "data", "x12", "linuxforhealth");

describe.skipIf(!existsSync(samples))("published samples", () => {
  it("are read to the cent, and what fills no table is named", async () => {
    const { files } = await findSources([samples]);
    let [paid, stated] = [0, 0];
    const rows: Record<string, number> = {};
    const others = new Set<string>();
    let linesBilled = 0;
    for (const source of files.filter(({ name }) => name !== "LICENSE")) {
      if (/[.]837i?$/.test(source.name)) linesBilled += readFileSync(source.path, "utf8").match(/^LX\*/gm)?.length ?? 0;
      const unpacked = await unpack(source, { scratch: deliveries.dir });
      for (const { why } of unpacked.unread) others.add(why.replace(/^\d+ record/, "record").slice(0, 15));
      for (const file of unpacked.files) {
        const kind = file.notes[0] ?? "";
        const records = filled(rowsOf(file));
        rows[kind] = (rows[kind] ?? 0) + records.length;
        if (kind !== "X12 835") continue;
        paid += total(records);
        stated += Math.round(Number(file.control[0]?.[1]) * 100);
      }
    }
    expect(paid).toBe(stated);
    expect((rows["X12 837P"] ?? 0) + (rows["X12 837I"] ?? 0)).toBe(linesBilled);
    expect(rows).toMatchObject({ "X12 834": 9, "X12 835": 13 });
    expect([...others].sort()).toEqual([
      "record of cance",
      "record of chang",
      "record of reins",
      "this is X12 270",
      "this is X12 271",
      "this is X12 276",
      "this is X12 277",
    ]);
  });
});

/** Cents paid. */
function total(rows: Record<string, string>[]): number {
  return rows.reduce((sum, row) => sum + Math.round(Number(row.paid_amount ?? 0) * 100), 0);
}
