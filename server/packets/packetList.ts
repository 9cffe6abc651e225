import { PlanlensError } from "../errors.ts";
import { issues } from "../saved/kinds.ts";
import type { Saved } from "../saved/saved.ts";
import { type PacketSpec, packetBodySchema, readPacketFiles } from "./packetSpec.ts";

/** Before the id of a packet that a person saved, so that it never hides one that is shipped. */
const ownPrefix = "own-";

/** The packets there are, shipped ones in order, then those that people saved, by name. */
export function packetList(saved: readonly Saved<"packet">[]): PacketSpec[] {
  const shipped = readPacketFiles().sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  return [...shipped, ...saved.flatMap((each) => ownPacket(each) ?? [])];
}

/** @throws PlanlensError `not-found` that lists what there is. */
export function packetNamed(packets: readonly PacketSpec[], id: string): PacketSpec {
  const found = packets.find((packet) => packet.id === id);
  if (found) return found;
  const known = packets.map((packet) => packet.id).join(", ");
  throw new PlanlensError("not-found", `There is no packet "${id.slice(0, 80)}". Packets: ${known}.`);
}

/** The id under which a saved packet is answered. */
export function ownPacketId(id: string): string {
  return `${ownPrefix}${id}`;
}

/**
 * What a person gives as a packet, checked.
 * @throws PlanlensError `invalid-parameter` that names what is wrong.
 */
export function packetBody(given: unknown) {
  const parsed = packetBodySchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new PlanlensError("invalid-parameter", `This is no packet: ${issues(parsed.error)}.`);
}

function ownPacket({ id, name, content }: Saved<"packet">): PacketSpec | null {
  const parsed = packetBodySchema.safeParse({ ...content, title: (content as { title?: string }).title ?? name });
  return parsed.success ? { ...parsed.data, id: ownPacketId(id), own: true } : null;
}
