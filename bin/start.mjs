import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { installPackages, planlens, root, run } from "./install.mjs";

installPackages();
buildPage();
const { program, args, options } = planlens(["serve", "--demo", ...process.argv.slice(2)], { stdio: "inherit" });
const child = spawn(program, args, options);
for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => child.kill(name));
child.on("exit", (code) => process.exit(code ?? 1));

/** Builds the web page where it is missing or older than what it is made of. */
function buildPage() {
  const built = join(root, "dist", "web", "index.html");
  const sources = [...files(join(root, "web")), join(root, "vite.config.ts"), join(root, "package-lock.json")];
  const newest = Math.max(...sources.map((path) => statSync(path).mtimeMs));
  if (existsSync(built) && statSync(built).mtimeMs >= newest) return;
  console.error("Building the page (once).");
  run(process.execPath, [join(root, "node_modules", "vite", "bin", "vite.js"), "build", "--logLevel", "warn"]);
}

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}
