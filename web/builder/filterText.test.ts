import fc from "fast-check";
import { expect, test } from "vitest";
import type { QuestionFilter } from "../../server/builder/question.ts";
import { readFilters, writeFilters } from "./filterText.ts";

test("filters read as they were written, whatever their values hold", () => {
  const among = fc.record({
    dimension: fc.constantFrom("code", "plan"),
    is: fc.constantFrom("in", "not-in", "starts-with"),
    values: fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 }),
  });
  const within = fc.record({
    amount: fc.constantFrom("paid", "units"),
    is: fc.constantFrom("at-least", "at-most"),
    value: fc.constantFrom("0", "-5.50", "1250"),
  });
  fc.assert(
    fc.property(fc.array(fc.oneof(among, within), { maxLength: 4 }), (filters) => {
      expect(readFilters(writeFilters(filters as QuestionFilter[]))).toEqual(filters);
    }),
  );
});
