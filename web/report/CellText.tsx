import type { CellView } from "./envelopeCells.ts";

/** A cell's words: a value plainly, a gap in grey, a withheld figure marked. */
export function CellText({ view }: { view: CellView }) {
  switch (view.kind) {
    case "value":
      return view.text;
    case "no-comparison":
      return (
        <span className="not-given">
          <span aria-hidden="true">{view.text}</span>
          <span className="visually-hidden">nothing to compare with</span>
        </span>
      );
    case "blank":
      return (
        <span className="not-given">
          <span aria-hidden="true">{view.text}</span>
          <span className="visually-hidden">none</span>
        </span>
      );
    case "not-given":
      return <span className="not-given">{view.text}</span>;
    default:
      return <span className="withheld">{view.text}</span>;
  }
}
