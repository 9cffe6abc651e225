import { vendorSlug } from "../load/mapping/mapping.ts";
import type { SampledFile } from "../load/mapping/tryMapping.ts";

/** A mapping to fill in by hand, for a file that does not name its columns. */
export interface Skeleton {
  kind: "fixed" | "names";
  /** What the file seems to be, and where to read how it is described. */
  what: string;
  /** YAML. */
  text: string;
}

/** Null where a file has a header: its columns can be named by it. */
export function skeletonFor(file: SampledFile, vendor = "vendor"): Skeleton | null {
  const rows = [file.header, ...file.samples].map((row) => row.map((cell) => cell ?? ""));
  const guide = "See data/layouts/README.md, and fill this in from the vendor's description of the file:";
  if (file.header.length === 1 && isLongLine(rows)) {
    const what = `It seems to have lines of fixed width. ${guide}`;
    return { kind: "fixed", what, text: document(vendor, fixedPlaces) };
  }
  if (!file.header.some(isValue) || file.header.some((cell) => /^[a-z][a-z _]{2,}$/i.test(cell))) return null;
  const names = file.header.map((_, at) => `column_${at + 1}`);
  const listed = `      header: false\n      names: [${names.join(", ")}] # in order, by names of your own`;
  return { kind: "names", what: `Its first line names no columns. ${guide}`, text: document(vendor, listed) };
}

const fixedPlaces = `      fixed: # by names of your own; the first character is 1
        - { column: claim_number, start: 1, width: 12 }
        - { column: member_number, start: 13, width: 9 }
        - { column: service_date, start: 22, width: 8 }
        - { column: paid, start: 30, width: 9 }`;

function document(vendor: string, places: string): string {
  const name = vendorSlug(vendor);
  const fixed = places === fixedPlaces;
  const [claim, member, day, paid] = fixed
    ? ["claim_number", "member_number", "service_date", "paid"]
    : ["column_1", "column_2", "column_3", "column_4"];
  return `name: ${name}
vendor: ${JSON.stringify(vendor)}
files:
  - when:
      columns: [${claim}]
    reads:
${places}
    tables:
      - table: medical_claim # or pharmacy_claim, eligibility, ...
        columns: # the table's column, and what it is read from
          claim_id: ${claim}
          member_id: ${member}
          claim_start_date: { from: ${day}, date: YYYYMMDD }
          paid_amount: { from: ${paid}, amount: implied }
`;
}

function isLongLine(rows: string[][]): boolean {
  const lengths = rows.map(([line = ""]) => line.length);
  const usual = lengths.filter((length) => length >= 20).length;
  return usual > lengths.length / 2 && rows.some(([line = ""]) => /\d/.test(line));
}

/** A date, an amount or a number, as no column is called. */
function isValue(cell: string): boolean {
  return /^[-$(]?\d[\d,./-]*\)?$/.test(cell.trim()) && cell.trim().length > 1;
}
