import { Notice } from "../components/Notice.tsx";
import "./pages.css";

/** Nothing has been loaded: how to begin. */
export function NoDataPage() {
  return (
    <Notice title="No data has been loaded yet">
      <p>
        Planlens makes its reports from the plan's own extracts: medical and pharmacy claims and enrollment, as CSV
        (also gzipped) or Parquet. Put the files into one folder and load it:
      </p>
      <pre>npm run -s planlens -- load FOLDER</pre>
      <p>
        With --dry-run it says what it would take and changes nothing. This page shows the reports once a load is in.
      </p>
    </Notice>
  );
}
