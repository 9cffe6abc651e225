import { expect, test } from "vitest";
import { writtenFigure } from "./writtenFigure.ts";

test.each([
  ["1,234.50", "1234.50"],
  [" $ 1234.5 ", "1234.5"],
  ["(1,234.50)", "-1234.50"],
  ["1234.50-", "-1234.50"],
  ["−12", "-12"],
  ["-0.00", "0.00"],
  ["48213", "48213"],
  ["1.234,50", null],
  ["12,34", null],
  ["1234.505", null],
  ["", null],
  ["about 12", null],
])("%s is sent as %s", (typed, sent) => {
  expect(writtenFigure(typed)).toBe(sent);
});
