import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { sessionQuery } from "../api/queries.ts";
import { Notice } from "../components/Notice.tsx";
import "./pages.css";

/** Nothing has been loaded: how to begin. */
export function NoDataPage() {
  const { data: session } = useQuery(sessionQuery);
  const administers = session?.profile === "plan-administration";
  return (
    <Notice
      title="No data has been loaded yet"
      actions={
        administers ? (
          <Link className="button" data-primary to="/loads/new">
            Load files
          </Link>
        ) : null
      }
    >
      <p>
        Planlens makes its reports from the plan’s own extracts: medical and pharmacy claims and enrollment, as the
        vendors send them. {administers ? "Load them here, or put them into one folder and load that:" : ""}
      </p>
      {administers ? <pre>npm run -s planlens -- load FOLDER</pre> : null}
      <p>This page shows the reports once a load is in.</p>
    </Notice>
  );
}
