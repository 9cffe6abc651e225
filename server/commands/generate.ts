import { demonstrationPlan, generatePlan } from "../generate/generatePlan.ts";
import { parseArguments, usage, wholeNumber } from "./arguments.ts";
import type { Command } from "./command.ts";
import { alignedTable } from "./text.ts";

export const generate: Command = {
  name: "generate",
  summary: "write the extracts of a made-up plan",
  usage: "planlens generate --employees N --years Y --seed S --out DIR",
  async run(argv, { out, say, signal }) {
    const args = parseArguments(argv, { options: ["employees", "years", "seed", "out"] });
    const { employees, years, seed } = demonstrationPlan;
    const outDir = args.options.out;
    const number = (name: string, usual: number, from: number, to: number) =>
      wholeNumber(args.options[name] ?? String(usual), `--${name}`, { from, to });
    if (!outDir) throw usage("Name the folder to write to with --out.");
    const { files } = await generatePlan({
      employees: number("employees", employees, 100, 125_000),
      years: number("years", years, 1, 10),
      seed: number("seed", seed, 0, 999_999_999),
      outDir,
      signal,
      onProgress: ({ message }: { message: string }) => say(message),
    });
    out(
      alignedTable(
        ["File", "Rows", "Paid", "Allowed"],
        files.map((file) => [file.name, file.rows.toLocaleString("en-US"), file.paid ?? "", file.allowed ?? ""]),
      ),
    );
  },
};
