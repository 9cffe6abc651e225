import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The faces that a sheet is set in. */
export type Face = "text" | "strong" | "note" | "heading";

const faces: Record<Face, { family: string; file: string }> = {
  text: { family: "inter", file: "400-normal" },
  strong: { family: "inter", file: "600-normal" },
  note: { family: "inter", file: "400-italic" },
  heading: { family: "source-serif-4", file: "600-normal" },
};

/** A piece of text that one file of a face can set. */
export interface Run {
  font: string;
  text: string;
}

type Ranges = [script: string, ranges: [from: number, to: number][]][];
const known = new Map<string, Ranges>();

/** Where the file of a face for a script is, by the name that `runsOf` gives it: `inter-latin-400-normal`. */
export function fontFile(name: string): string {
  const family = name.startsWith("inter") ? "inter" : "source-serif-4";
  return fileURLToPath(import.meta.resolve(`@fontsource/${family}/files/${name}.woff`));
}

/**
 * Text in pieces, each with the file that has its letters: a typeface comes in a file a script. What no file has is
 * set from the Latin one, which shows a box.
 */
export function runsOf(text: string, face: Face): Run[] {
  const { family, file } = faces[face];
  const runs: Run[] = [];
  for (const letter of printable(text)) {
    const font = `${family}-${scriptOf(letter, family)}-${file}`;
    const last = runs.at(-1);
    if (last?.font === font) last.text += letter;
    else runs.push({ font, text: letter });
  }
  return runs;
}

/** Line breaks and tabs as blanks, without what cannot be printed. */
function printable(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\p{Cc}\p{Cf}]/gu, "");
}

function scriptOf(letter: string, family: string): string {
  const code = letter.codePointAt(0) ?? 0;
  if (code < 0x100) return "latin";
  const found = rangesOf(family).find(([, ranges]) => ranges.some(([from, to]) => code >= from && code <= to));
  return found?.[0] ?? "latin";
}

function rangesOf(family: string): Ranges {
  const read = known.get(family);
  if (read) return read;
  const path = fileURLToPath(import.meta.resolve(`@fontsource/${family}/unicode.json`));
  const byScript = JSON.parse(readFileSync(path, "utf8")) as Record<string, string>;
  const ranges = Object.entries(byScript)
    .map(([script, list]): Ranges[number] => [script, list.split(",").map(rangeOf)])
    .sort(([a], [b]) => Number(b === "latin") - Number(a === "latin"));
  known.set(family, ranges);
  return ranges;
}

function rangeOf(text: string): [number, number] {
  const [from = "0", to = from] = text.replace("U+", "").split("-");
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}
