import type { Packet } from "../packets/packet.ts";
import { aside } from "./aside.ts";
import type { Exported } from "./exports.ts";

export const packetFormats = ["json", "pdf", "xlsx"] as const;
export type PacketFormat = (typeof packetFormats)[number];

const contentTypes: Record<PacketFormat, string> = {
  json: "application/json; charset=utf-8",
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Writes a packet as one file. The packet is the only input, and the same packet gives the same bytes. */
export async function exportPacket(
  packet: Packet,
  format: PacketFormat,
  { signal }: { signal?: AbortSignal } = {},
): Promise<Exported & { bytes: Uint8Array }> {
  const { period, profile } = packet.params;
  const name = [packet.id, period, profile].filter(Boolean).join("_");
  return {
    bytes: await write(packet, format, signal),
    contentType: contentTypes[format],
    fileName: `${name.replaceAll("..", "_").replace(/[^A-Za-z0-9_-]+/g, "-")}.${format}`,
  };
}

function write(packet: Packet, format: PacketFormat, signal?: AbortSignal): Promise<Uint8Array> | Uint8Array {
  if (format === "json") return new TextEncoder().encode(`${JSON.stringify(packet)}\n`);
  return aside(format === "pdf" ? "packetPdf" : "packetXlsx", packet, signal);
}
