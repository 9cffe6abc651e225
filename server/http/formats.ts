import { parseAccept } from "hono/utils/accept";
import { type ExportFormat, exportFormats } from "../exports/exports.ts";
import { HttpError } from "./errors.ts";

/** What a report can be sent as, the preferred one first. */
export const mediaTypes = {
  json: "application/json",
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  parquet: "application/vnd.apache.parquet",
  arrow: "application/vnd.apache.arrow.stream",
  pdf: "application/pdf",
  svg: "image/svg+xml",
  notes: "text/plain",
} as const satisfies Record<ExportFormat, string>;

/**
 * The format that a request asks for: by `?format=` where there is one, by its Accept header otherwise.
 * Throws `not-acceptable` with what there is.
 */
export function negotiate({ format, accept }: { format?: string; accept?: string }): ExportFormat {
  if (format !== undefined) {
    const named = exportFormats.find((name) => name === format);
    if (named) return named;
    throw new HttpError(
      "not-acceptable",
      `format is "${format.slice(0, 40)}"; it can be ${exportFormats.join(", ")}.`,
      {
        parameter: "format",
        allowed: exportFormats,
      },
    );
  }
  if (!accept?.trim()) return "json";
  const ranges = parseAccept(accept);
  let best: { format: ExportFormat; quality: number } | null = null;
  for (const name of exportFormats) {
    const quality = qualityOf(mediaTypes[name], ranges);
    if (quality > (best?.quality ?? 0)) best = { format: name, quality };
  }
  if (best) return best.format;
  throw new HttpError(
    "not-acceptable",
    `None of what you accept can be sent; reports come as ${Object.values(mediaTypes).join(", ")}.`,
    {
      allowed: Object.values(mediaTypes),
    },
  );
}

/** The quality that the most specific range gives to a media type; 0 where none covers it. */
function qualityOf(mediaType: string, ranges: { type: string; q: number }[]): number {
  const specific = (range: string) =>
    range === mediaType ? 3 : range === `${mediaType.split("/")[0]}/*` ? 2 : range === "*/*" ? 1 : 0;
  let found = { specificity: 0, quality: 0 };
  for (const { type, q } of ranges) {
    const specificity = specific(type.toLowerCase());
    if (specificity > found.specificity) found = { specificity, quality: q };
  }
  return found.quality;
}
