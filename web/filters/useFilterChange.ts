import { useNavigate } from "@tanstack/react-router";
import { withValues } from "./search.ts";
import { usePageSearch } from "./usePageSearch.ts";

/** Sets parameters in the page's address; undefined goes back to the default. Each change is one step of the browser's back. */
export function useFilterChange() {
  const navigate = useNavigate();
  const search = usePageSearch();
  return (changes: Record<string, string | undefined>) =>
    void navigate({ to: ".", search: withValues(search, changes), resetScroll: false });
}
