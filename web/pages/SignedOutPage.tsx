import { Notice } from "../components/Notice.tsx";
import { useDocumentTitle } from "../components/useDocumentTitle.ts";
import "./pages.css";

/** Who has no session is told how to get one; nothing of the plan is shown. */
export function SignedOutPage() {
  useDocumentTitle("Signed out");
  return (
    <main className="lone">
      <p className="brand">Planlens</p>
      <Notice title="You are signed out" actions={<a href={location.href}>Try again</a>}>
        <p>This page opens by a link that works once. The person who runs Planlens gets a new one by starting it:</p>
        <pre>npm start</pre>
        <p>
          The link is printed there. A link to a report that someone sent you works after you have signed in with a link
          of your own.
        </p>
      </Notice>
    </main>
  );
}
