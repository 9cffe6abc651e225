import { useSearch } from "@tanstack/react-router";
import type { Search } from "./search.ts";

/** The parameters in the page's address, whichever page it is. */
export function usePageSearch(): Search {
  return useSearch({ from: "__root__" });
}
