import type { Packet } from "../packets/packet.ts";
import type { Envelope } from "../reports/envelope.ts";

/** What is written in a thread of its own, by name: each reads what it needs when it is called for. */
export const exportTasks = {
  xlsx: async (envelope: Envelope) => (await import("./xlsx.ts")).xlsxBytes(envelope),
  pdf: async (envelope: Envelope) => (await import("./pdf/pdf.ts")).pdfBytes(envelope),
  svg: async (envelope: Envelope) => (await import("./svg.ts")).svgBytes(envelope),
  packetPdf: async (packet: Packet) => (await import("./pdf/packetPdf.ts")).packetPdfBytes(packet),
  packetXlsx: async (packet: Packet) => (await import("./packetXlsx.ts")).packetXlsxBytes(packet),
};

export type ExportTask = keyof typeof exportTasks;
export type TaskData<Task extends ExportTask> = Parameters<(typeof exportTasks)[Task]>[0];
