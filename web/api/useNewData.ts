import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { healthQuery } from "./queries.ts";

/** The data being read, and whether they were replaced while the page stood open. */
export function useNewData() {
  const { data: health, error } = useQuery(healthQuery);
  const seen = useRef<string | null | undefined>(undefined);
  const [arrived, setArrived] = useState(false);
  const digest = health?.digest;
  useEffect(() => {
    if (digest === undefined) return;
    if (seen.current !== undefined && seen.current !== digest) setArrived(true);
    seen.current = digest;
  }, [digest]);
  return { health, error, arrived, dismiss: () => setArrived(false) };
}
