import { build } from "./commands/build.ts";
import type { Command, Surroundings } from "./commands/command.ts";
import { generate } from "./commands/generate.ts";
import { load } from "./commands/load.ts";
import { loads } from "./commands/loads.ts";
import { publish } from "./commands/publish.ts";
import { report } from "./commands/report.ts";
import { reports } from "./commands/reports.ts";
import { serve } from "./commands/serve.ts";
import { undo } from "./commands/undo.ts";
import { isPlanlensError } from "./errors.ts";

const commands: Command[] = [serve, load, loads, undo, build, reports, report, publish, generate];

/**
 * Runs one command line.
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage.
 */
export async function runCommandLine(argv: string[], around: Surroundings): Promise<0 | 1 | 2> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    (name === undefined ? around.say : around.out)(overview());
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((each) => each.name === name);
  if (!command) {
    around.say(`There is no command "${name.slice(0, 60)}".\n\n${overview()}`);
    return 2;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    around.out(`${command.summary}\n\n  ${command.usage}\n`);
    return 0;
  }
  try {
    await command.run(rest, around);
    return 0;
  } catch (error) {
    return failed(error, command, around);
  }
}

function failed(error: unknown, command: Command, { say }: Surroundings): 1 | 2 {
  if (!isPlanlensError(error)) {
    say(
      `Something went wrong inside Planlens (${error instanceof Error ? error.name : "unknown"}). Nothing that was accepted is lost.`,
    );
    if (process.env.PLANLENS_DEBUG) say(String(error instanceof Error ? error.stack : error));
    return 1;
  }
  say(error.message);
  if (process.env.PLANLENS_DEBUG) say(String(error.cause instanceof Error ? error.cause.stack : (error.cause ?? "")));
  if (error.code !== "usage" && error.code !== "invalid-parameter") return 1;
  if (error.code === "usage") say(`  ${command.usage}`);
  return 2;
}

function overview(): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const lines = commands.map((command) => `  planlens ${command.name.padEnd(width)}  ${command.summary}`);
  return `${lines.join("\n")}\n\nEverywhere: --home DIR (the plan's folder, else planlens-home here), --as NAME.\n`;
}
