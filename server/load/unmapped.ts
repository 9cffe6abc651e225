import type { Mapping } from "./mapping/mapping.ts";
import { type Proposal, proposeMapping } from "./mapping/propose.ts";
import { type Problem, ProblemError } from "./problems.ts";

/** A file that nothing recognizes, with what it seems to be. */
export interface Unmapped {
  name: string;
  header: string[];
  /** Its first rows. */
  samples: string[][];
  proposal: Proposal;
  /** It must not be left out: it was named outright, or is one of our tables with a fault. */
  required: boolean;
}

/** A file that may be none of ours: in a folder it is left, named outright it is an error. */
export class NotAnExtractError extends ProblemError {}

/** A table that no layout and no mapping knows. */
export class UnmappedError extends NotAnExtractError {
  readonly unmapped: Unmapped;

  constructor(unmapped: Unmapped) {
    super({ code: "unknown-layout", file: unmapped.name, what: looksLike(unmapped) });
    this.unmapped = unmapped;
  }
}

/** A table of which a needed column is not found: even in a folder it must not be left out unseen. */
export class LackingError extends ProblemError {
  readonly unmapped: Unmapped;

  constructor(problem: Problem, unmapped: Unmapped) {
    super(problem);
    this.unmapped = unmapped;
  }
}

/** What to do about a file that must be mapped. */
export const goOn =
  "planlens map FILE --out mapping.yaml, then planlens load FILE --mapping mapping.yaml; planlens load FILE --mapping proposed takes the proposal as it stands.";

export function unmappedFile(name: string, header: string[], samples: string[][]): Unmapped {
  return { name, header, samples, proposal: proposeMapping({ name, header, samples }), required: false };
}

/** The mapping that is proposed, where it fills a table. */
export function proposedMapping({ proposal }: Unmapped): Mapping | null {
  return proposal.table !== null && proposal.mapping.files.length > 0 ? proposal.mapping : null;
}

const most = 8;

function looksLike({ proposal }: Unmapped): string {
  const { table, columns, missing } = proposal;
  const none = "no known layout has these columns";
  if (table === null) return `${none}, and they look like no table that can be loaded. To say what they are: ${goOn}`;
  const found = columns.map(({ target, from }) => `${target} from ${from}`);
  const lacks = missing.length > 0 ? `, but without ${listed(missing)}` : "";
  return `${none}. They look like ${table}${lacks}: ${listed(found)}. To go on: ${goOn}`;
}

function listed(names: string[]): string {
  const shown = names.slice(0, most).join(", ");
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
