import { useLocation } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { CatalogueEntry, CatalogueFamily } from "../api/types.ts";
import { keep, kept } from "./keptList.ts";

const key = "planlens-recent";
const most = 4;

/** The reports read last, before the one that is being read. */
export function useRecentReports(families: readonly CatalogueFamily[]): CatalogueEntry[] {
  const path = useLocation({ select: (location) => location.pathname });
  const [recent, setRecent] = useState(() => kept(key) ?? []);
  const known = families.flatMap((family) => family.reports);
  const reading = known.find(({ id }) => path === `/reports/${id}`)?.id;
  useEffect(() => {
    if (!reading) return;
    const before = kept(key) ?? [];
    const next = [reading, ...before.filter((id) => id !== reading)].slice(0, most + 1);
    keep(key, next);
    setRecent(next);
  }, [reading]);
  return recent
    .filter((id) => id !== reading)
    .flatMap((id) => known.find((report) => report.id === id) ?? [])
    .slice(0, most);
}
