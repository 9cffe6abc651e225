import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { catalogueQuery } from "../api/queries.ts";
import { useDocumentTitle } from "../components/useDocumentTitle.ts";
import { carriedSearch } from "../filters/params.ts";
import { usePageSearch } from "../filters/usePageSearch.ts";
import { findReports } from "../shell/findReports.ts";
import { FailedPage } from "./FailedPage.tsx";
import "./pages.css";

/** Every report with the question that it answers, by family. */
export function ReportsPage() {
  useDocumentTitle("All reports");
  const search = usePageSearch();
  const [text, setText] = useState("");
  const { data: families = [], error, refetch } = useQuery(catalogueQuery(search.profile));
  if (error) return <FailedPage title="All reports" error={error} retry={() => void refetch()} />;
  const found = findReports(families, text);
  return (
    <>
      <h1 className="page-title">All reports</h1>
      <p className="page-lead">Each answers one question. The filters that you have set go along.</p>
      <input
        className="text-input glossary-search"
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder="Find by any word"
        aria-label="Find a report by any word"
      />
      <div className="all-reports">
        {found.map((family) => (
          <section key={family.id}>
            <h2>{family.title}</h2>
            <ul>
              {family.reports.map(({ id, title, question }) => (
                <li key={id}>
                  <Link to="/reports/$reportId" params={{ reportId: id }} search={carriedSearch(search)}>
                    {title}
                  </Link>
                  <span className="soft">{question}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <p role="status">{text && found.length === 0 ? `No report has “${text.trim()}”.` : ""}</p>
    </>
  );
}
