import { expect, test } from "vitest";
import { besideThose } from "./droppedFiles.ts";

const dropped = (...names: string[]) => names.map((name) => ({ name, file: new File([], name) }));

test("a file of a name that is there already gets a number, and its control report the same", () => {
  const names = (files: ReturnType<typeof dropped>) => files.map(({ name }) => name);
  const there = ["claims.csv", "claims.control.csv", "june.csv.gz", "notes"];
  expect(names(besideThose(dropped(...there, "july.csv"), there))).toEqual([
    "claims (2).csv",
    "claims (2).control.csv",
    "june (2).csv.gz",
    "notes (2)",
    "july.csv",
  ]);
  expect(names(besideThose(dropped("a.csv", "a.csv"), ["a.csv"]))).toEqual(["a (2).csv", "a (3).csv"]);
});
