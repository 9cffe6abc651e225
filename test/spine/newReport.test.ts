import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { planlens, root, startPlanlens, tempDir } from "./commandLine.ts";

const folder = tempDir();
const queries = join(folder, "queries");
const home = join(folder, "home");
const env = { PLANLENS_QUERIES: queries };

const report = `/*
title: Claim lines by sex
family: utilization
question: How many claim lines have women and men?
parameters: [period, plan]
columns:
  - { name: sex, label: Sex, role: dimension, type: text, definition: As the enrollment has it. }
  - { name: lines, label: Lines, role: measure, type: integer, unit: count, definition: Claim lines. }
people: people
chart: { type: bar, x: sex, y: [lines], title: Lines }
answer: "There were {totals.lines} claim lines in {period}."
*/
select
  case grouping(c.sex) when 1 then 'total' else 'row' end as line,
  c.sex,
  sum(c.lines) as lines,
  count(distinct c.person_key) as people
from marts.cost_month as c
where c.incurred_month between $from and $to and in_slice(c)
group by grouping sets ((c.sex), ())
order by line, c.sex
`;

beforeAll(async () => {
  cpSync(join(root, "queries"), queries, { recursive: true });
  mkdirSync(join(queries, "reports", "utilization"), { recursive: true });
  writeFileSync(join(queries, "reports", "utilization", "lines-by-sex.sql"), report);
  const extracts = join(folder, "extracts");
  expect((await planlens(["generate", "--employees", "300", "--years", "1", "--out", extracts])).code).toBe(0);
  const loaded = await planlens(["load", extracts, "--home", home], env);
  expect(loaded.code, loaded.err).toBe(0);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("one new file in queries/reports", () => {
  it("is listed, answered and exported by the command line", async () => {
    const listed = JSON.parse((await planlens(["reports", "--json", "--home", home], env)).out);
    expect(listed.reports.map((each: { id: string }) => each.id)).toContain("lines-by-sex");
    const answered = await planlens(["report", "lines-by-sex", "--home", home, "--json"], env);
    expect(answered.code, answered.err).toBe(0);
    const envelope = JSON.parse(answered.out);
    expect(envelope.meta.answer).toMatch(/^There were [\d,]+ claim lines in \d{4}\.$/);
    for (const format of ["csv", "xlsx", "parquet", "arrow"]) {
      const file = join(folder, `lines.${format}`);
      const { code, err } = await planlens(
        ["report", "lines-by-sex", "--format", format, "--out", file, "--home", home],
        env,
      );
      expect(code, err).toBe(0);
      expect(readFileSync(file).length).toBeGreaterThan(50);
    }
  });

  it("has its page's endpoint, its method and its place in the OpenAPI", async () => {
    const server = startPlanlens(["serve", "--port", "0", "--home", home], env);
    try {
      const link = await new Promise<string>((found) => {
        server.stdout?.on("data", (chunk: Buffer) => found(chunk.toString().trim()));
      });
      const base = new URL(link).origin;
      const signedIn = await fetch(link, { redirect: "manual" });
      const cookie = (signedIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
      const get = async (path: string) => (await fetch(`${base}${path}`, { headers: { cookie } })).json();
      expect((await get("/api/reports/lines-by-sex")).meta.report).toBe("lines-by-sex");
      expect((await get("/api/reports/lines-by-sex/method")).sql).toContain("How many claim lines");
      expect(Object.keys((await get("/api/openapi.json")).paths)).toContain("/api/reports/lines-by-sex");
      expect(JSON.stringify(await get("/api/reports"))).toContain("Claim lines by sex");
    } finally {
      server.kill("SIGTERM");
    }
  });
});
