import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Layout, layoutFolder, layouts, mappingNames } from "../layout.ts";
import type { Mapping } from "./mapping.ts";
import { checkedMapping } from "./readMapping.ts";

/** All by which a file can be recognized, each kind in the order in which it is asked. */
export interface Known {
  /** Whose names are our own. */
  layouts: Layout[];
  mappings: KnownMapping[];
}

export interface KnownMapping {
  mapping: Mapping;
  /** Id and version of the record that holds it; null for one that is shipped, or given for this time. */
  record: { id: string; version: number } | null;
  /** Asked for before the layouts: a person's own decision. */
  first: boolean;
}

const shipped = new Map<string, Mapping>();

/**
 * What files are recognized by: a mapping that is given for this time, the plan's own mappings, our layouts and the
 * shipped mappings.
 * @param options.layout name of the one layout or shipped mapping to insist on
 * @throws PlanlensError `unknown-layout` where there is none of that name.
 */
export function knownBy(
  options: { layout?: string; mapping?: Mapping; records?: { mapping: Mapping; id: string; version: number }[] } = {},
): Known {
  const { layout, mapping, records = [] } = options;
  const given = mapping ? [{ mapping, record: null, first: true }] : [];
  const own = records.map(({ id, version, ...record }) => ({ ...record, record: { id, version }, first: true }));
  const ours = mappingNames().filter((name) => layout === undefined || name === layout);
  const others = ours.map((name) => ({ mapping: shippedMapping(name), record: null, first: false }));
  return { layouts: layouts(layout), mappings: [...given, ...(layout === undefined ? own : []), ...others] };
}

/** A mapping of data/layouts. */
export function shippedMapping(name: string): Mapping {
  const held = shipped.get(name);
  if (held) return held;
  const mapping = checkedMapping(parse(readFileSync(join(layoutFolder, `${name}.yaml`), "utf8")), `${name}.yaml`);
  shipped.set(name, mapping);
  return mapping;
}
