import type { Hash } from "node:crypto";
import { readPieces } from "../formats/bytes.ts";
import { unreadable } from "../problems.ts";
import type { Text } from "./openText.ts";

const longestLine = 1 << 20;

/** Lines that are not blank. */
export async function* textLines(
  name: string,
  text: Text,
  options: { signal?: AbortSignal; hash: Hash },
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of readPieces(text.path, text.gzip, options)) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    if (rest.length > longestLine) {
      throw unreadable(
        name,
        "a line is longer than a million characters. Check the line ends and export the file again.",
      );
    }
    for (const line of lines) if (line.trim() !== "") yield line;
  }
  const last = rest + decoder.decode();
  if (last.trim() !== "" && last.trim() !== "\u001a") yield last.replace(/\r$/, "");
}
