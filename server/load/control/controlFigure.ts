import { z } from "zod";

/** A figure of the vendor's beside what was read, to the row and to the cent. */
export const ControlFigure = z.object({
  /** The file as people see it; empty: all files together. */
  file: z.string(),
  /** `rows`, or the amount that is added up. */
  what: z.string(),
  /** As the vendor states it. */
  vendor: z.string(),
  /** Of the rows loaded; those that a mapping sets aside count as well. */
  loaded: z.string(),
  /** Of the rows rejected. */
  rejected: z.string(),
  /** Loaded and rejected less the vendor's; `0` or `0.00` where they agree. */
  difference: z.string(),
  source: z.enum(["control file", "trailer", "typed"]),
});

export type ControlFigure = z.infer<typeof ControlFigure>;

/** The path of a control file, or figures as somebody typed them. */
export type ControlInput = { path: string } | { typed: StatedFigure[] };

/** What a vendor states; `file` empty for all files together. */
export interface StatedFigure {
  file: string;
  what: string;
  vendor: string;
}
