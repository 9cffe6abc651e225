import type { Measured } from "./result.ts";
import { watchPlanlens } from "./watched.ts";

/** The extracts into a home by the command line: first the load with every check, then the full build. */
export async function load(extracts: string, home: string): Promise<Measured[]> {
  const { phases } = await watchPlanlens(["load", extracts, "--home", home], [/Building the warehouse/]);
  const [taken, built] = phases;
  return [
    {
      part: "load",
      what: "Load of all extracts, time",
      unit: "s",
      measured: seconds(taken?.ms),
      budget: null,
      note: "once",
    },
    {
      part: "load",
      what: "Load of all extracts, peak memory",
      unit: "MB",
      measured: taken?.peakMB ?? null,
      budget: 2000,
    },
    {
      part: "load",
      what: "Full build, time",
      unit: "s",
      measured: seconds(built?.ms),
      budget: 240,
      note: "once, nothing else running",
    },
    { part: "load", what: "Full build, peak memory", unit: "MB", measured: built?.peakMB ?? null, budget: 7500 },
  ];
}

function seconds(ms: number | undefined): number | null {
  return ms === undefined ? null : ms / 1000;
}
