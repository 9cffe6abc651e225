import type { ControlFigure } from "./parts.ts";

/** The vendor's figures that the load does not come to. */
export function differing(control: ControlFigure[]): ControlFigure[] {
  return control.filter(({ difference }) => Number(difference) !== 0);
}
