import { basename } from "node:path";
import { isHome, openHome } from "../home/home.ts";
import { activeLoads } from "../home/ledger.ts";
import { withLock } from "../home/lock.ts";
import { HomePlan } from "../homePlan.ts";
import { addReference, removeReference } from "../reference/addReference.ts";
import { listReference, type ReferenceListed } from "../reference/listReference.ts";
import { actorOf, existingHomeOf, homeOf, parseArguments, usage } from "./arguments.ts";
import type { Command, Surroundings } from "./command.ts";
import { alignedTable } from "./text.ts";

export const reference: Command = {
  name: "reference",
  summary: "the code sets that the plan dropped in: list them, add a file, take one out of use",
  usage: "planlens reference [add FILE… [--kind KIND] | remove KIND] [--json]",
  async run(argv, around) {
    const args = parseArguments(argv, { options: ["kind"], flags: ["json"] });
    const [action, ...rest] = args.words;
    const by = { actor: actorOf(args), at: around.now().toISOString() };
    if (action === "add") {
      if (rest.length === 0) throw usage("Name the file of a code set; several where they are parts of one.");
      const home = openHome(homeOf(args));
      const files = rest.map((path) => ({ path, name: basename(path) }));
      const set = await withLock(home, "change of code sets", () =>
        addReference(home, { files, kind: args.options.kind, ...by }),
      );
      around.say(`${set.kind.label}: ${set.rows.toLocaleString("en-US")} codes.${asides(set)}`);
      await rebuild(home.dir, around);
    } else if (action === "remove") {
      const [kind, ...more] = rest;
      if (kind === undefined || more.length > 0) throw usage("Name the one kind to take out of use.");
      const home = openHome(existingHomeOf(args));
      await withLock(home, "change of code sets", () => removeReference(home, { kind, ...by }));
      around.say(`${kind} is out of use; what was in it is kept.`);
      await rebuild(home.dir, around);
    } else if (action !== undefined && action !== "list") {
      throw usage(`reference cannot "${action.slice(0, 40)}"; it can add, remove and list.`);
    }
    const home = homeOf(args);
    const listed = isHome(home) ? await listReference(openHome(home)) : [];
    around.out(args.flags.has("json") ? `${JSON.stringify({ reference: listed }, null, 2)}\n` : describe(listed));
  },
};

/** Reports read the code sets from the warehouse. */
async function rebuild(dir: string, { say, signal }: Surroundings): Promise<void> {
  const plan = new HomePlan(dir);
  try {
    if (activeLoads(plan.home).length === 0) return;
    say("Building the warehouse with it.");
    await plan.build({ signal });
  } finally {
    await plan.close();
  }
}

function asides({ setAside, repeats }: { setAside: number; repeats: number }): string {
  const parts = [
    ...(setAside > 0 ? [` ${setAside.toLocaleString("en-US")} rows could not be read and are left out.`] : []),
    ...(repeats > 0 ? [` ${repeats.toLocaleString("en-US")} rows give a code again; the last of each counts.`] : []),
  ];
  return parts.join("");
}

function describe(listed: ReferenceListed[]): string {
  const used = listed.filter(({ set }) => set);
  const missing = listed.filter(({ set }) => !set);
  const table = alignedTable(
    ["Kind", "Codes", "File", "Added", "By", "Not mapped"],
    used.map(({ kind, set }) => [
      kind,
      (set?.rows ?? 0).toLocaleString("en-US"),
      set?.files.join(", ") ?? "",
      set?.at.slice(0, 10) ?? "",
      set?.actor ?? "",
      unmapped(set?.use ?? null),
    ]),
  );
  const none = missing.map(({ kind, about }) => `  ${kind.padEnd(22)} ${about}`);
  return `${used.length > 0 ? `${table}\n` : ""}${none.length > 0 ? `Not dropped in:\n${none.join("\n")}\n` : ""}`;
}

function unmapped(use: NonNullable<ReferenceListed["set"]>["use"]): string {
  if (!use) return "not built yet";
  const { unmappedCodes, unmappedLines, unmappedPaid } = use;
  return `${unmappedCodes.toLocaleString("en-US")} codes, ${unmappedLines.toLocaleString("en-US")} lines, $${Number(unmappedPaid).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}
