import { useEffect, useRef, useState } from "react";
import type { Job } from "./types.ts";

/** A job as the server tells of it; `onEnd` is called once when it is over. Null until the first word. */
export function useJob(id: string | null | undefined, onEnd: (job: Job) => void): Job | null {
  const [job, setJob] = useState<Job | null>(null);
  const end = useRef(onEnd);
  end.current = onEnd;
  useEffect(() => {
    setJob(null);
    if (!id) return;
    const source = new EventSource(`/api/jobs/${id}`);
    source.onmessage = (event: MessageEvent<string>) => {
      const told = JSON.parse(event.data) as Job;
      setJob(told);
      if (told.state === "running") return;
      source.close();
      end.current(told);
    };
    return () => source.close();
  }, [id]);
  return job;
}
