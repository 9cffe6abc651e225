import { generatePlan } from "../generate/generatePlan.ts";
import { parseArguments, usage, wholeNumber } from "./arguments.ts";
import type { Command } from "./command.ts";
import { alignedTable } from "./text.ts";

export const generate: Command = {
  name: "generate",
  summary: "write the extracts of a made-up plan",
  usage: "planlens generate --employees N --years Y --seed S --out DIR",
  async run(argv, { out, say, signal }) {
    const args = parseArguments(argv, { options: ["employees", "years", "seed", "out"] });
    const { employees = "4000", years = "3", seed = "1", out: outDir } = args.options;
    if (!outDir) throw usage("Name the folder to write to with --out.");
    const { files } = await generatePlan({
      employees: wholeNumber(employees, "--employees", { from: 100, to: 500_000 }),
      years: wholeNumber(years, "--years", { from: 1, to: 10 }),
      seed: wholeNumber(seed, "--seed", { from: 0, to: 999_999_999 }),
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
