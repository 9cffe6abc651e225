import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { intakeQuery, intakesQuery } from "../api/loadQueries.ts";
import { request } from "../api/request.ts";
import type { Intake, IntakeSettings, Job } from "../api/types.ts";
import { useJob } from "../api/useJob.ts";

export interface Acceptance {
  force: boolean;
  acceptDifference: string | null;
}

/** One intake as the server has it, what runs for it, and what can be done with it; `onOver` when a job has ended. */
export function useIntake(id: string | undefined, onOver: () => void) {
  const client = useQueryClient();
  const query = useQuery(intakeQuery(id));
  const { queryKey } = intakeQuery(id);
  const refresh = () => client.invalidateQueries({ queryKey });
  const intake = query.data;
  const [stopped, setStopped] = useState(false);
  const job = useJob(intake?.job?.id, (ended) => {
    setStopped(ended.state === "cancelled");
    void refresh();
    void client.invalidateQueries({ queryKey: ["loads"] });
    void client.invalidateQueries({ queryKey: ["health"] });
  });
  const at = `/api/intakes/${id}`;
  const keep = (changed: Intake) => client.setQueryData(queryKey, changed);
  const [expected, setExpected] = useState<string | null>(null);
  const over = useRef(onOver);
  over.current = onOver;
  const running = intake?.job?.id ?? null;
  useEffect(() => {
    if (running) setExpected(running);
    else if (expected) {
      setExpected(null);
      over.current();
    }
  }, [running, expected]);
  const start = async (path: string, body?: unknown) => {
    setStopped(false);
    const started = await request<Job>(`${at}/${path}`, { method: "POST", body });
    await refresh();
    setExpected(started.id);
  };
  const act = useMutation({ mutationFn: (work: () => Promise<unknown>) => work(), retry: false });
  const doing = (work: () => Promise<unknown>) => act.mutateAsync(work).catch(() => void refresh());
  return {
    intake,
    job,
    loading: query.isLoading,
    error: query.error,
    refetch: query.refetch,
    refresh,
    /** What the last action was answered with, where that was no. */
    refusal: act.error,
    /** Whether the last job was stopped by somebody. */
    stopped: stopped && !intake?.job,
    busy: act.isPending || !!intake?.job,
    removeFile: (name: string) =>
      doing(async () => keep(await request(`${at}/files/${encodeURIComponent(name)}`, { method: "DELETE" }))),
    /** Keeps what was said of the files and reads them anew. */
    rehearse: (settings: IntakeSettings, mapping?: object) =>
      doing(async () => {
        keep(await request(`${at}/settings`, { method: "PUT", body: settings }));
        if (mapping) keep(await request(`${at}/mapping`, { method: "PUT", body: mapping }));
        await start("rehearse");
      }),
    accept: (acceptance: Acceptance) => doing(() => start("accept", acceptance)),
    discard: () =>
      doing(async () => {
        await request(at, { method: "DELETE" });
        client.removeQueries({ queryKey });
        await client.invalidateQueries({ queryKey: intakesQuery.queryKey });
      }),
  };
}

export type IntakeHandle = ReturnType<typeof useIntake>;
