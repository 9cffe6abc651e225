import { describe, expect, it } from "vitest";
import { asProblem } from "./sources.ts";

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
