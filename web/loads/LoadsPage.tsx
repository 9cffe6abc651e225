import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { healthQuery, loadsQuery } from "../api/queries.ts";
import type { LoadSummary } from "../api/types.ts";
import { ScrollRegion } from "../components/ScrollRegion.tsx";
import { useDocumentTitle } from "../components/useDocumentTitle.ts";
import { counted } from "../format/list.ts";
import { FailedPage } from "../pages/FailedPage.tsx";
import { LoadGroup } from "./LoadGroup.tsx";
import { NewLoad } from "./NewLoad.tsx";
import { OpenIntakes } from "./OpenIntakes.tsx";
import "./loads.css";

/** What was loaded, when and by whom, what of it was rejected, and the sums to hold against the vendor's. */
export function LoadsPage() {
  useDocumentTitle("Loads");
  const { data: health } = useQuery(healthQuery);
  const { data: loads, error, refetch } = useQuery(loadsQuery(health?.digest));
  if (error) return <FailedPage title="Loads" error={error} retry={() => void refetch()} />;
  if (!loads) return <h1 className="page-title">Loads</h1>;
  if (loads.length === 0) return <NoLoads />;
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">Loads</h1>
        <Link className="button" data-primary to="/loads/new">
          Load files
        </Link>
      </div>
      <p className="page-lead">{leadOf(loads)}</p>
      <OpenIntakes />
      <ScrollRegion label="Loads">
        <table className="plain-table loads-table">
          <caption className="visually-hidden">Loads, newest first, with rows and sums by table</caption>
          <thead>
            <tr>
              <th scope="col">Table</th>
              <th scope="col" className="number">
                Rows in the files
              </th>
              <th scope="col" className="number">
                Loaded
              </th>
              <th scope="col" className="number">
                Rejected
              </th>
              <th scope="col" className="number">
                Paid
              </th>
              <th scope="col" className="number">
                Allowed
              </th>
              <th scope="col">Dates</th>
            </tr>
          </thead>
          {loads.map((load) => (
            <LoadGroup key={load.number} load={load} />
          ))}
        </table>
      </ScrollRegion>
    </>
  );
}

/** The beginning: where files go, and what becomes of them. */
function NoLoads() {
  return (
    <>
      <h1 className="page-title">No data has been loaded yet</h1>
      <p className="page-lead">
        Planlens makes its reports from the plan’s own extracts: medical and pharmacy claims, enrollment, premiums. Drop
        what a vendor sent, as it came. It is read and checked first, and you see what would be loaded before anything
        is.
      </p>
      <OpenIntakes />
      <NewLoad />
    </>
  );
}

function leadOf(loads: readonly LoadSummary[]): string {
  const active = loads.filter((load) => load.state === "active").length;
  const withdrawn = loads.length - active;
  const undone = withdrawn > 0 ? ` ${counted(withdrawn, "load")} withdrawn by undo.` : "";
  return `The reports are made from ${counted(active, "load")}. Rows in the files are the rows loaded and the rows rejected.${undone}`;
}
