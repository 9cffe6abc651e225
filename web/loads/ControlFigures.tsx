import type { ControlFigure } from "../api/types.ts";
import { counted } from "../format/list.ts";
import { ControlTable } from "./ControlTable.tsx";
import { controlWords, ties } from "./controlWords.ts";

/** More figures than this are folded, so that those that differ are seen. */
const few = 12;

/** Whether the vendor's figures tie, and which do not; all of them where somebody wants to see them. */
export function ControlFigures({ figures }: { figures: readonly ControlFigure[] }) {
  const differing = figures.filter((figure) => !ties(figure));
  return (
    <>
      <p className="soft">
        {counted(figures.length, "figure")} of the vendor against rows loaded and rejected: {controlWords(figures)}.
      </p>
      {figures.length <= few ? (
        <ControlTable figures={figures} />
      ) : (
        <>
          {differing.length > 0 ? <ControlTable figures={differing.slice(0, 50)} /> : null}
          <details className="part-details">
            <summary>Show all {counted(figures.length, "figure")}</summary>
            <ControlTable figures={figures} />
          </details>
        </>
      )}
    </>
  );
}
