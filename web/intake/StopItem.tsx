import type { Rehearsal } from "../api/types.ts";
import { stopWords } from "./stopWords.ts";

/** One thing that stands in the way of accepting a load. */
export function StopItem({ stop }: { stop: Rehearsal["stops"][number] }) {
  const { what, remedy } = stopWords(stop);
  return (
    <li>
      <p className="stop-what">{what}</p>
      <p className="soft">{remedy}</p>
    </li>
  );
}
