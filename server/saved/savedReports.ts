import { createHash } from "node:crypto";
import { questionReport } from "../builder/questionReport.ts";
import { PlanlensError } from "../errors.ts";
import type { Home } from "../home/home.ts";
import { recordVersions } from "../home/records.ts";
import type { Report } from "../reports/spec.ts";
import { listSaved, readSaved, type Saved } from "./saved.ts";

const prefix = "q-";

/** Saved questions as reports, those that can no longer be put together left out. */
export function savedReports(home: Home): Report[] {
  return listSaved(home, "question").flatMap((saved) => {
    try {
      return [toReport(saved)];
    } catch {
      return [];
    }
  });
}

/** The report of a saved question, of its newest version or the one asked for; null where the id is no question's. */
export function savedReport(home: Home, id: string, version?: string): Report | null {
  if (!id.startsWith(prefix)) return null;
  if (version !== undefined && !/^[1-9]\d{0,5}$/.test(version)) {
    throw new PlanlensError("invalid-parameter", `version is "${version.slice(0, 40)}"; it is a number from 1.`, {
      detail: { parameter: "version" },
    });
  }
  return toReport(readSaved(home, "question", id.slice(prefix.length), version ? Number(version) : undefined));
}

/** Versions of everything that an answer may depend on, as one text. */
export function savedStamp(home: Home): string {
  const versions = ["question", "cohort", "annotation", "norm"].map((kind) => recordVersions(home, kind));
  return createHash("sha256").update(JSON.stringify(versions)).digest("hex").slice(0, 16);
}

function toReport({ id, version, name, description, content }: Saved<"question">): Report {
  const inputs = { [`question ${id}`]: String(version) };
  return questionReport(content, { id: `${prefix}${id}`, title: name, description, inputs });
}
