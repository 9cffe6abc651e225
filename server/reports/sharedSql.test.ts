import { describe, expect, it } from "vitest";
import { toSqlFile } from "../warehouse/sqlFile.ts";
import { shareSql } from "./sharedSql.ts";

const rows = toSqlFile("rows", "reports/x/rows.sql", "/*\ntitle: Rows\n*/\nselect 1\n");
const other = (text: string) => toSqlFile("other", "reports/x/other.sql", text);

describe("one statement for several reports", () => {
  it("is that of the file named, whose change is a change of both", () => {
    const shown = other("/*\ntitle: Other\nsql_of: rows\n*/\n");
    const [first, second] = shareSql([rows, shown]);
    expect(first).toBe(rows);
    expect(second).toMatchObject({ name: "other", frontMatter: { title: "Other" }, sql: "select 1" });
    const changed = toSqlFile("rows", "reports/x/rows.sql", "/*\ntitle: Rows\n*/\nselect 2\n");
    expect(shareSql([changed, shown])[1]?.hash).not.toBe(second?.hash);
  });

  it("is refused where there is none, or a second one", () => {
    expect(() => shareSql([other("/*\nsql_of: rows\n*/\n")])).toThrow("takes its SQL of rows, which has none");
    expect(() => shareSql([rows, other("/*\nsql_of: rows\n*/\nselect 2")])).toThrow("a statement of its own");
  });
});
