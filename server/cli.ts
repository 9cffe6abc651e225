import type { Command, Surroundings } from "./commands/command.ts";
import { isPlanlensError } from "./errors.ts";

/** Each command is read when it is called for: what one needs, the others do not wait for. */
const commands: Record<string, () => Promise<Command>> = {
  serve: async () => (await import("./commands/serve.ts")).serve,
  load: async () => (await import("./commands/load.ts")).load,
  loads: async () => (await import("./commands/loads.ts")).loads,
  map: async () => (await import("./commands/map.ts")).map,
  scorecard: async () => (await import("./commands/scorecard.ts")).scorecard,
  undo: async () => (await import("./commands/undo.ts")).undo,
  replay: async () => (await import("./commands/replay.ts")).replay,
  restatement: async () => (await import("./commands/restatement.ts")).restatement,
  build: async () => (await import("./commands/build.ts")).build,
  reference: async () => (await import("./commands/reference.ts")).reference,
  reports: async () => (await import("./commands/reports.ts")).reports,
  report: async () => (await import("./commands/report.ts")).report,
  ask: async () => (await import("./commands/ask.ts")).ask,
  save: async () => (await import("./commands/save.ts")).save,
  cohorts: async () => (await import("./commands/cohorts.ts")).cohorts,
  packets: async () => (await import("./commands/packets.ts")).packets,
  packet: async () => (await import("./commands/packet.ts")).packet,
  norms: async () => (await import("./commands/norms.ts")).norms,
  publish: async () => (await import("./commands/publish.ts")).publish,
  generate: async () => (await import("./commands/generate.ts")).generate,
};

/**
 * Runs one command line.
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage.
 */
export async function runCommandLine(argv: string[], around: Surroundings): Promise<0 | 1 | 2> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    (name === undefined ? around.say : around.out)(await overview());
    return name === undefined ? 2 : 0;
  }
  const find = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!find) {
    around.say(`There is no command "${name.slice(0, 60)}".\n\n${await overview()}`);
    return 2;
  }
  const command = await find();
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

/** What the operating system refuses, in words. */
const systemRefusals: Record<string, string> = {
  EACCES: "A file or folder of the home may not be read or written. Check who owns it and who may write to it.",
  EPERM: "A file or folder of the home may not be read or written. Check who owns it and who may write to it.",
  EROFS: "The home stands on a disk that is read-only. Move it, or name another with --home.",
  ENOSPC: "The disk is full. Make room and try again.",
};

function failed(error: unknown, command: Command, { say }: Surroundings): 1 | 2 {
  const system = systemRefusals[(error as NodeJS.ErrnoException)?.code ?? ""];
  if (!isPlanlensError(error) && system) {
    say(`${system} Nothing that was accepted is lost.`);
    return 1;
  }
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

async function overview(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((find) => find()));
  const width = Math.max(...all.map((command) => command.name.length));
  const lines = all.map((command) => `  planlens ${command.name.padEnd(width)}  ${command.summary}`);
  return `${lines.join("\n")}\n\nEverywhere: --home DIR (the plan's folder, else planlens-home here), --as NAME.\n`;
}
