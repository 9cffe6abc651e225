import { useQuery } from "@tanstack/react-query";

import { useEffect, useRef } from "react";
import type { Envelope } from "../../server/reports/envelope.ts";
import { methodQuery } from "../api/queries.ts";
import type { CatalogueEntry } from "../api/types.ts";
import { CopyButton } from "../components/CopyButton.tsx";
import { SidePanel } from "../components/SidePanel.tsx";
import { usePageSearch } from "../filters/usePageSearch.ts";
import { numberRanges } from "../format/list.ts";
import { formatDate } from "../format/month.ts";
import { lineDefinition } from "./envelopeCells.ts";
import { filterWords } from "./filterWords.ts";
import "./method.css";

interface MethodCardProps {
  entry: CatalogueEntry;
  envelope: Envelope | null;
  /** What is in sight at first. */
  part: "method" | "sql";
  onClose: () => void;
}

/** The question, what each column means, the dates and loads behind it, and the SQL that answers it. */
export function MethodCard({ entry, envelope, part, onClose }: MethodCardProps) {
  const search = usePageSearch();
  const { data: method, error } = useQuery(methodQuery(entry.id, search));
  const sql = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (part === "sql" && method) sql.current?.scrollIntoView();
  }, [part, method]);
  const meta = envelope?.meta;
  return (
    <SidePanel title={`${entry.title}: method`} opened onClose={onClose} side="right" size="min(42rem, 100vw)">
      <div className="method-card">
        <p className="method-question">{entry.question}</p>
        {error ? <p role="alert">The method could not be read: {error.message}</p> : null}
        {meta ? (
          <dl className="method-facts">
            <dt>Shown</dt>
            <dd>{filterWords(meta).join(", ")}</dd>
            <dt>Dates</dt>
            <dd>
              {meta.serviceThrough ? `services through ${formatDate(meta.serviceThrough)}` : "no services"}
              {meta.paidThrough ? `, paid through ${formatDate(meta.paidThrough)}` : ", no dates of payment given"}
            </dd>
            <dt>Loads</dt>
            <dd>{numberRanges(meta.loads)}</dd>
            <dt>Data</dt>
            <dd>
              <code>{meta.digest}</code>
            </dd>
          </dl>
        ) : null}
        <h3>Definitions</h3>
        <dl className="definitions">
          {envelope ? <LineDefinitions envelope={envelope} /> : null}
          {method?.columns
            .filter((column) => column.definition)
            .map((column) => (
              <div key={column.name}>
                <dt>
                  {column.label} <code>{column.name}</code>
                </dt>
                <dd>{column.definition}</dd>
              </div>
            ))}
        </dl>
        {method && method.footnotes.length > 0 ? (
          <>
            <h3>Notes</h3>
            <ul>
              {method.footnotes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </>
        ) : null}
        <div className="method-sql">
          <h3 ref={sql}>SQL</h3>
          {method ? <CopyButton label="Copy the SQL" text={() => method.sql} /> : null}
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
        <pre tabIndex={0}>{method?.sql}</pre>
        {method ? <p className="soft">Version {method.version}</p> : null}
      </div>
    </SidePanel>
  );
}

/** What each line of a table with mixed measures is, where the report says so. */
function LineDefinitions({ envelope }: { envelope: Envelope }) {
  return envelope.rows.map((cells) => {
    const definition = lineDefinition(envelope, cells);
    return definition ? (
      <div key={String(cells[0])}>
        <dt>{cells[0]}</dt>
        <dd>{definition}</dd>
      </div>
    ) : null;
  });
}
