import type { Derivation } from "./derivation.ts";
import { topMovers } from "./topMovers.ts";

/** Every derivation that a report's front matter may name: a closed list. */
export const derivations: Readonly<Record<string, Derivation>> = {
  "top-movers": topMovers,
};
