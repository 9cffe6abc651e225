import type { LayoutColumn } from "../layout.ts";

/** A column that no table has: kept as text under its own name. */
export function extensionColumn(name: string): LayoutColumn {
  return { name, kind: "text", type: "VARCHAR", meaning: "", aliases: [], values: [] };
}

export function isExtension(name: string): boolean {
  return /^x_[a-z0-9_]+$/.test(name);
}
