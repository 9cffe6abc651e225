import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { PacketSpec } from "../../server/packets/packetSpec.ts";
import { useDocumentTitle } from "../components/useDocumentTitle.ts";
import { usePageSearch } from "../filters/usePageSearch.ts";
import { counted } from "../format/list.ts";
import { FailedPage } from "../pages/FailedPage.tsx";
import { packetParams, packetsQuery } from "./packetQueries.ts";
import "./packets.css";

/** The packets: several reports as one, shipped and put together by people. */
export function PacketsPage() {
  useDocumentTitle("Packets");
  const { data, error, refetch } = useQuery(packetsQuery);
  if (error) return <FailedPage title="Packets" error={error} retry={() => void refetch()} />;
  const own = data?.filter((packet) => packet.own) ?? [];
  return (
    <>
      <h1 className="page-title">Packets</h1>
      <p className="page-lead">
        Several reports as one, for the same period and the same members: to read here, as one PDF with contents, or as
        one workbook.
      </p>
      {data ? <PacketList packets={data.filter((packet) => !packet.own)} /> : null}
      <section className="part">
        <h2>Ours</h2>
        {own.length > 0 ? (
          <PacketList packets={own} />
        ) : (
          <p className="soft">None yet. Open a report and choose “Put into a packet”.</p>
        )}
      </section>
    </>
  );
}

function PacketList({ packets }: { packets: readonly PacketSpec[] }) {
  const search = packetParams(usePageSearch());
  return (
    <ul className="packet-list">
      {packets.map(({ id, title, question, parts }) => (
        <li key={id}>
          <Link to="/packets/$packetId" params={{ packetId: id }} search={search}>
            {title}
          </Link>
          <span>
            {question} {counted(parts.length, "report")}.
          </span>
        </li>
      ))}
    </ul>
  );
}
