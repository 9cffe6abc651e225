import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import type { FilePart } from "./generatorEngine.ts";

/** A written file with its control totals: amounts by column as decimal strings, none where it has none. */
export interface GeneratedFile {
  name: string;
  rows: number;
  amounts: Record<string, string>;
}

const newline = 10;
const blockBytes = 4 << 20;

/** The files of a plan while they grow, portion by portion, with their running control totals. */
export class ExtractFiles {
  private readonly files = new Map<string, { rows: number; amounts: string[]; sums: bigint[] }>();

  constructor(private readonly folder: string) {}

  /** Appends to each file its rows of `path`, where the parts stand below each other; a new file begins with the header. */
  async append(
    path: string,
    parts: FilePart[],
    { header, amounts }: { header: string; amounts: string[] },
  ): Promise<void> {
    const source = await open(path);
    try {
      const rows = new RowReader(source);
      for (const part of parts) {
        const file = this.files.get(part.name) ?? { rows: 0, amounts, sums: amounts.map(() => 0n) };
        const target = await open(join(this.folder, part.name), "a");
        try {
          if (file.rows === 0) await target.writeFile(header);
          await rows.copyTo(target, part.rows);
        } finally {
          await target.close();
        }
        file.rows += part.rows;
        file.sums = file.sums.map((sum, at) => sum + (part.sums[at] ?? 0n));
        this.files.set(part.name, file);
      }
      await rows.expectEnd();
    } finally {
      await source.close();
    }
  }

  /** By name. */
  list(): GeneratedFile[] {
    return [...this.files]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { rows, amounts, sums }]) => ({
        name,
        rows,
        amounts: Object.fromEntries(amounts.map((amount, at) => [amount, dollars(sums[at] ?? 0n)])),
      }));
  }

  /** Writes the control report of each extract beside it, as vendors do. */
  async writeControlReports(): Promise<string[]> {
    const names = [];
    for (const { name, rows, amounts } of this.list()) {
      if (name.startsWith("answer-key")) continue;
      const control = controlName(name);
      const report = await open(join(this.folder, control), "w");
      try {
        const columns = ["file", "rows", ...Object.keys(amounts)];
        await report.writeFile(`${columns.join(",")}\n${[name, rows, ...Object.values(amounts)].join(",")}\n`);
      } finally {
        await report.close();
      }
      names.push(control);
    }
    return names;
  }
}

/** `x.csv` has its control report in `x.control.csv`. */
export function controlName(name: string): string {
  return name.replace(/\.csv$/, ".control.csv");
}

/** Copies whole rows of a file onward, as many as asked for. */
class RowReader {
  private readonly block = Buffer.allocUnsafe(blockBytes);
  private from = 0;
  private to = 0;

  constructor(private readonly source: FileHandle) {}

  /** @throws where rows are left that no part has counted. */
  async expectEnd(): Promise<void> {
    const { bytesRead } = await this.source.read(this.block, 0, 1);
    if (this.from < this.to || bytesRead > 0) throw new Error("A portion's file holds more rows than were counted.");
  }

  async copyTo(target: FileHandle, rows: number): Promise<void> {
    let left = rows;
    while (left > 0) {
      if (this.from === this.to) {
        const { bytesRead } = await this.source.read(this.block, 0, blockBytes);
        if (bytesRead === 0) throw new Error("A portion's file ended before its rows did.");
        this.from = 0;
        this.to = bytesRead;
      }
      const start = this.from;
      while (left > 0 && this.from < this.to) {
        const end = this.block.indexOf(newline, this.from);
        if (end === -1 || end >= this.to) this.from = this.to;
        else {
          this.from = end + 1;
          left -= 1;
        }
      }
      await target.writeFile(this.block.subarray(start, this.from));
    }
  }
}

/** Whole cents as a decimal string of dollars. */
export function dollars(cents: bigint): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
