import { useSyncExternalStore } from "react";
import { type ErrorBody, errorFrom } from "../api/request.ts";

export interface Upload {
  name: string;
  size: number;
  /** Bytes that have left. */
  sent: number;
  state: "waiting" | "sending" | "arrived" | "failed" | "stopped";
  /** Why it failed, in the server's words. */
  why: string | null;
}

interface Queue {
  uploads: readonly Upload[];
  sending: boolean;
}

/** What is on its way, by intake. It outlives the page's parts, so that going from step to step stops nothing. */
const queues = new Map<string, Queue>();
const files = new Map<string, File>();
const underway = new Map<string, XMLHttpRequest>();
const listeners = new Set<() => void>();
const none: readonly Upload[] = [];

/** What was and is being sent for an intake from this page. */
export function useUploads(intake: string | undefined): readonly Upload[] {
  return useSyncExternalStore(subscribe, () => (intake ? queues.get(intake)?.uploads : undefined) ?? none);
}

/** Sends files one after the other; those already under way go on. */
export function sendFiles(intake: string, added: readonly { name: string; file: File }[]): void {
  for (const { name, file } of added) files.set(`${intake}/${name}`, file);
  const names = new Set(added.map(({ name }) => name));
  const kept = (queues.get(intake)?.uploads ?? none).filter(({ name }) => !names.has(name));
  const fresh = added.map(
    ({ name, file }): Upload => ({ name, size: file.size, sent: 0, state: "waiting", why: null }),
  );
  const sending = queues.get(intake)?.sending ?? false;
  set(intake, { uploads: [...kept, ...fresh], sending });
  if (!sending) void sendNext(intake);
}

/** Stops or forgets one. */
export function dropUpload(intake: string, name: string): void {
  underway.get(`${intake}/${name}`)?.abort();
  files.delete(`${intake}/${name}`);
  const queue = queues.get(intake);
  if (queue) set(intake, { ...queue, uploads: queue.uploads.filter((each) => each.name !== name) });
}

async function sendNext(intake: string): Promise<void> {
  for (;;) {
    const next = queues.get(intake)?.uploads.find(({ state }) => state === "waiting");
    if (!next) break;
    change(intake, next.name, { state: "sending" }, true);
    const outcome = await send(intake, next.name);
    files.delete(`${intake}/${next.name}`);
    change(intake, next.name, outcome, true);
  }
  const queue = queues.get(intake);
  if (queue) set(intake, { ...queue, sending: false });
}

/** By XMLHttpRequest, which alone says how much has left; the browser reads the file piece by piece. */
function send(intake: string, name: string): Promise<Partial<Upload>> {
  const file = files.get(`${intake}/${name}`);
  if (!file) return Promise.resolve({ state: "stopped" });
  return new Promise((resolve) => {
    const sending = new XMLHttpRequest();
    underway.set(`${intake}/${name}`, sending);
    sending.open("PUT", `/api/intakes/${intake}/files/${encodeURIComponent(name)}`);
    sending.setRequestHeader("Content-Type", "application/octet-stream");
    sending.responseType = "json";
    sending.upload.onprogress = ({ loaded }) => change(intake, name, { sent: loaded }, true);
    sending.onload = () => {
      if (sending.status < 300) resolve({ state: "arrived", sent: file.size });
      else
        resolve({
          state: "failed",
          why: errorFrom(sending.status, (sending.response ?? {}) as ErrorBody, null).message,
        });
    };
    sending.onerror = () => resolve({ state: "failed", why: unreadable });
    sending.onabort = () => resolve({ state: "stopped" });
    sending.onloadend = () => underway.delete(`${intake}/${name}`);
    sending.send(file);
  });
}

const unreadable =
  "It could not be sent. Planlens may have been stopped, or the file was changed or taken away meanwhile.";

function change(intake: string, name: string, to: Partial<Upload>, sending: boolean): void {
  const uploads = queues.get(intake)?.uploads ?? none;
  set(intake, { uploads: uploads.map((each) => (each.name === name ? { ...each, ...to } : each)), sending });
}

function set(intake: string, queue: Queue): void {
  queues.set(intake, queue);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
