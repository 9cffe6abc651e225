/** The tables that questions stand on. */
export type Fact = "cost" | "service" | "fill" | "use" | "pharmacy" | "member";

export interface Dimension {
  name: string;
  label: string;
  group: "Time" | "Members" | "Care" | "Providers" | "Drugs";
  definition: string;
  type: "text" | "month";
  /** The value on a row of each table (alias `c`; of member months `m`), never null; a table that is missing does not know it. */
  on: Partial<Record<Fact, string>>;
  /** Where in a list of rows a value stands; by its text where nothing is said. */
  order?: string;
  /** Thousands of values: the largest are shown unless something else is asked. */
  wide?: boolean;
  /** Codes, of which one may ask by how they begin, in capitals and without dots. */
  code?: boolean;
  /** Codes of which rows keep only the number: the columns that hold it, and where all of them are listed. */
  listed?: { on: Partial<Record<Fact, string>>; table: string; column: string };
  /** The parameter of reports that takes its values, for going on to claim lines. */
  parameter?: string;
}

const noEnrollment = "No enrollment found";
export const notGiven = "(not given)";
const codes = { table: "core.code", column: "code" };
const providers = { table: "core.provider", column: "provider" };
const given = (column: string) => `coalesce(cast(c.${column} as varchar), '${notGiven}')`;

function period(name: string, label: string, unit: "month" | "quarter" | "year", definition: string): Dimension {
  const of = (month: string) => (unit === "month" ? month : `cast(date_trunc('${unit}', ${month}) as date)`);
  const claims = of("basis_month(c)");
  const on = {
    cost: claims,
    service: claims,
    fill: claims,
    pharmacy: claims,
    use: of("c.month"),
    member: of("m.month"),
  };
  return { name, label, group: "Time", definition, type: "month", on };
}

function member(name: string, label: string, column: string, definition: string): Dimension {
  const claims = `cast(c.${column} as varchar)`;
  const on = {
    cost: claims,
    service: claims,
    fill: claims,
    pharmacy: claims,
    use: claims,
    member: `cast(m.${column} as varchar)`,
  };
  return { name, label, group: "Members", definition, type: "text", on, parameter: name };
}

/** What a medical line says; a fill is told apart as such, so that parts still add up to the whole. */
function care(
  name: string,
  label: string,
  column: string,
  definition: string,
  more: Partial<Dimension> = {},
): Dimension {
  const fills = "'Pharmacy claims'";
  return {
    name,
    label,
    group: "Care",
    definition,
    type: "text",
    on: { service: given(column), fill: fills, pharmacy: fills },
    ...more,
  };
}

/** What a fill says; a medical line is told apart as such. */
function drug(
  name: string,
  label: string,
  column: string,
  definition: string,
  more: Partial<Dimension> = {},
): Dimension {
  return {
    name,
    label,
    group: "Drugs",
    definition,
    type: "text",
    on: { service: "'Medical claims'", fill: given(column) },
    ...more,
  };
}

const enrolledOr = (column: string) =>
  `case when c.enrolled then cast(c.${column} as varchar) else '${noEnrollment}' end`;
const everyClaim = (expression: string) => ({ cost: expression, service: expression, fill: expression });

const all: Dimension[] = [
  period("month", "Month", "month", "Month of service or, on the paid basis, of payment."),
  period(
    "quarter",
    "Quarter from",
    "quarter",
    "First month of the calendar quarter of service or, on the paid basis, of payment.",
  ),
  period("year", "Year from", "year", "First month of the calendar year of service or, on the paid basis, of payment."),
  member("plan", "Plan", "plan", "Plan that the member was in on the day of service."),
  member("tier", "Coverage tier", "coverage_tier", "Coverage tier of the contract."),
  member("status", "Member status", "member_status", "Active, retired and so on, as the enrollment says."),
  member("unit", "Bargaining unit", "bargaining_unit", "Bargaining unit of the subscriber."),
  member(
    "employer_group",
    "Employer group",
    "employer_group",
    "Agency, school or local government that employs the subscriber.",
  ),
  member("employer_type", "Employer type", "employer_type", "Kind of employer."),
  member("relationship", "Relationship", "relationship", "Relationship to the subscriber."),
  member("age_band", "Age", "age_band", "Age on the first day of the month."),
  member("sex", "Sex", "sex", "As the enrollment says."),
  member("region", "Region", "region", "Where the member lives."),
  {
    name: "benefit",
    label: "Benefit",
    group: "Care",
    definition: "Medical or pharmacy.",
    type: "text",
    on: { ...everyClaim("cast(c.benefit as varchar)"), pharmacy: "'pharmacy'", use: "cast(c.benefit as varchar)" },
    parameter: "benefit",
  },
  {
    name: "category",
    label: "Category",
    group: "Care",
    definition:
      "Kind of service. The first rule that fits decides, by bill type, revenue code, place, DRG and procedure.",
    type: "text",
    on: everyClaim(enrolledOr("category_1")),
    order: "(select min(s.category_order) from core.service_category as s where s.category = $value)",
    parameter: "category",
  },
  {
    name: "service",
    label: "Service",
    group: "Care",
    definition: "Finest level of the service categories.",
    type: "text",
    on: everyClaim(enrolledOr("category_2")),
    order: "(select min(s.service_order) from core.service_category as s where s.service = $value)",
    parameter: "service",
  },
  {
    name: "network",
    label: "Network",
    group: "Providers",
    definition: "Network tier in which the claim was paid.",
    type: "text",
    on: { ...everyClaim(given("network_tier")), pharmacy: given("network_tier"), use: given("network_tier") },
    parameter: "network",
  },
  care("setting", "Setting", "setting", "Inpatient facility, outpatient facility or professional."),
  care("code", "Procedure code", "procedure_code", "HCPCS or CPT code of the line.", {
    wide: true,
    code: true,
    listed: { on: { service: "procedure_code" }, ...codes },
    parameter: "code",
  }),
  care("revenue_code", "Revenue code", "revenue_code", "Revenue code of a facility's line.", {
    wide: true,
    code: true,
    listed: { on: { service: "revenue_code" }, ...codes },
  }),
  care("drg", "DRG", "drg_code", "Diagnosis related group of an inpatient claim.", {
    wide: true,
    code: true,
    listed: { on: { service: "drg_code" }, ...codes },
  }),
  care("place", "Place of service", "place_code", "Place of service code of a professional line.", {
    code: true,
    listed: { on: { service: "place_code" }, ...codes },
  }),
  care("bill_type", "Bill type", "bill_type_code", "Type of bill of a facility's claim.", {
    wide: true,
    code: true,
    listed: { on: { service: "bill_type_code" }, ...codes },
  }),
  care(
    "diagnosis",
    "Principal diagnosis",
    "diagnosis_code",
    "Principal ICD-10-CM code of the claim, without its dot.",
    {
      wide: true,
      code: true,
      listed: { on: { service: "diagnosis_code" }, table: "core.diagnosis_code", column: "diagnosis_code" },
      parameter: "diagnosis",
    },
  ),
  care(
    "equipment_use",
    "Rental or purchase",
    "equipment_use",
    "How equipment was supplied, by the modifiers of the line.",
  ),
  {
    ...care(
      "provider",
      "Provider",
      "provider",
      "Facility, else who rendered the service, else who billed; of a fill the pharmacy.",
      {
        wide: true,
        code: true,
        listed: { on: { service: "provider" }, ...providers },
        parameter: "provider",
      },
    ),
    group: "Providers",
    on: { service: given("provider"), fill: given("pharmacy") },
  },
  {
    ...care("billing_provider", "Billing provider", "billing_provider", "Who billed the service.", {
      wide: true,
      code: true,
      listed: { on: { service: "billing_provider" }, ...providers },
    }),
    group: "Providers",
  },
  drug("drug", "Drug (NDC)", "ndc", "National Drug Code of the fill.", {
    wide: true,
    code: true,
    listed: { on: { fill: "ndc" }, table: "core.drug_code", column: "ndc" },
    parameter: "drug",
  }),
  {
    ...drug(
      "drug_class",
      "Drug class",
      "category_2",
      "Specialty drugs first; the rest by brand or generic, as the source says.",
    ),
    on: {
      service: "'Medical claims'",
      fill: "cast(c.category_2 as varchar)",
      pharmacy: "cast(c.drug_class as varchar)",
    },
  },
  {
    ...drug("brand_generic", "Brand or generic", "brand_generic", "As the source says."),
    on: { service: "'Medical claims'", fill: given("brand_generic"), pharmacy: given("brand_generic") },
  },
  {
    ...drug("specialty", "Specialty drug", "specialty", "Whether the source calls it a specialty drug."),
    on: { service: "'Medical claims'", fill: given("specialty"), pharmacy: given("specialty") },
  },
  {
    ...drug("channel", "Channel", "channel", "Retail, mail, specialty pharmacy and so on, as the source says."),
    on: { service: "'Medical claims'", fill: given("channel"), pharmacy: given("channel") },
  },
  drug("prescriber", "Prescriber", "prescriber", "Who prescribed the drug.", { wide: true, code: true }),
];

export const dimensions: ReadonlyMap<string, Dimension> = new Map(all.map((each) => [each.name, each]));
