import { dollars, type GeneratedFile } from "../generate/extractFiles.ts";
import { demonstrationPlan, generatePlan, largestPlan } from "../generate/generatePlan.ts";
import { parseArguments, usage, wholeNumber } from "./arguments.ts";
import type { Command } from "./command.ts";
import { alignedTable } from "./text.ts";

export const generate: Command = {
  name: "generate",
  summary: "write the extracts of a made-up plan",
  usage: "planlens generate --employees N --years Y --seed S --out DIR [--planted none]",
  async run(argv, { out, say, signal }) {
    const args = parseArguments(argv, { options: ["employees", "years", "seed", "out", "planted"] });
    if (args.words.length > 0) throw usage("generate takes no words, only options.");
    const { employees, years, seed } = demonstrationPlan;
    const outDir = args.options.out;
    const number = (name: string, usual: number, from: number, to: number) =>
      wholeNumber(args.options[name] ?? String(usual), `--${name}`, { from, to });
    if (!outDir) throw usage("Name the folder to write to with --out.");
    const planted = args.options.planted ?? "all";
    if (planted !== "all" && planted !== "none") throw usage("--planted can be all or none.");
    const { files } = await generatePlan({
      employees: number("employees", employees, 100, largestPlan),
      years: number("years", years, 1, 10),
      seed: number("seed", seed, 0, 999_999_999),
      outDir,
      planted,
      signal,
      onProgress: inTenths(say),
    });
    out(
      alignedTable(
        ["Extract", "Files", "Rows", "Paid", "Allowed"],
        [...byFeed(files)].map(([feed, of]) => [
          feed,
          String(of.length),
          of.reduce((sum, file) => sum + file.rows, 0).toLocaleString("en-US"),
          total(of, "paid_amount"),
          total(of, "allowed_amount"),
        ]),
      ),
    );
  },
};

/** The files of one feed differ by their months only. */
function byFeed(files: GeneratedFile[]): Map<string, GeneratedFile[]> {
  const feeds = new Map<string, GeneratedFile[]>();
  for (const file of files) {
    const feed = file.name.replace(/[_-]\d{4}(-(\d{2}|Q\d))?\.csv$/, "").replace(/\.csv$/, "");
    feeds.set(feed, [...(feeds.get(feed) ?? []), file]);
  }
  return feeds;
}

function total(files: GeneratedFile[], amount: string): string {
  const given = files.flatMap((file) => file.amounts[amount] ?? []);
  if (given.length === 0) return "";
  return dollars(given.reduce((sum, each) => sum + BigInt(each.replace(".", "")), 0n));
}

/** Says where the work stands once for every tenth of it. */
function inTenths(say: (message: string) => void) {
  let said = -1;
  return ({ progress, message }: { progress: number; message: string }) => {
    const tenth = Math.floor(progress * 10);
    if (tenth === said) return;
    said = tenth;
    say(message);
  };
}
