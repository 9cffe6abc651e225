import { beforeAll, describe, expect, it } from "vitest";
import type { Envelope } from "../../reports/envelope.ts";
import { awkwardEnvelope, longEnvelope } from "../testing/envelopes.ts";
import { type PdfRead, readPdf } from "../testing/readPdf.ts";
import { pdfBytes } from "./pdf.ts";
import { printedTable } from "./tablePlan.ts";

/** Text without blanks: where a line is broken is not what is tested. */
const close = (text: string) => text.replace(/[\s\p{Cc}\p{Cf}]+/gu, "");
const whole = ({ pages }: PdfRead) => close(pages.join(""));

function wide(): Envelope {
  const envelope = awkwardEnvelope();
  const measure = envelope.columns.find(({ name }) => name === "paid");
  if (!measure) throw new Error("no measure");
  const many = Array.from({ length: 24 }, (_, i) => ({ ...measure, name: `paid_${i}`, label: `Paid in way ${i}` }));
  const rows = Array.from({ length: 70 }, (_, line) => [
    `Line ${line}`,
    ...many.map((_, i) => `${line * 1000 + i}.25`),
  ]);
  const category = envelope.columns[0];
  return {
    ...envelope,
    meta: {
      ...envelope.meta,
      suppressed: { rule: null, cells: [] },
      figures: [],
      chart: { ...envelope.meta.chart, type: "none" },
    },
    columns: category ? [category, ...many] : many,
    rows,
    subtotals: [],
    totals: [null, ...many.map(() => "99.00")],
  };
}

describe("a report as PDF", () => {
  const envelope = awkwardEnvelope();
  let bytes: Uint8Array;
  let read: PdfRead;

  beforeAll(async () => {
    bytes = await pdfBytes(envelope);
    read = await readPdf(bytes);
  });

  it("has the sentence, every cell as the page words it, the notes and how it was made, as text", () => {
    const text = whole(read);
    for (const { cells } of printedTable(envelope).lines) {
      for (const cell of cells) expect(text, cell.text).toContain(close(cell.text).replace("🩺", ""));
    }
    const { meta } = envelope;
    for (const part of [meta.answer, meta.suppressed.rule ?? "", meta.digest, meta.version, ...meta.footnotes]) {
      expect(text).toContain(close(part));
    }
    expect(text).toContain("withheld");
    expect(text).toContain(close("not given"));
  });

  it("numbers its pages and says on each for whom it is", () => {
    for (const [i, page] of read.pages.entries()) {
      expect(page).toContain(`${i + 1} of ${read.pages.length}`);
      expect(close(page)).toContain(close("For the labor-management committee;"));
    }
  });

  it("is tagged, has a title and a language, and says what its picture shows", () => {
    expect(read.title).toBe("Cost by category, 2025");
    expect(read.language).toBe("en-US");
    for (const role of ["H1", "P", "Figure", "Table", "TR", "TH", "TD", "LBody"]) expect(read.roles).toContain(role);
    expect(read.pictures[0]).toContain("Bar chart of Plan paid by category");
  });

  it("is the same, byte for byte, each time", async () => {
    expect(Buffer.compare(await pdfBytes(awkwardEnvelope()), bytes)).toBe(0);
    expect(Buffer.from(bytes).toString("latin1")).not.toContain(String(new Date().getFullYear() + 1));
  });
});

describe("a table on paper", () => {
  it("that is wider than a sheet goes on beside its names, with heads again on every page and no sum alone", async () => {
    const envelope = wide();
    const { pages } = await readPdf(await pdfBytes(envelope));
    const table = pages.filter((page) => /Line \d/.test(page));
    expect(table.length).toBeGreaterThan(4);
    for (const page of table) expect(page).toContain("Category");
    for (const page of pages.filter((each) => each.includes("Total"))) expect(page).toContain("Line 69");
    const text = close(pages.join(""));
    for (const row of envelope.rows)
      for (const cell of row.slice(1)) expect(text).toContain(`$${withCommas(String(cell))}`);
    expect(text).toContain(close("columns 2 of"));
  });

  it("that is too long says how many lines are not printed", async () => {
    const envelope = {
      ...longEnvelope(3002),
      columns: awkwardEnvelope().columns.map((column) => ({
        ...column,
        hidden: column.name !== "category" && column.name !== "paid",
      })),
    };
    const lines = printedTable(envelope);
    expect(lines.lines).toHaveLength(3001);
    expect(lines.left).toBe(3002 + envelope.subtotals.length - 3000);
  });
});

function withCommas(text: string): string {
  return text.replace(/\B(?=(\d{3})+\.)/g, ",");
}
