import { z } from "zod";
import { dimensions } from "../builder/dimensions.ts";
import { metrics } from "../builder/metrics.ts";

const count = z.int().min(1).max(10_000).default(1);
const codes = z.array(z.string().trim().min(1).max(20)).min(1).max(1000);
const amount = z.string().regex(/^-?\d{1,12}(\.\d{1,2})?$/, "an amount is written 1250 or 1250.50");
const words = z.array(z.string().min(1).max(200)).min(1).max(1000);

/** What members are known by, in a month of coverage. */
export const memberDimensions = [...dimensions.values()].filter(
  ({ group, parameter }) => group === "Members" && parameter !== undefined,
);
const memberDimension = z.string().refine((name) => memberDimensions.some((each) => each.name === name), {
  error: `It can be ${memberDimensions.map(({ name }) => name).join(", ")}`,
});
const useMeasure = z
  .string()
  .refine((name) => metrics.get(name)?.sums.join() === name && metrics.get(name)?.bases[0] === "use", {
    error: "It is no measure of use, such as admissions or office_visits",
  });

const conditionSchema = z.discriminatedUnion("has", [
  /** On so many different days, by how the codes begin, in any place of the claim or as its principal diagnosis. */
  z.strictObject({
    has: z.literal("diagnosis"),
    codes,
    place: z.enum(["any", "principal"]).default("any"),
    days: count,
  }),
  /** A chronic condition that holds in any month of the period. */
  z.strictObject({ has: z.literal("condition"), conditions: words }),
  /** On so many different days, by how the codes begin. */
  z.strictObject({ has: z.literal("procedure"), codes, days: count }),
  /** So many fills of drugs by how their NDC begins, or by class. */
  z.strictObject({ has: z.literal("drug"), ndc: codes.optional(), classes: words.optional(), fills: count }),
  /** So many claim lines in a category or a service of it. */
  z.strictObject({ has: z.literal("care"), categories: words.optional(), services: words.optional(), days: count }),
  z.strictObject({ has: z.literal("use"), measure: useMeasure, times: count }),
  z.strictObject({
    has: z.literal("cost"),
    amount: z.enum(["paid", "allowed", "member_cost"]).default("paid"),
    benefit: z.enum(["medical", "pharmacy"]).optional(),
    atLeast: amount.optional(),
    below: amount.optional(),
  }),
  /** In any month of the period or, with `always`, in every month covered. */
  z.strictObject({
    has: z.literal("member"),
    dimension: memberDimension,
    values: words,
    always: z.boolean().default(false),
  }),
  /** Covered in so many months of the period, in a row or not. */
  z.strictObject({
    has: z.literal("enrolled"),
    months: z.int().min(1).max(600),
    inARow: z.boolean().default(false),
    benefit: z.enum(["medical", "pharmacy"]).optional(),
  }),
]);

export type CohortCondition = z.infer<typeof conditionSchema>;

const list = z.array(conditionSchema).max(20).default([]);

/** Members who meet all of `all`, any of `any` and none of `none`, in a fixed period. */
export const cohortSchema = z
  .strictObject({
    period: z.string().min(4).max(40),
    all: list,
    any: list,
    none: list,
  })
  .refine(({ all, any, none }) => all.length + any.length + none.length > 0, {
    error: "a cohort needs a condition at least",
  });

export type CohortContent = z.infer<typeof cohortSchema>;
