import { useEffect, useState } from "react";

export interface JobProgress {
  state: string;
  /** 0 to 1, or null where it cannot be told. */
  progress: number | null;
  message: string;
}

/** What the server says of a running job, as it says it; null until then. */
export function useJobProgress(id: string | null): JobProgress | null {
  const [progress, setProgress] = useState<JobProgress | null>(null);
  useEffect(() => {
    setProgress(null);
    if (!id) return;
    const source = new EventSource(`/api/jobs/${id}`);
    source.onmessage = (event: MessageEvent<string>) => setProgress(JSON.parse(event.data) as JobProgress);
    source.onerror = () => source.close();
    return () => source.close();
  }, [id]);
  return progress;
}
