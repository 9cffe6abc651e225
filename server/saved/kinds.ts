import { z } from "zod";
import { type QuestionContent, questionSchema } from "../builder/question.ts";
import { PlanlensError } from "../errors.ts";
import { type NormSetBody, normSetSchema } from "../norms/normSet.ts";
import { type PacketBody, packetBodySchema } from "../packets/packetSpec.ts";
import { type CohortContent, cohortSchema } from "./cohort.ts";

/** Any report with its filters. */
export const viewSchema = z.strictObject({
  report: z.string().regex(/^[a-z][a-z0-9-]{0,120}$/),
  params: z.record(z.string().regex(/^[a-z_]{1,40}$/), z.string().max(2000)),
});

/** What happened in a month: a change of plan, a new administrator. */
export const annotationSchema = z.strictObject({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "a month is written 2025-03"),
  text: z.string().trim().min(1).max(200),
});

export const contentSchemas = {
  question: questionSchema,
  cohort: cohortSchema,
  view: viewSchema,
  annotation: annotationSchema,
  packet: packetBodySchema,
  norm: normSetSchema,
} as const;

export type SavedKind = keyof typeof contentSchemas;

export const savedKinds = Object.keys(contentSchemas) as [SavedKind, ...SavedKind[]];

export const savedNouns: Record<SavedKind, string> = {
  question: "question",
  cohort: "cohort",
  view: "saved view",
  annotation: "annotation",
  packet: "packet",
  norm: "norm",
};

interface Contents {
  question: QuestionContent;
  cohort: CohortContent;
  view: z.infer<typeof viewSchema>;
  annotation: z.infer<typeof annotationSchema>;
  packet: PacketBody;
  norm: NormSetBody;
}

export type SavedContent<K extends SavedKind> = Contents[K];

/** @throws PlanlensError `invalid-parameter` that names what is wrong and what is allowed. */
export function toContent<K extends SavedKind>(kind: K, given: unknown): SavedContent<K> {
  const parsed = contentSchemas[kind].safeParse(given);
  if (parsed.success) return parsed.data as SavedContent<K>;
  throw new PlanlensError("invalid-parameter", `This is no ${savedNouns[kind]}: ${issues(parsed.error)}.`, {
    detail: { parameter: parsed.error.issues[0]?.path.join(".") ?? "" },
  });
}

/** The first things that are wrong, each with where it stands. */
export function issues(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join(".") || "it"}: ${message}`)
    .join("; ");
}
