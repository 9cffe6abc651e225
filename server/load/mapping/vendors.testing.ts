/** Headers of vendors that nobody has, with what each column is and what stands in it: `header | column | contents`. */
export interface MadeUpVendor {
  file: string;
  table: string;
  columns: string;
}

type Row = (row: number) => string;

const paid = (row: number) => [0, 5250, 12045, 8000, 99999, 1500][row % 6] ?? 0;
const allowed = (row: number) => paid(row) + ([2000, 1000, 0, 4410][row % 4] ?? 0);
const charge = (row: number) => allowed(row) + 3575 * ((row % 3) + 1);
const decimal = (cents: number) => (cents / 100).toFixed(2);
const dollars = (cents: number) => `$${(cents / 100).toLocaleString("en-US", { minimumFractionDigits: 2 })}`;
const implied = (cents: number) => String(cents).padStart(9, "0");
const punched = (cents: number) => implied(cents).slice(0, -1) + ("{ABCDEFGHI"[cents % 10] ?? "");

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function day(row: number, later: number, pattern: string, year = 2025): string {
  const date = new Date(Date.UTC(year, (row * 5) % 12, ((row * 7) % 28) + 1 + later));
  const [y = "", m = "", d = ""] = date.toISOString().slice(0, 10).split("-");
  const parts: Record<string, string> = {
    YYYY: y,
    YY: y.slice(2),
    MMM: months[Number(m) - 1] ?? "",
    MM: m,
    DD: d,
    M: String(Number(m)),
    D: String(Number(d)),
  };
  if (pattern === "serial") return String((date.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000);
  return pattern.replace(/YYYY|YY|MMM|MM|DD|M|D/g, (token) => parts[token] ?? "");
}

function npi(row: number): string {
  const front = String(123_456_000 + row * 37);
  for (let digit = 0; digit < 10; digit += 1) {
    const sum = [...`80840${front}${digit}`].reverse().reduce((total, each, place) => {
      const twice = Number(each) * (place % 2 === 1 ? 2 : 1);
      return total + (twice > 9 ? twice - 9 : twice);
    }, 0);
    if (sum % 10 === 0) return `${front}${digit}`;
  }
  return front;
}

const of =
  (...values: string[]): Row =>
  (row) =>
    values[row % values.length] ?? "";

const contents: Record<string, Row> = {
  claim: (row) => `A${7_000_000 + Math.floor(row / 2) * 13}`,
  single: (row) => `${500_000_000 + row * 31}`,
  line: (row) => String((row % 2) + 1),
  member: (row) => `M${100_200 + (row % 9)}`,
  person: (row) => `P${9000 + (row % 9)}`,
  subscriber: (row) => `${88_000 + (row % 7)}`,
  suffix: of("00", "01", "02"),
  npi,
  tin: (row) => `59-${3_000_000 + row * 17}`,
  icd: of("E11.9", "I10", "M54.50", "Z00.00", "J06.9"),
  icdPlain: of("E119", "I10", "M5450", "Z0000", "J069"),
  hcpcs: of("99213", "80053", "J1885", "97110", "G0463"),
  modifier: of("25", "", "59", ""),
  revenue: of("0450", "0120", "0301", "0636"),
  revenueShort: of("450", "120", "301", "636"),
  pos: of("11", "22", "23", "81"),
  bill: of("131", "111", "831"),
  drg: of("470", "", "871", ""),
  ndc: of("00093505698", "68180051301", "00378018701"),
  ndcHyphens: of("0093-5056-98", "68180-513-01", "00378-018-701"),
  quantity: of("30", "90", "60.5"),
  days: of("30", "90", "15"),
  refill: of("0", "1", "2"),
  paid: (row) => decimal(paid(row)),
  allowed: (row) => decimal(allowed(row)),
  charge: (row) => decimal(charge(row)),
  paidDollars: (row) => dollars(paid(row)),
  allowedDollars: (row) => dollars(allowed(row)),
  chargeDollars: (row) => dollars(charge(row)),
  paidImplied: (row) => implied(paid(row)),
  allowedImplied: (row) => implied(allowed(row)),
  paidPunched: (row) => punched(paid(row)),
  costPunched: (row) => punched(allowed(row)),
  smallPunched: of("00000100{", "00000025E"),
  small: of("10.00", "0.00", "25.00"),
  zero: of("0.00", "0.00", "0.00", "12.00"),
  sex: of("M", "F"),
  sexNumber: of("1", "2"),
  birth: (row) => day(row, 0, "YYYY-MM-DD", 1950 + (row % 60)),
  birthSlashes: (row) => day(row, 0, "MM/DD/YYYY", 1950 + (row % 60)),
  birthShort: (row) => day(row, 0, "M/D/YY", 1950 + (row % 60)),
  birthDigits: (row) => day(row, 0, "YYYYMMDD", 1950 + (row % 60)),
  zip: of("32301", "02139", "97214"),
  city: of("Tallahassee", "Salem", "Ash Grove"),
  state: of("FL", "OR", "MA"),
  first: of("Ana", "Bo", "Cy", "Dee"),
  last: of("Lund", "Marsh", "O'Neil", "Pike"),
  relation: of("Self", "Spouse", "Child"),
  relationCode: of("18", "01", "19"),
  plan: of("PPO", "HMO", "HDHP"),
  group: of("G100", "G200"),
  tier: of("EE", "EE+SP", "FAM"),
  benefit: of("MED", "DEN", "VIS"),
  status: of("P", "D", "P"),
  flag: of("Y", "N"),
  kind: of("O", "R", "A"),
  text: of("see notes", "", "resent"),
  name: of("Dr. A. Moss", "Lakeside Clinic"),
  batch: (row) => `B${row % 3}`,
  empty: () => "",
};

/** The first rows of such a vendor's file, with what each column is. */
export function madeUpFile({ file, columns }: MadeUpVendor, rows = 24) {
  const specs = columns
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((part) => part.trim()));
  const value = (spec: string, row: number): string => {
    const [kind = "", pattern = "", later = "0"] = spec.split(" ");
    if (kind === "date") return day(row, Number(later), pattern);
    const make = contents[kind];
    if (!make) throw new Error(`no contents ${kind}`);
    return make(row);
  };
  return {
    name: file,
    header: specs.map(([header = ""]) => header),
    expected: specs.map(([, target = ""]) => target),
    samples: Array.from({ length: rows }, (_, row) => specs.map(([, , kind = ""]) => value(kind, row))),
  };
}

/** `-` is a column that has no home, or that only a person can place. */
export const madeUpVendors: MadeUpVendor[] = [
  {
    file: "CLMEXTR_202506.csv",
    table: "medical_claim",
    columns: `
      CLM_NBR | claim_id | claim
      CLM_LN_NBR | claim_line_number | line
      MBR_ID | member_id | member
      SVC_FROM_DT | claim_start_date | date YYYYMMDD
      SVC_THRU_DT | claim_end_date | date YYYYMMDD 1
      PD_DT | paid_date | date YYYYMMDD 20
      PROC_CD | hcpcs_code | hcpcs
      PROC_MOD_1 | hcpcs_modifier_1 | modifier
      DX_CD_1 | diagnosis_code_1 | icdPlain
      DX_CD_2 | diagnosis_code_2 | icdPlain
      REV_CD | revenue_center_code | revenue
      POS_CD | place_of_service_code | pos
      RNDRNG_PROV_NPI | rendering_npi | npi
      CHRG_AMT | charge_amount | charge
      ALWD_AMT | allowed_amount | allowed
      DED_AMT | deductible_amount | zero
      COPAY_AMT | copayment_amount | small
      COINS_AMT | coinsurance_amount | zero
      CLM_PMT_AMT | paid_amount | paid
      BATCH_NO | - | batch`,
  },
  {
    file: "Northwind Medical Claims June.csv",
    table: "medical_claim",
    columns: `
      Claim Number | claim_id | claim
      Line | claim_line_number | line
      Patient First Name | - | first
      Patient Last Name | - | last
      Member Card # | member_id | member
      First Date of Service | claim_start_date | date MM/DD/YYYY
      Last Date of Service | claim_end_date | date MM/DD/YYYY 1
      Check Date | paid_date | date MM/DD/YYYY 25
      Procedure Code | hcpcs_code | hcpcs
      Primary Diagnosis | diagnosis_code_1 | icd
      Provider Name | - | name
      Provider NPI | rendering_npi | npi
      Provider Tax ID | rendering_tin | tin
      Billed Charges | charge_amount | chargeDollars
      Allowed | allowed_amount | allowedDollars
      Amt Paid by Plan | paid_amount | paidDollars
      Amt Paid by Member | - | small
      In Network? | in_network_flag | flag`,
  },
  {
    file: "claimsFeed.txt",
    table: "medical_claim",
    columns: `
      claimId | claim_id | claim
      claimLineNo | claim_line_number | line
      mbrNo | member_id | member
      serviceFromDt | claim_start_date | date YYYY-MM-DD
      serviceThruDt | claim_end_date | date YYYY-MM-DD 2
      adjudicatedDt | adjudicated_date | date YYYY-MM-DD 9
      paidDt | paid_date | date YYYY-MM-DD 14
      procedureCd | hcpcs_code | hcpcs
      diag1 | diagnosis_code_1 | icd
      diag2 | diagnosis_code_2 | icd
      diag3 | diagnosis_code_3 | icd
      renderingNpi | rendering_npi | npi
      billingNpi | billing_npi | npi
      placeOfSvc | place_of_service_code | pos
      totalCharge | charge_amount | charge
      allowedAmt | allowed_amount | allowed
      deductibleAmt | deductible_amount | zero
      netPaid | paid_amount | paid
      claimStatus | claim_status | status`,
  },
  {
    file: "hosp_ub.csv",
    table: "medical_claim",
    columns: `
      ICN | claim_id | claim
      DTL_LINE_NUM | claim_line_number | line
      RECIPIENT_ID | member_id | member
      ADMIT_DT | admission_date | date MMDDYYYY
      DSCHRG_DT | discharge_date | date MMDDYYYY 3
      DISCH_STAT | discharge_disposition_code | pos
      TYPE_OF_BILL | bill_type_code | bill
      MS-DRG | drg_code | drg
      REVENUE_CODE | revenue_center_code | revenueShort
      HCPCS | hcpcs_code | hcpcs
      UNITS | service_unit_quantity | quantity
      FACILITY_NPI | facility_npi | npi
      PRIN_DIAG | diagnosis_code_1 | icdPlain
      SBMTD_CHRG | charge_amount | charge
      ALLOWED_CHRG | allowed_amount | allowed
      REIMBURSEMENT_AMT | paid_amount | paid
      PMT_DATE | paid_date | date MMDDYYYY 30`,
  },
  {
    file: "tpa_paid.csv",
    table: "medical_claim",
    columns: `
      DCN | claim_id | claim
      LN# | claim_line_number | line
      SSN_ENC | - | batch
      Sbscrbr ID | - | subscriber
      Insured Member ID | member_id | member
      DOS From | claim_start_date | date M/D/YYYY
      DOS To | claim_end_date | date M/D/YYYY 1
      Dt Recvd | - | date M/D/YYYY 5
      Process Dt | adjudicated_date | date M/D/YYYY 9
      CPT/HCPCS | hcpcs_code | hcpcs
      Mod1 | hcpcs_modifier_1 | modifier
      Dx1 | diagnosis_code_1 | icd
      Units Paid | service_unit_quantity | quantity
      Submitted Amt | charge_amount | charge
      Eligible Amt | allowed_amount | allowed
      Ded | deductible_amount | zero
      Copay | copayment_amount | small
      Coins | coinsurance_amount | zero
      COB Amt | cob_amount | zero
      Plan Paid | paid_amount | paid`,
  },
  {
    file: "rx_weekly.csv",
    table: "pharmacy_claim",
    columns: `
      RX_CLM_ID | claim_id | single
      CARDHOLDER_ID | member_id | member
      RX_FILL_DT | dispensing_date | date YYYYMMDD
      NDC_NBR | ndc_code | ndc
      QTY_DISP | quantity | quantity
      DAYS_SUPPLY | days_supply | days
      REFILL_NO | refills | refill
      PHCY_NPI | dispensing_provider_npi | npi
      PRESCR_NPI | prescribing_provider_npi | npi
      INGR_COST | ingredient_cost | paid
      DISP_FEE | dispensing_fee | small
      COPAY_AMT | copayment_amount | small
      PLAN_PAID_AMT | paid_amount | paid
      MAIL_RETAIL_IND | channel | flag`,
  },
  {
    file: "ncpdp_post.csv",
    table: "pharmacy_claim",
    columns: `
      Prescription Claim Number | claim_id | single
      Member ID | member_id | member
      Date Filled | dispensing_date | date MM/DD/YY
      NDC | ndc_code | ndcHyphens
      Metric Qty | quantity | quantity
      Day Supply | days_supply | days
      Ingredient Cost Paid | ingredient_cost | costPunched
      Dispensing Fee Paid | dispensing_fee | smallPunched
      Patient Pay Amount | copayment_amount | smallPunched
      Amount Paid | paid_amount | paidPunched
      Pharmacy NPI | dispensing_provider_npi | npi
      Brand/Generic | brand_generic | flag`,
  },
  {
    file: "pbm.csv",
    table: "pharmacy_claim",
    columns: `
      claim_ref | claim_id | single
      person_key | person_id | person
      dispenseDate | dispensing_date | date YYYY-MM-DD
      drugNdc11 | ndc_code | ndc
      qtyDispensed | quantity | quantity
      daysSup | days_supply | days
      grossCost | allowed_amount | allowed
      memberCost | copayment_amount | small
      netPlanCost | paid_amount | paid
      checkDate | paid_date | date YYYY-MM-DD 12
      formularyTier | formulary_tier | refill
      drugName | - | text`,
  },
  {
    file: "elig_full.csv",
    table: "eligibility",
    columns: `
      SUB_ID | subscriber_id | subscriber
      MBR_ID | member_id | member
      REL_CD | subscriber_relation | relationCode
      LST_NM | last_name | last
      FST_NM | first_name | first
      BRTH_DT | birth_date | birthDigits
      SEX_CD | gender | sex
      ZIP_CD | zip_code | zip
      ST_CD | - | state
      GRP_NO | group_id | group
      PLN_CD | plan | plan
      COV_EFF_DT | enrollment_start_date | date YYYYMMDD
      COV_TERM_DT | enrollment_end_date | date YYYYMMDD 90
      COV_TIER | coverage_tier | tier`,
  },
  {
    file: "Roster.csv",
    table: "eligibility",
    columns: `
      Employee ID | subscriber_id | subscriber
      Member Number | member_id | member
      Relationship | subscriber_relation | relation
      Last Name | last_name | last
      First Name | first_name | first
      Date of Birth | birth_date | birthSlashes
      Gender | gender | sex
      Home Zip | zip_code | zip
      City | city | city
      Benefit Plan | plan | plan
      Coverage Level | coverage_tier | tier
      Effective Date | enrollment_start_date | date MM/DD/YYYY
      Termination Date | enrollment_end_date | date MM/DD/YYYY 60
      Bargaining Unit | bargaining_unit | group
      Department | employer_group | group
      Employment Status | member_status | status`,
  },
  {
    file: "enroll834.csv",
    table: "eligibility",
    columns: `
      subscriberIdentifier | subscriber_id | subscriber
      personId | person_id | person
      dob | birth_date | birth
      genderCode | gender | sex
      relCode | subscriber_relation | relationCode
      eligFromDate | enrollment_start_date | date YYYY-MM-DD
      eligThruDate | enrollment_end_date | date YYYY-MM-DD 40
      productName | plan | plan
      benefitType | benefit | benefit
      groupNumber | group_id | group
      groupName | group_name | city
      lastUpdateUser | - | text`,
  },
  {
    file: "hris.csv",
    table: "eligibility",
    columns: `
      EE_ID | subscriber_id | subscriber
      DEP_SSN | - | batch
      MEMBID | member_id | member
      LNAME | last_name | last
      FNAME | first_name | first
      DOB | birth_date | birthShort
      SEX | gender | sex
      EFF_DT | enrollment_start_date | date DD-MMM-YYYY
      TERM_DT | enrollment_end_date | date DD-MMM-YYYY 50
      UNION_CD | bargaining_unit | group
      AGENCY | employer_group | city
      CVG_TYPE | coverage_tier | tier`,
  },
  {
    file: "Carrier Invoice 2025-06.csv",
    table: "premium_bill",
    columns: `
      Invoice Number | bill_number | batch
      Subscriber ID | subscriber_id | subscriber
      Subscriber Last Name | last_name | last
      Subscriber First Name | first_name | first
      Plan | plan | plan
      Coverage Level | coverage_tier | tier
      Coverage Month | coverage_month | date YYYY-MM
      Premium | billed_amount | charge`,
  },
  {
    file: "med_cents.csv",
    table: "medical_claim",
    columns: `
      CLAIM_KEY | claim_id | claim
      SEQ_NO | claim_line_number | line
      PATIENT_ID | person_id | person
      INCURRED_DATE | claim_start_date | date serial
      PAID_DATE | paid_date | date serial 15
      ICD10_1 | diagnosis_code_1 | icd
      CPT | hcpcs_code | hcpcs
      AMT_ALLOWED | allowed_amount | allowedImplied
      AMT_PAID | paid_amount | paidImplied`,
  },
  {
    file: "mystery.csv",
    table: "medical_claim",
    columns: `
      Ref | - | claim
      Clm | claim_id | claim
      Mem | member_id | member
      Svc Dt | claim_start_date | date MM/DD/YYYY
      Dx | diagnosis_code_1 | icd
      Proc | hcpcs_code | hcpcs
      Net | - | paid
      Gross | - | charge
      Bill Amt | charge_amount | charge
      Alw | allowed_amount | allowed
      Pd | paid_amount | paid`,
  },
  {
    file: "Anthem-like extract.csv",
    table: "medical_claim",
    columns: `
      Claim Nbr | claim_id | claim
      Claim Line Nbr | claim_line_number | line
      Health Card ID | member_id | member
      Claim Incurred Date | claim_start_date | date YYYY-MM-DD
      Claim Paid Date | paid_date | date YYYY-MM-DD 20
      Service Start Date | - | date YYYY-MM-DD
      Principal Diagnosis Code | diagnosis_code_1 | icd
      HCPCS Procedure Code | hcpcs_code | hcpcs
      Place of Service Code | place_of_service_code | pos
      Servicing Provider NPI | rendering_npi | npi
      Billed Amount | charge_amount | charge
      Allowed Amount | allowed_amount | allowed
      Copay Amount | copayment_amount | small
      Coinsurance Amount | coinsurance_amount | zero
      Deductible Amount | deductible_amount | zero
      COB Savings Amount | cob_amount | zero
      Discount Amount | - | small
      Not Covered Amount | - | zero
      Paid Amount | paid_amount | paid
      Adjustment Code | line_type | kind
      Original Claim Nbr | original_claim_id | claim`,
  },
  {
    file: "retiree_rx.csv",
    table: "pharmacy_claim",
    columns: `
      TRANS_ID | claim_id | single
      MEMBER_CARD_ID | member_id | member
      SERVICE_DATE | dispensing_date | date YYYYMMDD
      PRODUCT_SERVICE_ID | ndc_code | ndc
      QUANTITY_DISPENSED | quantity | quantity
      DAYS_SUPPLY | days_supply | days
      USUAL_AND_CUSTOMARY | charge_amount | charge
      TOTAL_RX_COST | allowed_amount | allowed
      PATIENT_PAY_AMT | copayment_amount | small
      CLIENT_AMT_DUE | paid_amount | paid
      SALES_TAX_AMT | - | zero
      PHARMACY_NCPDP | - | subscriber`,
  },
  {
    file: "ids.csv",
    table: "id_crosswalk",
    columns: `
      Historical Member ID | old_id | member
      New Member ID | new_id | person
      Change Date | effective_from | date YYYY-MM-DD`,
  },
  {
    file: "long-names.csv",
    table: "medical_claim",
    columns: `
      EMPLOYEE_SSN | - | subscriber
      PATIENT_ID | person_id | person
      RELATIONSHIP_CODE | - | relationCode
      DATE_OF_BIRTH | - | birthSlashes
      GENDER | - | sex
      CLAIM_NUMBER | claim_id | claim
      SERVICE_BEGIN_DATE | claim_start_date | date MM/DD/YYYY
      SERVICE_END_DATE | claim_end_date | date MM/DD/YYYY 1
      DATE_PAID | paid_date | date MM/DD/YYYY 20
      PLACE_OF_SERVICE | place_of_service_code | pos
      TYPE_OF_SERVICE | - | flag
      DIAGNOSIS_CODE1 | diagnosis_code_1 | icd
      PROCEDURE_CODE | hcpcs_code | hcpcs
      AMOUNT_BILLED | charge_amount | charge
      AMOUNT_ALLOWED | allowed_amount | allowed
      DEDUCTIBLE_APPLIED | deductible_amount | zero
      COPAY_APPLIED | copayment_amount | small
      COINSURANCE_APPLIED | coinsurance_amount | zero
      COB_PAID | cob_amount | zero
      NET_AMOUNT_PAID | paid_amount | paid
      PROVIDER_TIN | rendering_tin | tin
      NETWORK_INDICATOR | in_network_flag | flag
      CHECK_NUMBER | - | batch
      DRAFT_AMOUNT | - | paid`,
  },
  {
    file: "short-names.csv",
    table: "medical_claim",
    columns: `
      SCCF | - | claim
      CLM_ID | claim_id | claim
      SUBSCRIBER_CONTRACT_NO | - | subscriber
      MBR_SFX | - | suffix
      MBR_KEY | member_id | member
      PAT_DOB | - | birthDigits
      SVC_STRT_DT | claim_start_date | date YYYYMMDD
      SVC_END_DT | claim_end_date | date YYYYMMDD
      ADJUD_DT | adjudicated_date | date YYYYMMDD 9
      PRMRY_ICD_DIAG | diagnosis_code_1 | icdPlain
      SECNDRY_DIAG | - | icdPlain
      PRCDR_CD | hcpcs_code | hcpcs
      RVNU_CD | revenue_center_code | revenue
      BILL_AMT | charge_amount | charge
      ELIG_EXP_AMT | allowed_amount | allowed
      PROV_PMT_AMT | paid_amount | paid
      SUB_LIAB_AMT | - | small`,
  },
  {
    file: "shouted.csv",
    table: "pharmacy_claim",
    columns: `
      RXCLAIM NBR | claim_id | single
      CLAIM STATUS | claim_status | status
      MEMBER ID | member_id | member
      DATE FILLED | dispensing_date | date MM/DD/YYYY
      NDC | ndc_code | ndc
      DRUG NAME | - | text
      METRIC DEC QTY | quantity | quantity
      DAYS SUPPLY | days_supply | days
      INGREDIENT COST | ingredient_cost | paid
      DISP FEE | dispensing_fee | small
      SALES TAX | - | zero
      COPAY | copayment_amount | small
      NET CHECK | - | paid
      PATIENT DOB | - | birthSlashes
      PATIENT SEX | - | sex
      RX NBR | - | batch
      PHARM NABP | - | subscriber
      PRESCRIBER ID | prescribing_provider_npi | npi`,
  },
  {
    file: "terse.csv",
    table: "medical_claim",
    columns: `
      clmid | claim_id | claim
      ln | claim_line_number | line
      memid | member_id | member
      fdos | claim_start_date | date YYYYMMDD
      tdos | claim_end_date | date YYYYMMDD 1
      pddt | paid_date | date YYYYMMDD 20
      cptcd | hcpcs_code | hcpcs
      dx1 | diagnosis_code_1 | icdPlain
      dx2 | diagnosis_code_2 | icdPlain
      billamt | charge_amount | charge
      allow | allowed_amount | allowed
      ded | deductible_amount | zero
      coins | coinsurance_amount | zero
      paidamt | paid_amount | paid`,
  },
  {
    file: "mail order.csv",
    table: "pharmacy_claim",
    columns: `
      Claim ID | claim_id | single
      Member Id | member_id | member
      Fill Date | dispensing_date | date YYYY-MM-DD
      Drug NDC | ndc_code | ndc
      Qty | quantity | quantity
      DS | days_supply | days
      Plan Cost Net Amount | paid_amount | paid
      Member Cost Net Amount | copayment_amount | small
      AWP | - | charge
      Ingredient Cost | ingredient_cost | paid
      Mail/Retail | channel | flag
      GPI | - | single
      Brand/Generic Ind | brand_generic | flag`,
  },
  {
    file: "personnel.csv",
    table: "eligibility",
    columns: `
      EMPLID | subscriber_id | subscriber
      DEPENDENT_BENEF | - | suffix
      MEMBER_ID | member_id | member
      COVRG_BEGIN_DT | enrollment_start_date | date YYYY-MM-DD
      COVRG_END_DT | enrollment_end_date | date YYYY-MM-DD 60
      BENEFIT_PLAN | plan | plan
      COVRG_CD | coverage_tier | tier
      BIRTHDATE | birth_date | birth
      SEX | gender | sex
      RELATIONSHIP | subscriber_relation | relation
      DEPTID | employer_group | group
      UNION_CD | bargaining_unit | group
      EMPL_STATUS | member_status | status
      POSTAL | zip_code | zip`,
  },
  {
    file: "benefits office.csv",
    table: "eligibility",
    columns: `
      Employee ID | subscriber_id | subscriber
      Dependent ID | member_id | member
      Benefit Plan | plan | plan
      Coverage Target | coverage_tier | tier
      Coverage Begin Date | enrollment_start_date | date MM/DD/YYYY
      Coverage End Date | enrollment_end_date | date MM/DD/YYYY 60
      Legal First Name | first_name | first
      Legal Last Name | last_name | last
      Date of Birth | birth_date | birthSlashes
      Gender | gender | sex
      Relationship to Employee | subscriber_relation | relation
      Home Postal Code | zip_code | zip
      Employee Cost | - | small
      Employer Cost | - | paid`,
  },
  {
    file: "warehouse.csv",
    table: "medical_claim",
    columns: `
      ACCT_NUM | - | group
      CLM_ADJ_ID | claim_version | claim
      INDIV_ENTPR_ID | - | person
      PATIENT_NUM | person_id | person
      CLM_REFR_NUM | claim_id | claim
      SRVC_LN_NUM | claim_line_number | line
      SRVC_FRST_DT | claim_start_date | date YYYY-MM-DD
      SRVC_LAST_DT | claim_end_date | date YYYY-MM-DD 1
      PRMY_PROC_CD | hcpcs_code | hcpcs
      ICD_DIAG_01_CD | diagnosis_code_1 | icdPlain
      ICD_DIAG_02_CD | diagnosis_code_2 | icdPlain
      CHRG_SUBMT_AMT | charge_amount | charge
      NET_CHRG_CONSD_AMT | - | charge
      ALLOWD_CHRG_AMT | allowed_amount | allowed
      DEDUCT_APPLD_AMT | deductible_amount | zero
      COPAY_APPLD_AMT | copayment_amount | small
      COINS_APPLD_AMT | coinsurance_amount | zero
      PAYMT_AMT | paid_amount | paid
      PAYMT_DT | paid_date | date YYYY-MM-DD 20
      SRVC_PROV_NPI_NUM | rendering_npi | npi
      POS_CD | place_of_service_code | pos`,
  },
  {
    file: "wordy.csv",
    table: "medical_claim",
    columns: `
      Member CUMB ID | member_id | member
      Claim ID - Traditional | claim_id | claim
      Line Num | claim_line_number | line
      Date Claim Received | received_date | date MM/DD/YYYY 3
      Date Processed | adjudicated_date | date MM/DD/YYYY 9
      Service Begin | claim_start_date | date MM/DD/YYYY
      Service End | claim_end_date | date MM/DD/YYYY
      Line Level Procedure Code (CPT, HCPCS, ADA, CDT) | hcpcs_code | hcpcs
      Primary ICD Diagnosis Code | diagnosis_code_1 | icd
      Gross Submitted Expense | charge_amount | charge
      Net Submitted Expense | - | charge
      Not Covered Amount 1 | - | zero
      Negotiated Savings Amount | - | small
      Covered Expense | allowed_amount | allowed
      Copay Amount | copayment_amount | small
      Deductible | deductible_amount | zero
      Coinsurance | coinsurance_amount | zero
      Benefit Payable | - | allowed
      Paid Amount | paid_amount | paid
      COB Paid Amount | cob_amount | zero
      Servicing Provider NPI | rendering_npi | npi
      Servicing Provider ZIP | - | zip
      Revenue Center Code | revenue_center_code | revenue
      Type of Bill | bill_type_code | bill`,
  },
  {
    file: "premiums.csv",
    table: "premium_bill",
    columns: `
      GRP | group_id | group
      INVOICE_DATE | bill_date | date YYYYMMDD
      CERT_NO | subscriber_id | subscriber
      LASTNAME | last_name | last
      FIRSTNAME | first_name | first
      PRODUCT | plan | plan
      TIER | coverage_tier | tier
      BILL_PERIOD | coverage_month | date YYYYMM
      PREM_AMT | billed_amount | charge
      ADJ_REASON | adjustment_reason | text`,
  },
  {
    file: "rebates.csv",
    table: "pharmacy_rebate",
    columns: `
      Claim Number | claim_id | single
      NDC | ndc_code | ndc
      Quarter | rebate_quarter | group
      Rebate Amt | rebate_amount | small
      Date Received | received_date | date MM/DD/YYYY`,
  },
];
