import { isPlanlensError, PlanlensError } from "../errors.ts";
import type { CatalogueEntry, OpenPlan, ReportOptions } from "../openPlan.ts";
import { narrow } from "../reports/privacy/profiles.ts";
import { sliceFilters } from "../reports/slice.ts";
import { standardParameters } from "../reports/spec.ts";
import type { AnsweredPart, LeftPart, Packet } from "./packet.ts";
import type { PacketPart, PacketSpec } from "./packetSpec.ts";

/** Why a single part may be missing from a packet; any other failure is the packet's. */
const refusals = new Set(["not-found", "not-allowed", "not-in-release", "invalid-parameter"]);

/** Reports asked side by side. */
const atOnce = 3;

/**
 * Answers every report of a packet with the same period, comparison and filters; what a part fixes goes before what is
 * asked. A part that the profile may not see, or that cannot be answered so, is left out and named.
 * @throws PlanlensError `invalid-parameter` for a parameter that no report has; what a report throws where no part
 * can be answered.
 */
export async function answerPacket(
  plan: OpenPlan,
  spec: PacketSpec,
  asked: Record<string, string>,
  options: ReportOptions,
): Promise<Packet> {
  const { signal } = options;
  const profile = narrow(options.profile, asked.profile);
  refuseUnknown(asked, spec.id);
  const { default: fallback } = (await plan.filters(profile, { signal })).period;
  const params = { ...(fallback ? { period: fallback } : {}), ...spec.defaults, ...asked };
  const visible = new Map(entriesOf(plan, profile).map((entry) => [entry.id, entry]));
  const whole = new Map(entriesOf(plan, options.profile).map((entry) => [entry.id, entry]));
  let done = 0;
  const answer = async (part: PacketPart, place: number): Promise<Outcome> => {
    const known = visible.get(part.report);
    const exhibit = part.exhibit ?? (spec.layout === "page" ? "" : String(place + 1));
    const title = part.title ?? (known ?? whole.get(part.report))?.title ?? part.report;
    const left = (why: string, error?: unknown): Outcome => ({
      left: { exhibit, title, report: part.report, why },
      error,
    });
    if (!known) return left("It is for plan administration only, or there is no such report here.");
    const { given, notes } = parametersOf(part, params, known);
    try {
      const own = signal && AbortSignal.any([signal]);
      const envelope = await plan.report(part.report, given, { profile: options.profile, signal: own });
      done += 1;
      options.onProgress?.({ fraction: done / spec.parts.length, message: `${done} of ${spec.parts.length} reports` });
      const { show, half, rows, columns } = part;
      return {
        part: { exhibit, title: part.title ?? envelope.meta.title, show, half, rows, columns, notes, envelope },
      };
    } catch (error) {
      if (!isPlanlensError(error) || !refusals.has(error.code)) throw error;
      return left(error.message, error);
    }
  };
  const outcomes: Outcome[] = [];
  for (let at = 0; at < spec.parts.length; at += atOnce) {
    const some = spec.parts.slice(at, at + atOnce);
    outcomes.push(...(await Promise.all(some.map((part, i) => answer(part, at + i)))));
  }
  const parts = outcomes.flatMap((outcome) => ("part" in outcome ? outcome.part : []));
  const failed = outcomes.find((outcome) => "error" in outcome && outcome.error);
  if (parts.length === 0 && failed && "error" in failed) throw failed.error;
  return {
    id: spec.id,
    title: spec.title,
    question: spec.question,
    planName: plan.planName,
    layout: spec.layout,
    params: { ...params, profile },
    parts,
    left: outcomes.flatMap((outcome) => ("left" in outcome ? outcome.left : [])),
  };
}

type Outcome = { part: AnsweredPart } | { left: LeftPart; error?: unknown };

function entriesOf(plan: OpenPlan, profile: ReportOptions["profile"]): CatalogueEntry[] {
  return plan.catalogue(profile).flatMap((family) => family.reports);
}

function refuseUnknown(asked: Record<string, string>, id: string): void {
  for (const name of Object.keys(asked)) {
    if ((standardParameters as readonly string[]).includes(name)) continue;
    throw new PlanlensError(
      "invalid-parameter",
      `The packet ${id} has no parameter "${name.slice(0, 60)}". It takes ${standardParameters.join(", ")}.`,
      { detail: { parameter: name } },
    );
  }
}

/** What a part is asked with: what its report takes, and what is said where it does not take a filter. */
function parametersOf(part: PacketPart, params: Record<string, string>, { parameters, own }: CatalogueEntry) {
  const takes = new Set([...parameters, ...Object.keys(own), "profile", "as_of"]);
  const given = Object.fromEntries(Object.entries(params).filter(([name, value]) => takes.has(name) && value !== ""));
  const missed = sliceFilters
    .filter(({ name }) => params[name] && !takes.has(name))
    .map(({ label }) => label.toLowerCase());
  const notes = missed.length > 0 ? [`Not filtered by ${missed.join(", ")}: this exhibit shows all.`] : [];
  if (params.period && !takes.has("period")) notes.push("This exhibit has a period of its own.");
  return { given: { ...given, ...part.params }, notes };
}
