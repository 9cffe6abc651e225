import { Link } from "@tanstack/react-router";
import { Notice } from "../components/Notice.tsx";
import { useDocumentTitle } from "../components/useDocumentTitle.ts";
import "./pages.css";

/** No page or report has this address. */
export function NotFoundPage({ what = "page" }: { what?: "page" | "report" }) {
  useDocumentTitle("Not found");
  return (
    <Notice title={`There is no such ${what}`} actions={<Link to="/">Open the first report</Link>}>
      <p>
        The address may have been mistyped, or the {what} may not be open to the view that you chose. The navigation
        lists every report that you can open.
      </p>
    </Notice>
  );
}
