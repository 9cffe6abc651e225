import { DOMParser } from "linkedom";

/** A document to draw charts in where there is no page. */
export function drawingDocument(): Document {
  return new DOMParser().parseFromString(
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "image/svg+xml",
  ) as unknown as Document;
}
