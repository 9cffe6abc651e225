import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { PacketSpec } from "../../server/packets/packetSpec.ts";
import { healthQuery } from "../api/queries.ts";
import { CopyButton } from "../components/CopyButton.tsx";
import { useDocumentTitle } from "../components/useDocumentTitle.ts";
import { FilterBar } from "../filters/FilterBar.tsx";
import { usePageSearch } from "../filters/usePageSearch.ts";
import { FailedPage } from "../pages/FailedPage.tsx";
import { NoDataPage } from "../pages/NoDataPage.tsx";
import { NotFoundPage } from "../pages/NotFoundPage.tsx";
import { Skeleton } from "../report/Skeleton.tsx";
import { Exhibits } from "./Exhibits.tsx";
import { packetAddress, packetEntry, packetParams, packetQuery, packetsQuery } from "./packetQueries.ts";
import "./packets.css";

/** One packet, read like a report of many exhibits, under one line of filters for all. */
export function PacketPage() {
  const { packetId } = useParams({ from: "/packets/$packetId" });
  const { data, error, refetch } = useQuery(packetsQuery);
  const health = useQuery(healthQuery);
  if (error) return <FailedPage title="Packet" error={error} retry={() => void refetch()} />;
  if (!data || !health.data) return <Skeleton title="Packet" />;
  const spec = data.find((packet) => packet.id === packetId);
  if (!spec) return <NotFoundPage what="page" />;
  if (!health.data.digest && health.data.loads === 0) return <NoDataPage />;
  return <PacketRead key={spec.id} spec={spec} digest={health.data.digest ?? null} />;
}

function PacketRead({ spec, digest }: { spec: PacketSpec; digest: string | null }) {
  useDocumentTitle(spec.title);
  const params = packetParams(usePageSearch());
  const { data, error, refetch, isFetching } = useQuery(packetQuery(spec.id, params, digest));
  const meta = data?.parts[0]?.envelope.meta;
  return (
    <article className="report packet" aria-busy={isFetching}>
      <FilterBar
        entry={packetEntry(spec)}
        digest={digest}
        meta={meta}
        actions={
          <>
            <CopyButton label="Copy link" text={() => location.href} />
            <a className="button" href={packetAddress(spec.id, params, "pdf")} download>
              PDF
            </a>
            <a className="button" href={packetAddress(spec.id, params, "xlsx")} download>
              Workbook
            </a>
          </>
        }
      />
      <p className="eyebrow packet-eyebrow">Packet</p>
      <h1 className="page-title packet-title">{spec.title}</h1>
      {spec.question ? <p className="page-lead">{spec.question}</p> : null}
      {error ? <FailedPage title="Packet" error={error} retry={() => void refetch()} /> : null}
      {data ? <Exhibits packet={data} spec={spec} /> : error ? null : <Skeleton title={spec.title} />}
    </article>
  );
}
