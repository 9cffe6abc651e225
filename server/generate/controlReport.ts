/** A written file with its control totals; amounts as decimal strings, null where the file has none. */
export interface GeneratedFile {
  name: string;
  table: string;
  rows: number;
  paid: string | null;
  allowed: string | null;
}

/** Running control totals of one file, in cents. */
export class ControlTotals {
  private readonly totals = new Map<string, { rows: bigint; paid: bigint | null; allowed: bigint | null }>();

  /** Adds a portion as the control step reports it: whole numbers as text. */
  add(row: Record<string, unknown>): void {
    const table = String(row.file);
    const before = this.totals.get(table) ?? { rows: 0n, paid: null, allowed: null };
    this.totals.set(table, {
      rows: before.rows + BigInt(String(row.row_count)),
      paid: plus(before.paid, row.paid),
      allowed: plus(before.allowed, row.allowed),
    });
  }

  files(): GeneratedFile[] {
    return [...this.totals].map(([table, total]) => ({
      name: `${table}.csv`,
      table,
      rows: Number(total.rows),
      paid: total.paid === null ? null : dollars(total.paid),
      allowed: total.allowed === null ? null : dollars(total.allowed),
    }));
  }
}

/** The control report that a vendor sends beside its files, as CSV. */
export function controlReport(files: GeneratedFile[]): string {
  const lines = files.map((file) => [file.name, file.rows, file.paid ?? "", file.allowed ?? ""].join(","));
  return `${["file,rows,paid,allowed", ...lines].join("\n")}\n`;
}

function plus(sum: bigint | null, value: unknown): bigint | null {
  return value === null || value === undefined ? sum : (sum ?? 0n) + BigInt(String(value));
}

function dollars(cents: bigint): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
