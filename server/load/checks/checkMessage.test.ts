import { describe, expect, it } from "vitest";
import { checkBook } from "./check.ts";
import { checkMessage } from "./checkMessage.ts";

const figures = { of: 60, amount: "1234.50", what: ["2025-02"], table: "medical_claim" };
const messages = checkBook().checks.map(({ check, message }) => ({ check, message }));

/** One thing, whatever stands behind it in brackets or between commas, and the verb of many. */
const plural =
  /^1 (of 1 )?((tax|provider|inpatient|paid) )?\w+( \(.*?\))?(, .*? paid,)? (are|were|have|do|pay|allow|say|begin|end|give|go|call|last|adjust)\b/;

describe("the message of a check", () => {
  it("has the words that fit its figures", () => {
    const text = "{rows} of {of} {of: row|rows} of {table} {rows: is|are} late ({amount}).";
    expect(checkMessage(text, { ...figures, rows: 1 })).toBe("1 of 60 rows of medical claim is late ($1,234.50).");
    expect(checkMessage(text, { ...figures, rows: 2 })).toBe("2 of 60 rows of medical claim are late ($1,234.50).");
    expect(checkMessage(text, { ...figures, rows: 1, of: 1 })).toContain("1 of 1 row of");
  });

  it.each(messages)("of $check has both numbers of each noun that is counted", ({ message }) => {
    expect(message).not.toMatch(/\{rows\} (?!of )(?!\{rows: )/);
    expect(message).not.toMatch(/\{of\} (?!\{of: |\w+ \{of: )/);
  });

  it.each(messages)("of $check says one thing in the singular", ({ message }) => {
    const said = checkMessage(message, { ...figures, rows: 1, of: 1 });
    expect(said).not.toMatch(plural);
    expect(said).not.toMatch(/[{}|]/);
  });
});
