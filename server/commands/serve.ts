import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demonstrationPlan, generatePlan } from "../generate/generatePlan.ts";
import { ledgerLoads } from "../home/ledger.ts";
import { writeSafely } from "../home/writeSafely.ts";
import { HomePlan } from "../homePlan.ts";
import { serve as serveOverHttp } from "../http/serve.ts";
import { takeIn } from "../intake/takeIn.ts";
import { productPaths } from "../root.ts";
import { actorOf, homeOf, parseArguments, usage, wholeNumber } from "./arguments.ts";
import type { Command, Surroundings } from "./command.ts";
import { telling } from "./load.ts";

export const serve: Command = {
  name: "serve",
  summary: "serve the page and the API on this computer",
  usage: "planlens serve [--port N] [--host ADDRESS] [--demo]",
  async run(argv, around) {
    const args = parseArguments(argv, { options: ["port", "host"], flags: ["demo"] });
    if (args.words.length > 0) throw usage("serve takes no words.");
    const { port, host } = args.options;
    const home = homeOf(args);
    if (args.flags.has("demo")) await ensureDemonstration(home, around);
    const plan = new HomePlan(home);
    if (plan.stale() && ledgerLoads(plan.home).length > 0) {
      around.say("Building the warehouse.");
      await plan.build({ signal: around.signal });
    }
    const served = await serveOverHttp({
      plan,
      actor: actorOf(args),
      version: productVersion(),
      host,
      port: port === undefined ? undefined : wholeNumber(port, "--port", { from: 0, to: 65_535 }),
    });
    around.say(`${plan.planName}: serving ${home}. Stop with Ctrl-C.`);
    around.say("Open this link to sign in. It works once, on this computer:");
    around.out(`${served.signInLink}\n`);
    if (!existsSync(join(productPaths.web, "index.html"))) {
      around.say("The page has not been built; run: npm run build");
    }
    const { newSignInLink } = served;
    if (process.stdin.isTTY) {
      around.say("Press Enter for another link.");
      process.stdin.on("data", () => around.out(`${newSignInLink()}\n`));
    }
    await stopped(around.signal);
    process.stdin.pause();
    await served.close();
    await plan.close();
  },
};

/** Makes the made-up plan and loads it, where the home holds no load yet. */
async function ensureDemonstration(homeDir: string, around: Surroundings): Promise<void> {
  let plan = new HomePlan(homeDir);
  if (ledgerLoads(plan.home).length > 0) return;
  if (!existsSync(plan.home.paths.settings)) {
    await writeSafely(
      plan.home.paths.settings,
      `${JSON.stringify({ planName: "Demonstration plan (made up)" }, null, 2)}\n`,
    );
    plan = new HomePlan(homeDir);
  }
  around.say("Making the demonstration plan: every member of it is made up.");
  const extracts = mkdtempSync(join(tmpdir(), "planlens-demo-"));
  try {
    await generatePlan({ ...demonstrationPlan, outDir: extracts, signal: around.signal });
    await takeIn(plan, { paths: [extracts], force: false, actor: "demonstration" }, telling(around));
  } finally {
    rmSync(extracts, { recursive: true, force: true });
    await plan.close();
  }
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function productVersion(): string {
  const { version } = JSON.parse(readFileSync(join(productPaths.root, "package.json"), "utf8")) as { version: string };
  return version;
}
