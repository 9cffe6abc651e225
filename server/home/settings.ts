import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { PlanlensError } from "../errors.ts";

const settingsSchema = z.strictObject({
  planName: z.string().min(1).max(200).default("Our plan"),
  /** Which days of coverage make a member month. */
  memberMonthRule: z.enum(["any-day", "first-of-month", "fifteenth", "prorated"]).default("any-day"),
  /** Months after a period until its claims are taken as complete. */
  runOutMonths: z.int().min(0).max(24).default(3),
  /** The month that fiscal years begin with; FY2025 ends in 2025 unless it begins in January. */
  fiscalYearStartMonth: z.int().min(1).max(12).default(7),
  /** The smallest number of people that a figure may stand for outside plan administration. */
  minimumCell: z.int().min(11).max(1000).default(11),
  /** What one upload to the page may have. */
  uploadGigabytes: z.number().positive().max(10_000).default(50),
  /** Keep what was delivered, compressed, beside each load, so that it can be read anew under a mended mapping. */
  keepDelivered: z.boolean().default(true),
});

export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = settingsSchema.parse({});

/** @throws PlanlensError `bad-home` that names the setting and what is allowed. */
export function readSettings(path: string): Settings {
  if (!existsSync(path)) return defaultSettings;
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new PlanlensError(
      "bad-home",
      "settings.json is not JSON. Mend it, or remove it to go back to the defaults.",
      {
        cause,
      },
    );
  }
  const parsed = settingsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues
    .map((issue) => `${issue.path.join(".") || "the file"}: ${issue.message}`)
    .join("; ");
  throw new PlanlensError("bad-home", `settings.json has a setting that is not allowed. ${wrong}.`);
}
