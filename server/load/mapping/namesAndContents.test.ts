import { expect, it } from "vitest";
import { proposeMapping } from "./propose.ts";

const rows = (row: (at: number) => string[]) => Array.from({ length: 40 }, (_, at) => row(at));
const targets = (file: Parameters<typeof proposeMapping>[0]) =>
  Object.fromEntries(proposeMapping(file).columns.map(({ target, from }) => [from, target]));

it("a drug's code that repeats is no claim's number, and an authorization's is", () => {
  const header = ["AUTH NO", "CARDHOLDER KEY", "FILL DT", "DRUG ID", "QTY DISP", "DAYS", "PLAN PD"];
  const found = targets({
    name: "rxhist.psv",
    header,
    samples: rows((at) => [
      `R2020466966${at}`,
      `P12951250${at % 9}`,
      `202502${10 + (at % 9)}`,
      `9900107413${at % 4}`,
      "28.0",
      "14",
      `${at}.50`,
    ]),
  });
  expect(found).toMatchObject({ "AUTH NO": "claim_id", "DRUG ID": "ndc_code", "CARDHOLDER KEY": "member_id" });
});

it("one letter says who billed, and ten digits are a provider's number", () => {
  const found = targets({
    name: "acme.txt",
    header: ["ICN#", "LN", "TYP", "MEMBER ID", "SVC FROM", "PROC", "RNDR", "NET PAID", "ALLWD"],
    samples: rows((at) => [
      `MA3310665641080${at >> 1}`,
      `${(at % 2) + 1}`,
      at % 3 === 0 ? "F" : "P",
      `P17778350${at % 7}`,
      "01/19/2025",
      "80053",
      `931100000${at % 10}`,
      `${at}.00`,
      `${at + 3}.00`,
    ]),
  });
  expect(found).toMatchObject({ "ICN#": "claim_id", TYP: "claim_type", RNDR: "rendering_npi" });
});
