import { describe, expect, it } from "vitest";
import { toSqlFile } from "../warehouse/sqlFile.ts";
import { eachFile } from "./eachFile.ts";

const text = `/*
title: "Cost by each_words"
each:
  - { name: plan, column: plan, words: plan }
  - { name: age, column: age_band, words: age }
order: 1
*/
select c.each_column from marts.cost_month as c
`;

describe("one file for several reports", () => {
  it("is a file for each entry, with its words in the entry's places", () => {
    const files = eachFile(toSqlFile("cost-by", "reports/x/cost-by.sql", text));
    expect(files.map(({ name, frontMatter, sql }) => [name, frontMatter, sql])).toEqual([
      ["cost-by-plan", { title: "Cost by plan", order: 1 }, "select c.plan from marts.cost_month as c"],
      ["cost-by-age", { title: "Cost by age", order: 1 }, "select c.age_band from marts.cost_month as c"],
    ]);
    expect(files[0]?.hash).not.toBe(files[1]?.hash);
  });

  it("leaves any other file as it is", () => {
    const file = toSqlFile("plain", "reports/x/plain.sql", "/*\ntitle: Plain\n*/\nselect 1\n");
    expect(eachFile(file)).toEqual([file]);
  });

  it("names the word that an entry lacks, and a list that is none", () => {
    const broken = (from: string, to: string) => () =>
      eachFile(toSqlFile("cost-by", "reports/x/cost-by.sql", text.replace(from, to)));
    expect(broken(", words: age", "")).toThrow("says each_words, which age does not give");
    expect(broken("name: age", "name: [1]")).toThrow("each: that is not a list");
  });
});
