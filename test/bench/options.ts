import { parseArgs } from "node:util";

export const parts = [
  "generate",
  "load-ratio",
  "load-mapped",
  "load",
  "landing",
  "overhead",
  "filters",
  "cold",
  "cancel",
  "memory",
  "readers",
  "page",
  "scenario",
] as const;

export interface BenchOptions {
  employees: number;
  years: number;
  seed: number;
  rounds: number;
  /** Extracts and a home to use as they are; made there, and kept, where they are not there yet. */
  extracts?: string;
  home?: string;
  /** Where to put what is made, and thrown away at the end. */
  scratch?: string;
  json?: string;
  out?: string;
  date: string;
  wanted(part: string): boolean;
}

/** @throws RangeError for a number or a part that is none. */
export function benchOptions(argv: string[]): BenchOptions {
  const { values } = parseArgs({
    args: argv,
    options: {
      employees: { type: "string", default: "4000" },
      years: { type: "string", default: "3" },
      seed: { type: "string", default: "5" },
      rounds: { type: "string", default: "7" },
      extracts: { type: "string" },
      home: { type: "string" },
      scratch: { type: "string" },
      json: { type: "string" },
      out: { type: "string" },
      only: { type: "string" },
      date: { type: "string", default: new Date().toISOString().slice(0, 10) },
    },
  });
  const only = values.only?.split(",").map((each) => each.trim());
  const unknown = only?.find((each) => !(parts as readonly string[]).includes(each));
  if (unknown !== undefined) throw new RangeError(`--only has no part ${unknown}; there are ${parts.join(", ")}`);
  return {
    employees: whole("employees", values.employees),
    years: whole("years", values.years),
    seed: whole("seed", values.seed),
    rounds: whole("rounds", values.rounds),
    extracts: values.extracts,
    home: values.home,
    scratch: values.scratch,
    json: values.json,
    out: values.out,
    date: values.date,
    wanted: (part) => only === undefined || only.includes(part),
  };
}

function whole(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new RangeError(`--${name} is "${text}"; it is a whole number`);
  return Number(text);
}
