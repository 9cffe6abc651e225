import { useQuery } from "@tanstack/react-query";
import type { Meta } from "../../server/reports/envelope.ts";
import { filtersQuery, sessionQuery } from "../api/queries.ts";
import { profileNames } from "../filters/profileNames.ts";
import { filterWords } from "./filterWords.ts";

/** What paper needs and the screen has elsewhere: plan, filters, and on every sheet the view, the data and the page number. */
export function PrintFrame({ meta }: { meta: Meta }) {
  const { data: session } = useQuery(sessionQuery);
  const { data: filters } = useQuery(
    filtersQuery(meta.profile === session?.profile ? undefined : meta.profile, meta.digest),
  );
  const line = `${session?.planName ?? "Planlens"} · ${meta.title} · ${profileNames[meta.profile].label} · ${meta.digest.slice(0, 12)}`;
  return (
    <>
      <style>{`@page { @bottom-left { content: ${cssText(line)}; } }`}</style>
      <p className="print-only print-head">
        <b>
          {session?.planName} · {meta.title}
        </b>
        <span>{filterWords(meta, filters?.filters).join(" · ")}</span>
      </p>
    </>
  );
}

function cssText(text: string): string {
  return `"${text.replace(/[^\w .·–-]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `)}"`;
}
