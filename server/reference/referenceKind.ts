import { PlanlensError } from "../errors.ts";

/** A column that a code set gives to the product, and the headers under which the known files carry it. */
export interface ReferenceColumn {
  name: string;
  /** Headers as {@link plainHeader} writes them, the first that a file has is taken. */
  headers: readonly string[];
  required?: boolean;
  /** What a value looks like; rows in which it does not are set aside. */
  pattern?: RegExp;
  /** SQL that brings a value, trimmed and without quotes, into its standard form; `$` stands for it. */
  standard?: string;
  type?: string;
}

/** A kind of file that a plan may drop in: what Planlens does not ship and reads where it is there. */
export interface ReferenceKind {
  id: string;
  label: string;
  /** Where it comes from and what it is for, in a line. */
  about: string;
  /** The table that builds join. */
  table: string;
  /** Columns that tell its rows apart; the first one unless given. */
  key?: readonly string[];
  columns: readonly ReferenceColumn[];
}

const upperCode = "upper(replace($, '.', ''))";
const diagnosis = /^[A-Z][0-9][0-9A-Z]{1,5}$/;
const procedure = /^[0-9A-Z]{5}$/;
const weight = /^(0|1|0?\.[0-9]+|1\.0+|0\.0+|[0-9](\.[0-9]+)?[eE]-[0-9]+)$/;
const share = (name: string, ...headers: string[]): ReferenceColumn => ({
  name,
  headers: [name, ...headers],
  required: true,
  pattern: weight,
  standard: "cast($ as double)",
  type: "decimal(12, 10)",
});

/** Every kind, the most particular first: a file is the first kind whose columns it has. */
export const referenceKinds: readonly ReferenceKind[] = [
  {
    id: "diagnosis-categories",
    label: "Diagnosis categories (CCSR)",
    about: "AHRQ's Clinical Classifications Software Refined for ICD-10-CM diagnoses (DXCCSR), as CSV or Parquet",
    table: "diagnosis_category",
    columns: [
      { name: "code", headers: ["icd_10_cm_code"], required: true, pattern: diagnosis, standard: upperCode },
      { name: "name", headers: ["icd_10_cm_code_description"] },
      {
        name: "category",
        headers: ["default_ccsr_category_op", "ccsr_category_1"],
        required: true,
        pattern: /^[A-Z]{3}[0-9]{3}$/,
      },
      {
        name: "category_name",
        headers: ["default_ccsr_category_description_op", "ccsr_category_1_description"],
        required: true,
      },
      { name: "inpatient_category", headers: ["default_ccsr_category_ip"] },
      { name: "first_category", headers: ["ccsr_category_1"] },
      { name: "first_category_name", headers: ["ccsr_category_1_description"] },
    ],
  },
  {
    id: "procedure-categories",
    label: "Procedure categories (RBCS)",
    about: "CMS's Restructured BETOS Classification System, as CSV or Parquet",
    table: "procedure_category",
    columns: [
      { name: "code", headers: ["hcpcs_code", "hcpcs_cd"], required: true, pattern: procedure, standard: "upper($)" },
      { name: "category", headers: ["rbcs_category", "rbcs_cat_desc"], required: true },
      { name: "subcategory", headers: ["rbcs_subcategory", "rbcs_subcat_desc"], required: true },
      { name: "family", headers: ["rbcs_family", "rbcs_family_desc"] },
      { name: "procedure_kind", headers: ["rbcs_procedure", "rbcs_major_ind"] },
    ],
  },
  {
    id: "watch-list",
    label: "Watch list of drugs",
    about:
      "Drugs to watch: a list's name, a drug's name and the beginning of its NDC (or the whole), as CSV or Parquet; it stands in place of ours",
    table: "own_watch_list",
    key: ["watch_list", "ndc_prefix"],
    columns: [
      { name: "watch_list", headers: ["watch_list", "list"], required: true },
      { name: "drug", headers: ["drug", "drug_name", "name"], required: true },
      {
        name: "ndc_prefix",
        headers: ["ndc_prefix", "ndc", "ndc11"],
        required: true,
        pattern: /^[0-9]{5,11}$/,
        standard: "replace($, '-', '')",
      },
    ],
  },
  {
    id: "drug-classes",
    label: "Drug classes (NDC to ATC)",
    about: "NDC, name of the ingredient and ATC class, as CSV or Parquet",
    table: "drug_class",
    columns: [
      {
        name: "ndc",
        headers: ["ndc", "ndc11", "ndc_code", "ndc_11"],
        required: true,
        pattern: /^[0-9]{11}$/,
        standard: "replace($, '-', '')",
      },
      {
        name: "class_code",
        headers: ["atc_class_id", "atc_code", "atc", "atc_class", "atc4", "atc_4"],
        required: true,
        pattern: /^[A-Z]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?$/,
        standard: "upper($)",
      },
      { name: "name", headers: ["rxstring", "ingredient", "drug_name", "name", "description"] },
      { name: "class_name", headers: ["atc_class_name", "atc_name", "class_name", "atc_description"] },
    ],
  },
  {
    id: "emergency-weights",
    label: "Emergency visit weights (NYU, Johnston)",
    about: "The shares of the NYU emergency algorithm by ICD-10 code in Johnston's revision, as CSV or Parquet",
    table: "emergency_weight",
    columns: [
      {
        name: "code",
        headers: ["icd10", "icd_10_cm", "icd10cm", "diagnosis_code"],
        required: true,
        pattern: diagnosis,
        standard: upperCode,
      },
      share("non_emergent", "noner", "ne"),
      share("primary_care_treatable", "epct"),
      share("preventable", "edcnpa"),
      share("not_preventable", "edcnnpa"),
      share("injury"),
      share("psych", "mental_health"),
      share("alcohol"),
      share("drug"),
    ],
  },
  {
    id: "drg-titles",
    label: "MS-DRG titles",
    about: "CMS's MS-DRG numbers and titles, as CSV or Parquet",
    table: "drg_title",
    columns: [
      {
        name: "code",
        headers: ["ms_drg_code", "ms_drg", "msdrg", "drg_code"],
        required: true,
        pattern: /^[0-9]{3}$/,
        standard: "lpad($, 3, '0')",
      },
      { name: "name", headers: ["ms_drg_description", "ms_drg_title", "drg_title", "title"], required: true },
    ],
  },
  {
    id: "diagnosis-names",
    label: "Diagnosis names (ICD-10-CM)",
    about: "ICD-10-CM codes and their descriptions, as CSV or Parquet",
    table: "diagnosis_name",
    columns: [
      {
        name: "code",
        headers: ["icd_10_cm", "icd10cm", "icd_10_cm_code", "diagnosis_code"],
        required: true,
        pattern: diagnosis,
        standard: upperCode,
      },
      { name: "name", headers: ["description", "short_description", "long_description"], required: true },
    ],
  },
  {
    id: "provider-names",
    label: "Provider directory",
    about: "Any CSV or Parquet with the number of a provider (NPI) and a name, such as CMS's NPPES file",
    table: "provider_name",
    columns: [
      {
        name: "provider",
        headers: ["npi", "provider_npi", "national_provider_identifier", "provider_id", "provider"],
        required: true,
        pattern: /^[0-9A-Za-z][0-9A-Za-z.-]{1,19}$/,
      },
      {
        name: "name",
        headers: [
          "provider_name",
          "name",
          "organization_name",
          "facility_name",
          "legal_name",
          "provider_organization_name_legal_business_name",
        ],
      },
      { name: "last_name", headers: ["last_name", "provider_last_name", "provider_last_name_legal_name"] },
      { name: "first_name", headers: ["first_name", "provider_first_name"] },
    ],
  },
  {
    id: "procedure-names",
    label: "Procedure descriptions of your own",
    about: "Your licensed descriptions of HCPCS and CPT codes: any CSV or Parquet with a code and a description",
    table: "procedure_name",
    columns: [
      {
        name: "code",
        headers: ["hcpcs", "hcpcs_code", "cpt", "cpt_code", "procedure_code", "hcpcs_cd", "code"],
        required: true,
        pattern: procedure,
        standard: "upper($)",
      },
      {
        name: "name",
        headers: ["short_description", "description", "short_descriptor", "descriptor", "long_description", "name"],
        required: true,
      },
    ],
  },
];

/** @throws PlanlensError `invalid-parameter` that lists the kinds. */
export function referenceKind(id: string): ReferenceKind {
  const found = referenceKinds.find((kind) => kind.id === id);
  if (found) return found;
  throw new PlanlensError(
    "invalid-parameter",
    `There is no code set "${id.slice(0, 60)}". Code sets: ${referenceKinds.map((kind) => kind.id).join(", ")}.`,
    { detail: { parameter: "kind", allowed: referenceKinds.map((kind) => kind.id) } },
  );
}

/** A header without what writers differ in: case, quotes, blanks and signs. */
export function plainHeader(header: string): string {
  return header
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
}
