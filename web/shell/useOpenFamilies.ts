import { useLocation } from "@tanstack/react-router";
import { useState } from "react";
import type { CatalogueFamily } from "../api/types.ts";
import { keep, kept } from "./keptList.ts";

const key = "planlens-families";

/** The families whose reports stand in the list: those that were opened, remembered, and the one that is being read. */
export function useOpenFamilies(families: readonly CatalogueFamily[]) {
  const path = useLocation({ select: (location) => location.pathname });
  const reading = families.find(({ reports }) => reports.some(({ id }) => path === `/reports/${id}`))?.id;
  const [opened, setOpened] = useState(() => kept(key) ?? ["overview"]);
  const [shut, setShut] = useState<string | null>(null);
  const here = `${reading} ${path}`;
  const has = (id: string) => opened.includes(id) || (id === reading && shut !== here);
  return {
    has,
    toggle: (id: string) => {
      const next = has(id) ? opened.filter((each) => each !== id) : [...opened, id];
      if (id === reading) setShut(has(id) ? here : null);
      setOpened(next);
      keep(key, next);
    },
  };
}
