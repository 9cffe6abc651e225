/** What a command is given of the outside world, so that tests can give it another. */
export interface Surroundings {
  /** Data only. */
  out: (text: string | Uint8Array) => void;
  /** Messages and progress. */
  say: (message: string) => void;
  now: () => Date;
  signal: AbortSignal;
}

export interface Command {
  name: string;
  /** One line for the overview. */
  summary: string;
  usage: string;
  run: (argv: string[], surroundings: Surroundings) => Promise<void>;
}
