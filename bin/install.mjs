import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const lock = join(root, "package-lock.json");
const stamp = join(root, "node_modules", ".planlens-lock");

/** Installs the packages of the lock file where they are missing or others. What npm says goes to standard error. */
export function installPackages() {
  const wanted = readFileSync(lock, "utf8");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.error("Installing packages (once).");
  if (npm("ci") !== 0) {
    console.error("The lock file lacks something that this kind of computer needs; installing without it.");
    if (npm("install", "--no-save") !== 0) process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

function npm(...args) {
  const options = { cwd: root, stdio: ["ignore", 2, 2], shell: process.platform === "win32" };
  return spawnSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], options).status;
}

/** Runs a program with its output on standard error; ends this process where it fails. */
export function run(program, args, options = {}) {
  const { status, error } = spawnSync(program, args, {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
    ...options,
  });
  if (error) console.error(`${program} could not be started: ${error.message}`);
  if (status !== 0) process.exit(1);
}

/** Starts the command line in this Node with more threads for the engine's small queries. */
export function planlens(args, options = {}) {
  const tsx = join(root, "node_modules", "tsx", "dist", "loader.mjs");
  return {
    program: process.execPath,
    args: ["--import", new URL(`file://${tsx}`).href, join(root, "server", "main.ts"), ...args],
    options: { env: { ...process.env, UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE ?? "16" }, ...options },
  };
}
