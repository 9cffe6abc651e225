import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Cell, Envelope } from "../reports/envelope.ts";
import { type ExportFormat, exportEnvelope, exportFormats } from "./exports.ts";
import { notesText } from "./notes.ts";
import { awkwardEnvelope, longEnvelope } from "./testing/envelopes.ts";
import { readArrow, readCsv, readParquet } from "./testing/readBack.ts";

async function bytesOf(envelope: Envelope, format: ExportFormat, streamAbove?: number): Promise<Uint8Array> {
  const { bytes } = await exportEnvelope(envelope, format, streamAbove === undefined ? {} : { streamAbove });
  return bytes instanceof Uint8Array ? bytes : new Uint8Array(await new Response(bytes).arrayBuffer());
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The lines as every typed export gives them: kind, cells, names of what is withheld. */
function expectedLines({ rows, subtotals, totals, columns, meta }: Envelope): (string | null)[][] {
  const line = (kind: string, part: string) => (cells: Cell[], i: number) => {
    const withheld = meta.suppressed.cells.filter((cell) => cell.part === part && cell.row === i);
    const names = columns.map(({ name }) => name).filter((name) => withheld.some(({ column }) => column === name));
    return [
      kind,
      ...cells.map((cell) => (cell === null ? null : String(cell))),
      names.length > 0 ? names.join(",") : null,
    ];
  };
  return [
    ...rows.map(line("row", "rows")),
    ...subtotals.map(line("subtotal", "subtotals")),
    ...(totals ? [line("total", "totals")(totals, 0)] : []),
  ];
}

describe("every export", () => {
  it("gives the same bytes for the same envelope, later and in another process", async () => {
    const script = fileURLToPath(new URL("testing/digests.ts", import.meta.url));
    const elsewhere = JSON.parse(
      execFileSync(process.execPath, ["--import", "tsx", script], {
        encoding: "utf8",
        env: { ...process.env, TZ: "Asia/Tokyo" },
      }),
    ) as Record<string, string>;
    for (const format of exportFormats) {
      const first = await bytesOf(awkwardEnvelope(), format);
      const second = await bytesOf(awkwardEnvelope(), format);
      expect(sha256(second), format).toBe(sha256(first));
      expect(elsewhere[format], format).toBe(sha256(first));
    }
  });

  it("names its file by report, period and profile", async () => {
    const { fileName, contentType } = await exportEnvelope(awkwardEnvelope(), "csv");
    expect(fileName).toBe("cost-by-category_2025-01_2025-12_committee.csv");
    expect(contentType).toContain("text/csv");
  });

  it("streams the very bytes above the limit", async () => {
    for (const format of ["json", "csv", "arrow"] as const) {
      const { bytes } = await exportEnvelope(awkwardEnvelope(), format, { streamAbove: 1 });
      expect(bytes).toBeInstanceOf(ReadableStream);
      expect(sha256(await bytesOf(awkwardEnvelope(), format, 1))).toBe(
        sha256(await bytesOf(awkwardEnvelope(), format)),
      );
    }
    const long = await exportEnvelope(longEnvelope(150_000), "arrow");
    expect(long.bytes).toBeInstanceOf(ReadableStream);
    const table = readArrow(new Uint8Array(await new Response(long.bytes as ReadableStream).arrayBuffer()));
    expect(table.rows).toHaveLength(150_002);
    expect(table.rows[149_999]?.slice(1, 8)).toEqual([
      "Line 999",
      "2025-01",
      "2025-01-31",
      "false",
      "149999",
      "149999.25",
      "1.50",
    ]);
  });

  it("holds for an envelope without rows", async () => {
    const empty: Envelope = { ...awkwardEnvelope(), rows: [], subtotals: [], totals: null };
    for (const format of exportFormats.filter((each) => each !== "svg")) {
      expect((await bytesOf(empty, format)).length).toBeGreaterThan(0);
    }
    await expect(bytesOf(empty, "svg")).rejects.toMatchObject({ code: "invalid-parameter" });
    expect((await readParquet(await bytesOf(empty, "parquet"))).rows).toEqual([]);
    expect(readArrow(await bytesOf(empty, "arrow")).rows).toEqual([]);
  });
});

describe("json", () => {
  it("is the envelope", async () => {
    const text = new TextDecoder().decode(await bytesOf(awkwardEnvelope(), "json"));
    expect(JSON.parse(text)).toEqual(awkwardEnvelope());
    expect(text.split("\n").length).toBeGreaterThan(awkwardEnvelope().rows.length);
  });
});

describe("csv", () => {
  it("agrees with the envelope cell by cell, says what is withheld, and holds no formula", async () => {
    const envelope = awkwardEnvelope();
    const bytes = await bytesOf(envelope, "csv");
    const { names, rows } = await readCsv(bytes);
    expect(names).toEqual(["line", ...envelope.columns.map(({ name }) => name)]);
    const expected = expectedLines(envelope).map((line) => {
      const withheld = line.at(-1)?.split(",") ?? [];
      return line.slice(0, -1).map((cell, i) => {
        const column = envelope.columns[i - 1];
        if (column && withheld.includes(column.name)) return "withheld";
        return cell === "" ? null : cell;
      });
    });
    const unquoted = rows.map((row) =>
      row.map((cell, i) => {
        const column = envelope.columns[i - 1];
        if (column?.type === "text") expect(cell ?? "").not.toMatch(/^[=+\-@\t\r]/);
        return column?.type === "text" && cell !== null ? cell.replace(/^'(?='*[=+\-@\t\r\n])/, "") : cell;
      }),
    );
    expect(unquoted).toEqual(expected);
    const text = new TextDecoder().decode(bytes);
    expect(text.startsWith("line,category,")).toBe(true);
    expect(text).toContain("-1234567.89");
  });
});

describe("a row of months", () => {
  it("is drawn on the page and left out of tables for others", async () => {
    const envelope = awkwardEnvelope();
    const [first] = envelope.columns;
    if (!first) throw new Error("no column");
    const drawn: Envelope = {
      ...envelope,
      columns: [...envelope.columns, { ...first, name: "by_month", label: "Little line", type: "series" }],
      rows: envelope.rows.map((row) => [...row, "1.00,,2.00"]),
    };
    const text = new TextDecoder().decode(await bytesOf(drawn, "csv"));
    expect(text).toBe(new TextDecoder().decode(await bytesOf(envelope, "csv")));
    expect(notesText(drawn)).not.toContain("Little line");
  });
});

describe("parquet", () => {
  it("agrees with the envelope cell by cell, typed, with its meta", async () => {
    const envelope = awkwardEnvelope();
    const { names, rows, types, metadata } = await readParquet(await bytesOf(envelope, "parquet"));
    expect(names).toEqual(["line", ...envelope.columns.map(({ name }) => name), "withheld"]);
    expect(rows).toEqual(expectedLines(envelope));
    expect(types.slice(1, 9)).toEqual([
      "VARCHAR",
      "VARCHAR",
      "DATE",
      "BOOLEAN",
      "BIGINT",
      "DECIMAL(38,2)",
      "DECIMAL(38,2)",
      "DECIMAL(38,4)",
    ]);
    expect(metadata["planlens.answer"]).toBe(envelope.meta.answer);
    expect(metadata["planlens.digest"]).toBe(envelope.meta.digest);
    expect(JSON.parse(metadata["planlens.params"] ?? "")).toEqual(envelope.meta.params);
  });

  it("has no column for what is withheld where nothing can be", async () => {
    const { names } = await readParquet(await bytesOf(awkwardEnvelope({ profile: "plan-administration" }), "parquet"));
    expect(names).not.toContain("withheld");
  });
});

describe("arrow", () => {
  it("agrees with the envelope cell by cell, typed, with its meta", async () => {
    const envelope = awkwardEnvelope();
    const { names, rows, types, metadata } = readArrow(await bytesOf(envelope, "arrow"));
    expect(names).toEqual(["line", ...envelope.columns.map(({ name }) => name), "withheld"]);
    expect(rows).toEqual(expectedLines(envelope));
    expect(types.slice(1, 9)).toEqual([
      "Dictionary<Int32, Utf8>",
      "Dictionary<Int32, Utf8>",
      "Date32<DAY>",
      "Bool",
      "Int64",
      "Decimal[38e+2]",
      "Decimal[38e+2]",
      "Decimal[38e+4]",
    ]);
    expect(metadata["planlens.answer"]).toBe(envelope.meta.answer);
    expect(JSON.parse(metadata["planlens.loads"] ?? "")).toEqual(envelope.meta.loads);
  });
});

describe("notes", () => {
  it("say what was asked, of which data, and by which rules", () => {
    const { meta } = awkwardEnvelope();
    const text = notesText(awkwardEnvelope());
    for (const part of [meta.question, meta.answer, meta.digest, meta.suppressed.rule ?? "", ...meta.footnotes]) {
      expect(text).toContain(part);
    }
    expect(text).toContain("Plan paid: What the plan paid, after the member's share. Unit: dollars.");
    expect(text).toContain("Payments through: not given");
    expect(text).not.toContain("Sort key");
  });
});
