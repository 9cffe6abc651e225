import { alerts } from "./alerts.ts";
import type { Derivation, LongDerivation } from "./derivation.ts";
import { topMovers } from "./topMovers.ts";
import { whyByCategory } from "./whyByCategory.ts";
import { whyItChanged } from "./whyItChanged.ts";

/** Every derivation that a report's front matter may name: a closed list. */
export const derivations: Readonly<Record<string, Derivation | LongDerivation>> = {
  alerts,
  "top-movers": topMovers,
  "why-by-category": whyByCategory,
  "why-it-changed": whyItChanged,
};
