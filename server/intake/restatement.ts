/** Which figures a load moved, by how much, and because of which rows. Kept as a record. */
export interface Restatement {
  /** The load that was taken, withdrawn, brought back or read anew. */
  load: number;
  cause: "accepted" | "withdrawn" | "reinstated" | "replayed";
  /** Digest of the warehouse that people read before; null where there was none to compare with. */
  before: string | null;
  after: string;
  /** Only those that moved. */
  figures: MovedFigure[];
  /** How many figures were compared. */
  compared: number;
  rows: MovedRows[];
  /** What could not be compared, in plain words; "nothing was reported before" for the very first load. */
  notes: string[];
}

export interface MovedFigure {
  report: string;
  /** `2025`, or the period of a published report. */
  period: string;
  /** In words: "Inpatient: Plan paid". */
  figure: string;
  /** Null where the report gave no such figure. */
  before: string | null;
  after: string | null;
  change: string | null;
  unit: string;
  /** The record under which the figure had been published; null for the standing reports. */
  published: string | null;
}

export interface MovedRows {
  table: string;
  added: number;
  takenBack: number;
  /** Net dollars, of what `amountOf` names; null where the table has no amount. */
  amount: string | null;
  amountOf: string | null;
}
