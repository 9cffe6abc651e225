import { PlanlensError } from "../../errors.ts";

const choices = ["pmpm", "dollars"];

/** Whether figures are asked for in dollars rather than for each member month. @throws PlanlensError `invalid-parameter`. */
export function inDollars(own: Record<string, string[] | string | null>): boolean {
  const asked = String(own.in ?? "pmpm");
  if (choices.includes(asked)) return asked === "dollars";
  throw new PlanlensError("invalid-parameter", `in is "${asked.slice(0, 20)}"; it can be ${choices.join(" or ")}.`, {
    detail: { parameter: "in" },
  });
}
