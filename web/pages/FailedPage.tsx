import { isApiError } from "../api/apiError.ts";
import { Notice } from "../components/Notice.tsx";
import { useDocumentTitle } from "../components/useDocumentTitle.ts";
import "./pages.css";

/** What happened in the server's own words, the request's id for whoever looks into it, and another try. */
export function FailedPage({ error, retry, title }: { error: unknown; retry: () => void; title?: string }) {
  useDocumentTitle(title ?? "Failed");
  const failure = isApiError(error) ? error : null;
  return (
    <Notice
      tone="alert"
      title={failure?.code === "unreachable" ? "Planlens does not answer" : "This could not be worked out"}
      actions={
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
      }
    >
      <p>{failure?.message ?? "Something unexpected went wrong in the page itself."}</p>
      {failure?.code === "unreachable" ? (
        <p>If it was stopped, start it again with npm start and open the link that it prints.</p>
      ) : null}
      {failure?.requestId ? (
        <p className="soft">
          Request <code>{failure.requestId}</code>
        </p>
      ) : null}
    </Notice>
  );
}
