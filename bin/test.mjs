import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureChromium } from "./browser.mjs";
import { installPackages, root } from "./install.mjs";

installPackages();
const chromium = ensureChromium();
if (!chromium) console.error("No Chromium here and none could be installed: the browser tests are skipped.");

const modules = join(root, "node_modules");
const checks = [
  ["types", "typescript/bin/tsc", ["--noEmit", "-p", "."]],
  ["format and lint", "@biomejs/biome/bin/biome", ["ci", "."]],
  ["dead code", "knip/bin/knip.js", ["--no-progress"]],
  ["the page builds", "vite/bin/vite.js", ["build", "--logLevel", "warn"]],
];
let passed = 0;
let failed = 0;
let skipped = 0;
for (const [name, program, args] of checks) {
  const { status } = spawnSync(process.execPath, [join(modules, program), ...args], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  console.log(`${status === 0 ? "passed" : "FAILED"}: ${name}`);
  if (status === 0) passed += 1;
  else failed += 1;
}

const folder = mkdtempSync(join(tmpdir(), "planlens-test-"));
const results = join(folder, "results.json");
const { status } = spawnSync(
  process.execPath,
  [
    join(modules, "vitest", "vitest.mjs"),
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${results}`,
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, TZ: "America/New_York", ...(chromium ? { PLANLENS_CHROMIUM: chromium } : {}) },
  },
);
try {
  const report = JSON.parse(readFileSync(results, "utf8"));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  skipped += report.numPendingTests + report.numTodoTests;
} catch {
  console.error("The test runner left no results.");
  failed += 1;
}
if (status !== 0 && failed === 0) failed += 1;
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(failed === 0 ? 0 : 1);
