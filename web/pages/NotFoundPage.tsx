import { Link } from "@tanstack/react-router";
import { Notice } from "../components/Notice.tsx";
import { useDocumentTitle } from "../components/useDocumentTitle.ts";
import { usePageSearch } from "../filters/usePageSearch.ts";
import "./pages.css";

/**
 * No page or report has this address, at least not in the view that was chosen. `closed`: whoever is signed in may open
 * it and has chosen a narrower view; nobody else is told that there is such a report.
 */
export function NotFoundPage({ what = "page", closed = false }: { what?: "page" | "report"; closed?: boolean }) {
  useDocumentTitle("Not found");
  const { profile, ...search } = usePageSearch();
  return (
    <Notice
      title={closed ? "This report is for plan administration only" : `There is no such ${what}`}
      actions={
        <>
          {profile ? (
            <Link to="." search={search}>
              Look again in your own view
            </Link>
          ) : null}
          <Link to="/">Open the first report</Link>
        </>
      }
    >
      <p>
        {closed
          ? "It names people, or does not say how many stand behind a figure, so the view that you chose does not have it."
          : profile
            ? `The ${what} may not be open to the view that you chose, or the address may have been mistyped.`
            : "The address may have been mistyped. The navigation lists every report that you can open."}
      </p>
    </Notice>
  );
}
