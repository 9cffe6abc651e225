import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { glossaryQuery } from "../api/queries.ts";
import { useDocumentTitle } from "../components/useDocumentTitle.ts";
import { FailedPage } from "./FailedPage.tsx";
import "./pages.css";

/** The field's words as the reports use them. */
export function GlossaryPage() {
  useDocumentTitle("Glossary");
  const [text, setText] = useState("");
  const { data: terms = [], error, refetch } = useQuery(glossaryQuery);
  if (error) return <FailedPage title="Glossary" error={error} retry={() => void refetch()} />;
  const word = text.trim().toLowerCase();
  const found = terms.filter(({ term, also, definition }) =>
    [term, ...also, definition].some((text) => text.toLowerCase().includes(word)),
  );
  return (
    <>
      <h1 className="page-title">Glossary</h1>
      <p className="page-lead">The words of the reports, as they are used here.</p>
      <input
        className="text-input glossary-search"
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder="Find a word"
        aria-label="Find a word"
      />
      <dl className="glossary">
        {found.map(({ term, definition, formula }) => (
          <div key={term} id={term.toLowerCase().replaceAll(/\W+/g, "-")}>
            <dt>{term}</dt>
            <dd>
              {definition}
              {formula ? <span className="formula">{formula}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
      <p role="status">{word && found.length === 0 ? `No word has “${text.trim()}”.` : ""}</p>
    </>
  );
}
