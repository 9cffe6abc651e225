import { useCallback, useState } from "react";

/** A state that outlives the page's parts and a reload, as long as the tab is open. */
export function useKept<T>(key: string, initial: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => read(key) ?? initial);
  const keep = useCallback(
    (next: T) => {
      setValue(next);
      try {
        sessionStorage.setItem(key, JSON.stringify(next));
      } catch {
        // Where the browser keeps nothing, it is kept as long as the part of the page stands.
      }
    },
    [key],
  );
  return [value, keep];
}

function read<T>(key: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null") as T | null;
  } catch {
    return null;
  }
}
