import type { Envelope } from "../reports/envelope.ts";
import { arrowBytes, arrowStream } from "./arrow.ts";
import { aside } from "./aside.ts";
import { csvPieces } from "./csv.ts";
import { lineCount } from "./exportLines.ts";
import { jsonPieces } from "./json.ts";
import { notesText } from "./notes.ts";
import { parquetBytes } from "./parquet.ts";
import { xlsxAside } from "./xlsxAside.ts";

export const exportFormats = ["json", "csv", "xlsx", "parquet", "arrow", "pdf", "svg", "notes"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface Exported {
  /** A stream above 100,000 lines for the formats that can be written piece by piece; the bytes are the same. */
  bytes: Uint8Array | ReadableStream<Uint8Array>;
  contentType: string;
  fileName: string;
}

const contentTypes: Record<ExportFormat, string> = {
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8; header=present",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  parquet: "application/vnd.apache.parquet",
  arrow: "application/vnd.apache.arrow.stream",
  pdf: "application/pdf",
  svg: "image/svg+xml",
  notes: "text/plain; charset=utf-8",
};

/**
 * Writes an envelope as a file. The envelope is the only input, and the same envelope gives the same bytes.
 * @param streamAbove lines above which JSON, CSV and Arrow come as a stream.
 * @param signal stops a workbook that is being written.
 * @throws PlanlensError `too-large` where a workbook cannot hold the lines; `invalid-parameter` for the picture of a
 * report without a chart.
 */
export async function exportEnvelope(
  envelope: Envelope,
  format: ExportFormat,
  { streamAbove = 100_000, signal }: { streamAbove?: number; signal?: AbortSignal } = {},
): Promise<Exported> {
  const stream = lineCount(envelope) > streamAbove;
  return {
    bytes: await write(envelope, format, stream, signal),
    contentType: contentTypes[format],
    fileName: fileName(envelope, format),
  };
}

function write(
  envelope: Envelope,
  format: ExportFormat,
  stream: boolean,
  signal: AbortSignal | undefined,
): Promise<Exported["bytes"]> | Exported["bytes"] {
  switch (format) {
    case "json":
      return stream ? streamOf(jsonPieces(envelope)) : bytesOf(jsonPieces(envelope));
    case "csv":
      return stream ? streamOf(csvPieces(envelope)) : bytesOf(csvPieces(envelope));
    case "arrow":
      return stream ? arrowStream(envelope) : arrowBytes(envelope);
    case "parquet":
      return parquetBytes(envelope);
    case "xlsx":
      return xlsxAside(envelope, signal);
    case "notes":
      return bytesOf([notesText(envelope)]);
    case "pdf":
    case "svg":
      return aside(format, envelope, signal);
  }
}

/** Report, months and profile: `cost-by-category_2025-01_2025-12_committee.csv`. */
function fileName({ meta }: Envelope, format: ExportFormat): string {
  const parts = [meta.report, meta.period.from, meta.period.to, meta.profile];
  const extension = format === "notes" ? "txt" : format;
  return `${parts.join("_").replace(/[^A-Za-z0-9_-]+/g, "-")}.${extension}`;
}

function bytesOf(pieces: Iterable<string>): Uint8Array {
  return new TextEncoder().encode([...pieces].join(""));
}

const pieceSize = 65_536;

function streamOf(pieces: Iterator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull(controller) {
      let text = "";
      while (text.length < pieceSize) {
        const next = pieces.next();
        if (next.done) {
          if (text !== "") controller.enqueue(encoder.encode(text));
          controller.close();
          return;
        }
        text += next.value;
      }
      controller.enqueue(encoder.encode(text));
    },
  });
}
