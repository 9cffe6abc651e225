import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { asProblem, findSources } from "./sources.ts";
import { Bench } from "./testing.ts";

const bench = new Bench();
afterAll(() => bench.close());

describe("findSources", () => {
  it("looks into folders and their folders, and names files by where they stand in them", async () => {
    for (const name of ["claims.csv", "claims.control.csv", "2024/claims.csv", "2024/q1/claims.csv", ".hidden/x.csv"]) {
      bench.write(`deep/${name}`, name);
    }
    mkdirSync(join(bench.dir, "deep", "hollow"));
    symlinkSync(join(bench.dir, "deep"), join(bench.dir, "deep", "2024", "circle"));
    symlinkSync(join(bench.dir, "gone"), join(bench.dir, "deep", "gone.csv"));
    const { files, controls, unread, problems } = await findSources([join(bench.dir, "deep")]);
    expect(files.map(({ name, named }) => [name, named])).toEqual([
      ["2024/claims.csv", false],
      ["2024/q1/claims.csv", false],
      ["claims.csv", false],
    ]);
    expect(controls.map(({ name }) => name)).toEqual(["claims.control.csv"]);
    expect(unread).toEqual([{ name: "gone.csv", why: "a link that leads nowhere" }]);
    expect(problems).toEqual([]);
  });

  it("names what stands too far down or is too much", async () => {
    const { files, unread } = await findSources([join(bench.dir, "deep")], { depth: 1, files: 2 });
    expect(files.map(({ name }) => name)).toEqual(["2024/claims.csv", "claims.control.csv"]);
    expect(unread.map(({ name }) => name)).toEqual(["2024/q1", "claims.csv", "gone.csv"]);
  });

  it("leaves a folder that is set aside, unless it is named", async () => {
    bench.write("whole/claims.csv", "x");
    bench.write("whole/dirt/.planlens-aside", "");
    bench.write("whole/dirt/claims.csv", "x");
    const { files, unread } = await findSources([join(bench.dir, "whole")]);
    expect(files.map(({ name }) => name)).toEqual(["claims.csv"]);
    expect(unread).toEqual([{ name: "dirt", why: expect.stringContaining("a folder set aside") }]);
    expect((await findSources([join(bench.dir, "whole", "dirt")])).files).toHaveLength(1);
  });

  it("takes a file once that is found and named, as named", async () => {
    const paths = [join(bench.dir, "deep"), join(bench.dir, "deep", "2024", "claims.csv")];
    const { files } = await findSources(paths);
    expect(files.filter(({ named }) => named).map(({ name }) => name)).toEqual(["claims.csv"]);
    expect(files).toHaveLength(3);
  });
});

describe("asProblem", () => {
  const failure = (code: string) => Object.assign(new Error(`${code}: open '/home/me/claims.csv'`), { code });

  it("says in plain words what the operating system says, without the path", () => {
    expect(asProblem(failure("EACCES"), "/home/me/claims.csv")).toMatchObject({
      code: "unreadable-file",
      file: "claims.csv",
      what: expect.stringContaining("you may not read this"),
    });
    expect(asProblem(failure("EIO"), "/home/me/claims.csv").what).toContain("cannot be read from the disk");
  });

  it("leaves what is not about the file", () => {
    expect(() => asProblem(new TypeError("a fault of ours"), "/x")).toThrow("a fault of ours");
    expect(() => asProblem(failure("ERR_INVALID_ARG_TYPE"), "/x")).toThrow("ERR_INVALID_ARG_TYPE");
  });
});
