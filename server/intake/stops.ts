import { type ErrorCode, PlanlensError } from "../errors.ts";
import type { Home } from "../home/home.ts";
import { ledgerLoads } from "../home/ledger.ts";
import { readManifest } from "../home/readManifest.ts";
import type { Manifest } from "../load/manifest.ts";
import { rejectedRowsError } from "../load/rejects.ts";
import { differing } from "./control.ts";
import type { Rehearsal, Stop, StopCode } from "./rehearsal.ts";
import type { IntakeRequest } from "./request.ts";

/** What stands in the way of accepting a load, in the order in which it should be dealt with. */
export function findStops(
  rehearsal: Rehearsal,
  { force, acceptDifference }: Pick<IntakeRequest, "force" | "acceptDifference">,
  { home, replaces }: { home: Home | null; replaces?: number },
): Stop[] {
  const { manifest } = rehearsal;
  const unknown = notRecognized(rehearsal);
  if (manifest.files.length === 0) return unknown;
  const nothing = nothingLeft(manifest);
  if (nothing.length > 0) return [...nothing, ...rejectedRows(rehearsal, false)];
  return [
    ...unknown,
    ...(force ? [] : alreadyLoaded(home, manifest, replaces)),
    ...(force ? [] : rejectedRows(rehearsal, true)),
    ...(acceptDifference ? [] : [...controlDifferences(rehearsal), ...failedChecks(rehearsal)]),
  ];
}

/** The error with which a load that is stopped ends. */
export function stopsError(stops: [Stop, ...Stop[]]): PlanlensError {
  const [first] = stops;
  const told = stops.map(stopText);
  const text = told.length === 1 ? told[0] : told.map((each) => `- ${each}`).join("\n");
  return new PlanlensError(errorOf[first.code], `${text}\nNothing was changed.`, { detail: { stops } });
}

/** What stops the load and what to do, one below the other where the first is a list. */
export function stopText({ what, remedy }: Stop): string {
  return `${what}${what.includes("\n") ? "\n" : " "}${remedy}`.trimEnd();
}

const errorOf: Record<StopCode, ErrorCode> = {
  "not-recognized": "unknown-layout",
  "nothing-left": "rejected-rows",
  "already-loaded": "already-loaded",
  "rejected-rows": "rejected-rows",
  "control-difference": "control-difference",
  "failed-checks": "failed-checks",
  "outside-period": "failed-checks",
};

/** A file that must be taken was not recognized, or none was. */
function notRecognized({ manifest, unread, unmapped }: Rehearsal): Stop[] {
  const required = new Set(unmapped.filter((file) => file.required).map(({ name }) => name));
  const wanting = unread.filter(({ name }) => manifest.files.length === 0 || required.has(name));
  if (manifest.files.length > 0 && wanting.length === 0) return [];
  const told = wanting.map(({ name, why }) => `${name}: ${why}`);
  const what = told.length === 0 ? "There is no file to load." : fewOf(told, 20, "\n- ");
  return [
    {
      code: "not-recognized",
      what: told.length > 1 ? `- ${what}` : what,
      remedy: "",
      onPage: "Say in the step Columns what their columns are, or take these files out.",
      canAccept: false,
    },
  ];
}

function nothingLeft({ tables }: Manifest): Stop[] {
  if (Object.values(tables).some(({ loaded }) => loaded > 0)) return [];
  const what = "Every row is rejected, so there is nothing to load.";
  const remedy = "Mend the files, or the mapping by which they are read.";
  return [{ code: "nothing-left", what, remedy, onPage: remedy, canAccept: false }];
}

/** The files that an active load holds as well, other than the one in whose place these come. */
export function alreadyLoaded(home: Home | null, { files }: Manifest, replaces: number | undefined): Stop[] {
  if (!home) return [];
  const holders = new Map<string, number>();
  for (const { loadId, number, state } of ledgerLoads(home)) {
    if (state !== "active" || number === replaces) continue;
    for (const file of readManifest(home, loadId).files) holders.set(file.sha256, number);
  }
  const repeated = files.filter((file) => holders.has(file.sha256));
  if (repeated.length === 0) return [];
  const named = new Set(repeated.map((file) => `${file.name} (load ${holders.get(file.sha256)})`));
  const what = `Already loaded: ${fewOf([...named], 8)}.`;
  const remedy = "Leave these files out, undo the earlier load, or load them once more with --force.";
  const onPage = "Leave these files out, undo the earlier load, or accept them once more.";
  return [{ code: "already-loaded", what, remedy, onPage, canAccept: true }];
}

function rejectedRows({ manifest, rejects }: Rehearsal, canAccept: boolean): Stop[] {
  const sum = (of: "rows" | "rejected") => Object.values(manifest.tables).reduce((all, table) => all + table[of], 0);
  if (sum("rejected") === 0) return [];
  const { message } = rejectedRowsError(rejects, { rows: sum("rows"), rejected: sum("rejected") });
  const [what, remedy = ""] = message.split("\nNothing was changed. ");
  const onPage =
    "Mend the file and load it again, or accept the load without these rows; they are kept with the reason.";
  return [
    {
      code: "rejected-rows",
      what: what ?? "",
      remedy: canAccept ? remedy : "",
      onPage: canAccept ? onPage : "",
      canAccept,
    },
  ];
}

function controlDifferences({ control }: Rehearsal): Stop[] {
  const figures = differing(control);
  if (figures.length === 0) return [];
  const told = figures.map(
    ({ file, what, vendor, loaded, rejected, difference }) =>
      `${file}, ${what.replaceAll("_", " ")}: the vendor says ${figure(what, vendor)}, the file has ${figure(what, loaded)} loaded and ${figure(what, rejected)} rejected, a difference of ${figure(what, difference)}`,
  );
  const what = `The totals are not the vendor's. ${fewOf(told, 8, "; ")}.`;
  const remedy =
    "Ask the vendor for the file again, or take the difference as it is with --accept-difference and the reason.";
  const onPage = "Ask the vendor which is right. Where the difference is known, it can be accepted with a reason.";
  return [{ code: "control-difference", what, remedy, onPage, canAccept: true }];
}

/** As a finance office writes it: `$2,149.95`, `−$0.01`; rows as they are counted. */
function figure(what: string, value: string): string {
  const [whole = "", cents] = value.replace(/^-/, "").split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  const sign = value.startsWith("-") ? "−" : "";
  return what === "rows" ? `${sign}${grouped}` : `${sign}$${grouped}.${(cents ?? "").padEnd(2, "0")}`;
}

function failedChecks({ checks }: Rehearsal): Stop[] {
  return checks.filter(isStopping).map(({ message, remedy }) => {
    const orElse = "Or take it as it is with --accept-difference and the reason.";
    const onPage = `${remedy} Or accept it as it is, with a reason.`;
    return { code: "failed-checks", what: message, remedy: `${remedy} ${orElse}`, onPage, canAccept: true };
  });
}

/** A check that no load passes, unless somebody says why it may. */
export function isStopping({ severity, found }: Rehearsal["checks"][number]): boolean {
  return severity === "stop" && found;
}

function fewOf(names: string[], most: number, between = ", "): string {
  const shown = names.slice(0, most).join(between);
  return names.length > most ? `${shown}${between}and ${names.length - most} more` : shown;
}
