import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { builderDesk } from "../../builder/builderDesk.ts";
import { isPlanlensError, PlanlensError } from "../../errors.ts";
import { ledgerLoads } from "../../home/ledger.ts";
import type { HomePlan } from "../../homePlan.ts";
import { heldLoads } from "../../intake/heldLoads.ts";
import { rehearse } from "../../intake/rehearse.ts";
import type { IntakeRequest } from "../../intake/request.ts";
import { readRestatement } from "../../intake/restatements.ts";
import { takeIn } from "../../intake/takeIn.ts";
import { reinstateLoad, undoLoad } from "../../intake/undoLoad.ts";
import { checkRows } from "../../load/checks/checkRows.ts";
import { scorecard } from "../../load/checks/scorecard.ts";
import { rejectsFiles } from "../../load/rejectsCsv.ts";
import { referenceDesk } from "../../reference/referenceDesk.ts";
import type { Rehearsal } from "./intakeSchema.ts";
import { createIntakeStore } from "./intakeStore.ts";
import type { DeskRequest, LoadDesk } from "./loadDesk.ts";
import type { LoadChecks } from "./loadSchemas.ts";
import { unmappedFiles } from "./unmappedFiles.ts";

/** The desk of a home on the disk. */
export function homeDesk(plan: HomePlan, { clock = () => new Date() }: { clock?: () => Date } = {}): LoadDesk {
  const { home } = plan;
  const around = <T extends object>(given: T) => ({ ...given, now: clock });
  const folderOf = (number: number) => {
    const load = ledgerLoads(home).find((each) => each.number === number);
    if (!load) throw new PlanlensError("not-found", `There is no load ${number}.`);
    return join(home.paths.loads, load.loadId);
  };
  const beside = <T>(number: number, name: string): T | null => {
    const path = join(folderOf(number), name);
    return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as T) : null;
  };
  return {
    builder: builderDesk(plan, { clock }),
    reference: referenceDesk(home, { clock }),
    intakes: createIntakeStore({
      directory: home.paths.intakes,
      limit: Math.floor(home.settings.uploadGigabytes * 1e9),
      clock,
    }),
    async rehearse(request, given) {
      const { mapping, vendor, paths } = request;
      const { unmapped, mapped } = await unmappedFiles(home, paths, { mapping, vendor, signal: given.signal });
      const names = new Set(unmapped.map(({ name }) => name));
      try {
        const found = await rehearse(plan, { ...asked(request), force: false }, around(given));
        return { ...found, unmapped, mapped, unread: found.unread.filter(({ name }) => !names.has(name)) };
      } catch (error) {
        if (unmapped.length === 0 || !isPlanlensError(error) || error.code !== "unknown-layout") throw error;
        return { ...nothingRead, unmapped, mapped };
      }
    },
    takeIn: ({ force, acceptDifference, ...request }, given) =>
      takeIn(plan, { ...asked(request), force, ...(acceptDifference !== null && { acceptDifference }) }, around(given)),
    undo: (number, actor, given) => undoLoad(plan, number, { actor }, around(given)),
    reinstate: (number, actor, given) => reinstateLoad(plan, number, { actor }, around(given)),
    async checks(number) {
      const load = (await plan.loads()).find((each) => each.number === number);
      return {
        number,
        checks: beside<LoadChecks["checks"]>(number, "checks.json") ?? [],
        control: load?.control?.figures ?? [],
        accepted: load?.control?.accepted ?? null,
        profile: beside<LoadChecks["profile"]>(number, "profile.json"),
        rejects: (await rejectsFiles(folderOf(number))).map(({ of, rows }) => ({ of, rows })),
      };
    },
    async rows(number, check, table, limit) {
      const held = heldLoads(home, (each) => each < number).filter(({ active }) => active);
      const found = await checkRows(folderOf(number), check, { held, limit: limit + 1 });
      const rows = found.filter((row) => row.table === table);
      return { check, rows: rows.slice(0, limit), more: found.length > limit };
    },
    rejects: (number) => rejectsFiles(folderOf(number)),
    restatement: async (number) => readRestatement(home, number),
    scorecard: async () => scorecard(home),
  };
}

/** Where no file is recognized there is nothing but the question what they are. */
const nothingRead: Omit<Rehearsal, "unmapped" | "mapped"> = {
  manifest: { vendor: null, tables: {}, files: [] },
  unread: [],
  rejects: [],
  checks: [],
  control: [],
  profile: { tables: {} },
  overlap: [],
  repeatedAmounts: [],
  replaced: [],
  stops: [],
};

function asked({ vendor, mapping, control, mode, paths, actor }: DeskRequest): Omit<IntakeRequest, "force"> {
  return {
    paths,
    actor,
    mode,
    ...(vendor !== null && { vendor }),
    ...(mapping !== null && { mapping }),
    ...(control.length > 0 && { control: { typed: control } }),
  };
}
