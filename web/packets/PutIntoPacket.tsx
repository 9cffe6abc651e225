import { Menu } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { PacketSpec } from "../../server/packets/packetSpec.ts";
import { sessionQuery } from "../api/queries.ts";
import { request } from "../api/request.ts";
import type { CatalogueEntry } from "../api/types.ts";
import { requestParams } from "../filters/params.ts";
import type { Search } from "../filters/search.ts";
import { packetsQuery } from "./packetQueries.ts";

const ownPrefix = "own-";

/** Puts the report with its filters into a packet of ours, or begins one with it. Plan administration only. */
export function PutIntoPacket({ entry, search }: { entry: CatalogueEntry; search: Search }) {
  const { data: session } = useQuery(sessionQuery);
  const { data: packets } = useQuery(packetsQuery);
  const client = useQueryClient();
  const [said, setSaid] = useState("");
  if (session?.profile !== "plan-administration") return null;
  const { profile: _, ...params } = requestParams(search, entry);
  const part = { report: entry.id, params: Object.fromEntries(Object.entries(params).filter(([, value]) => value)) };
  const put = async (packet: PacketSpec | null) => {
    const { id, own: _own, ...content } = packet ?? { id: "", own: true, title: "Our packet", parts: [] };
    try {
      await request("/api/saved/packet", {
        method: "POST",
        body: {
          ...(packet ? { id: id.slice(ownPrefix.length) } : {}),
          name: content.title,
          content: { ...content, parts: [...content.parts, part] },
        },
      });
      await client.invalidateQueries({ queryKey: packetsQuery.queryKey });
      setSaid(`Put into “${content.title}”.`);
    } catch {
      setSaid("It could not be saved.");
    }
  };
  return (
    <>
      <Menu
        defaultOpened
        position="bottom-end"
        offset={6}
        withinPortal={false}
        transitionProps={{ duration: 0 }}
        shadow="md"
        width={240}
      >
        <Menu.Target>
          <button type="button" className="button">
            Put into a packet
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {(packets ?? [])
            .filter((packet) => packet.own)
            .map((packet) => (
              <Menu.Item key={packet.id} onClick={() => void put(packet)}>
                {packet.title}
              </Menu.Item>
            ))}
          <Menu.Item onClick={() => void put(null)}>A new packet</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <span role="status" className={said ? "put-said" : "visually-hidden"}>
        {said}
      </span>
    </>
  );
}
