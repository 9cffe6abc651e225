import { createHash } from "node:crypto";
import { readPieces } from "../formats/bytes.ts";
import type { UnreadFile } from "../manifest.ts";
import { unreadable } from "../problems.ts";
import { CopyFile } from "../unpack/copyFile.ts";
import { csvLine } from "../unpack/csvLine.ts";
import { mustBeCertain, type Text } from "../unpack/openText.ts";
import { partDigest } from "../unpack/partDigest.ts";
import type { TextFile, Unpacked } from "../unpack/textFile.ts";
import type { Piece, Work } from "../unpack/work.ts";
import { claims837 } from "./claims837.ts";
import { enrollment834 } from "./enrollment834.ts";
import { Envelope } from "./envelope.ts";
import { premium820 } from "./premium820.ts";
import { remittance835 } from "./remittance835.ts";
import { BrokenX12Error, type Segment, SegmentReader } from "./segments.ts";
import type { Row, SetKind, SetReader } from "./setReader.ts";
import { setNames, whyUnread } from "./transactionSets.ts";

const kinds: Record<string, () => SetKind> = {
  "834": enrollment834,
  "835": remittance835,
  "837P": () => claims837("professional"),
  "837I": () => claims837("institutional"),
  "820": premium820,
};

interface Table {
  kind: SetKind;
  copy: CopyFile;
  rows: number;
}

/**
 * Makes a table of each kind of transaction set that a file holds; sets that fill none are named as unread.
 * @throws ProblemError where an interchange is cut off or its counts are wrong.
 */
export async function readX12(piece: Piece, text: Text, work: Work): Promise<Unpacked> {
  mustBeCertain(text);
  const tables = new Map<string, Table>();
  const unread = new Set<string>();
  const hash = createHash("sha256");
  const envelope = new Envelope();
  const decoder = new TextDecoder();
  const segments = new SegmentReader();
  let reader: { table: Table; set: SetReader } | null = null;

  const give = (table: Table, rows: Row[]) => {
    for (const row of rows) table.copy.add(csvLine(table.kind.columns.map((column) => row[column] ?? "")));
    table.rows += rows.length;
  };
  const take = async (all: Iterable<Segment>) => {
    for (const segment of all) {
      envelope.take(segment);
      if (segment.id === "ST") {
        const kind = envelope.kind;
        reader = null;
        if (!kinds[kind]) unread.add(kind);
        else {
          const table = tables.get(kind) ?? (await open(kind));
          reader = { table, set: table.kind.open(envelope.context) };
        }
      } else if (segment.id === "SE" && reader) {
        give(reader.table, reader.set.end());
        envelope.check(segment);
        reader = null;
      } else if (reader) {
        give(reader.table, reader.set.take(segment));
        await reader.table.copy.drain();
      }
    }
  };
  const open = async (kind: string) => {
    const known = (kinds[kind] as () => SetKind)();
    const table = { kind: known, copy: await CopyFile.open(work.place()), rows: 0 };
    table.copy.add(csvLine(known.columns));
    tables.set(kind, table);
    return table;
  };

  try {
    for await (const bytes of readPieces(text.path, text.gzip, { signal: work.signal, hash })) {
      await take(segments.push(decoder.decode(bytes, { stream: true })));
    }
    await take(segments.push(decoder.decode()));
    await take(segments.end());
    if (tables.size > 0) envelope.end();
    const sha256 = text.sha256 ?? hash.digest("hex");
    const found = await Promise.all([...tables].map(([kind, table]) => finish(kind, table)));
    const files = found.flatMap(({ file }) =>
      file ? [{ ...file, sha256: found.length === 1 ? sha256 : partDigest(sha256, file.name) }] : [],
    );
    const others = [...unread].map((kind) => ({ name: piece.name, why: whyUnread(kind) }));
    return { files, unread: [...others, ...found.flatMap(({ unread }) => unread)] };
  } catch (error) {
    for (const { copy } of tables.values()) await copy.discard();
    throw error instanceof BrokenX12Error ? brokenX12(piece.name, error) : error;
  }

  async function finish(
    kind: string,
    table: Table,
  ): Promise<{ file: Omit<TextFile, "sha256"> | null; unread: UnreadFile[] }> {
    const { path, size } = await table.copy.finish();
    const name = tables.size === 1 ? piece.name : `${piece.name}, ${setNames[kind]}`;
    const leftOut = table.kind.leftOut().map((why) => ({ name, why }));
    if (table.rows === 0) {
      await table.copy.discard();
      const why = "there is no record in it that a table takes";
      return { file: null, unread: leftOut.length > 0 ? leftOut : [{ name, why }] };
    }
    const { delivered, named } = piece;
    const about = { name, named, delivered, path, size, format: piece.format ?? "x12" } as const;
    const notes = [...text.notes, `X12 ${kind}`, ...table.kind.notes()];
    const file = { ...delivered, ...about, notes, control: table.kind.control(), delimiter: ",", linesAbove: 0 };
    return { file, unread: leftOut };
  }
}

function brokenX12(name: string, error: BrokenX12Error) {
  return unreadable(name, `${error.message}. The X12 file is damaged or cut off; transfer it again.`);
}
