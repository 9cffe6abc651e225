import type { UnreadFile } from "../load/manifest.ts";
import type { Mapping } from "../load/mapping/mapping.ts";
import type { Proposal } from "../load/mapping/propose.ts";
import type { ProposedFile } from "./map.ts";
import { alignedTable } from "./text.ts";

/** What was found of each file, and how to go on, as the command line says it. */
export function describeProposals(found: {
  files: ProposedFile[];
  unread: UnreadFile[];
  mapping: Mapping | null;
  saved: { id: string; version: number } | null;
  written: string | null;
}): string {
  const { files, unread, mapping, saved, written } = found;
  const told = files.map(({ name, known, proposal, skeleton }) => {
    if (skeleton) return `${name}: nothing can be told of it by names. ${skeleton.what}\n\n${skeleton.text}`;
    if (proposal) return describe(name, proposal);
    return `${name}: known already, read as ${known?.tables.join(" and ")} by ${known?.layout}. Nothing to map (--again maps it anew).\n`;
  });
  const left = unread.map(({ name, why }) => `${name}: not read: ${why}`);
  const next = [
    written && !mapping
      ? `This is in ${written}, to fill in; then: planlens load FILE --mapping ${written} --dry-run`
      : "",
    written && mapping ? `The mapping is in ${written}. Load by it with: planlens load FILE --mapping ${written}` : "",
    saved ? `Saved as ${saved.id}, version ${saved.version}: files like these are read by it from now on.` : "",
    mapping && !written && !saved
      ? "Write it to a file with --out mapping.yaml, to look through and mend; keep it for the vendor with --vendor NAME --save."
      : "",
  ].filter(Boolean);
  return `${[...told, ...(left.length > 0 ? [`${left.join("\n")}\n`] : []), ...next.map((line) => `${line}\n`)].join("\n")}`;
}

function describe(name: string, { table, columns, missing, unread }: Proposal): string {
  if (!table) return `${name}: nothing can be told of it by its names and its contents. Write a mapping by hand.\n`;
  const rows = columns.map(({ target, from, sure, why, samples, note }) => [
    target,
    from,
    `${Math.round(sure * 100)}%`,
    why === "content" ? "its contents" : "its name",
    [
      ...samples.map((text) => (text.length > 24 ? `${text.slice(0, 23)}…` : text)),
      ...(note ? [`! ${note}`] : []),
    ].join("  "),
  ]);
  const lacks = missing.length > 0 ? `Nothing was found for: ${missing.join(", ")}.\n` : "";
  const rest = unread.length > 0 ? `Not taken: ${unread.join(", ")}.\n` : "";
  return `${name}: looks like ${table}\n${alignedTable(["column", "from", "sure", "by", "such as"], rows)}${lacks}${rest}`;
}
