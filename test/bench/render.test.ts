import { describe, expect, it } from "vitest";
import { renderResults } from "./render.ts";
import type { Measured, Results } from "./result.ts";

const line = (over: Partial<Measured>): Measured => ({
  part: "landing",
  what: "Its queries together",
  unit: "ms",
  measured: 120,
  budget: 150,
  ...over,
});

const render = (...measured: Measured[]) => {
  const results: Results = {
    machine: { cpu: "Some CPU", cores: 2, memoryGB: 23, node: "v20", engine: "v1", load: { start: 0.1, end: 0.2 } },
    date: "2026-01-02",
    command: "npm run bench -- --employees 1000",
    plan: { employees: 1000, years: 2, seed: 5, lines: 123_456 },
    rounds: 3,
    measured,
  };
  return renderResults(results);
};

describe("the table of results", () => {
  it("says MISSED on top and in the line of what is over its budget", () => {
    const text = render(line({}), line({ what: "A slow one", measured: 150.4, note: "why" }));
    expect(text).toContain("1 held, 1 MISSED.");
    expect(text).toContain("- MISSED: A slow one: 150 ms, budget 150 ms");
    expect(text).toContain("| A slow one | 150 ms | 150 ms | MISSED | why |");
    expect(text).toContain("| Its queries together | 120 ms | 150 ms | held |  |");
  });

  it("neither holds nor misses what has no budget or was not measured", () => {
    const text = render(line({ budget: null }), line({ measured: null, note: "not built yet" }));
    expect(text).toContain("0 held, 0 MISSED.");
    expect(text).toContain("| Its queries together | not measured | 150 ms |  | not built yet |");
    expect(text).not.toContain("- MISSED");
  });

  it("names the machine, the plan, the day and the command", () => {
    const text = render(line({ unit: "times", measured: 2.204, budget: 2.2 }));
    expect(text).toContain("2026-01-02, `npm run bench -- --employees 1000`");
    expect(text).toContain("Some CPU, 2 cores, 23 GB");
    expect(text).toContain("A plan of 1,000 employees and 2 years, seed 5; 123,456 rows in its extracts");
    expect(text).toContain("| 2.20 times | 2.20 times | MISSED |");
  });
});
