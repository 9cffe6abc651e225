import { join } from "node:path";
import { installPackages, root, run } from "./install.mjs";

installPackages();
run(process.execPath, ["--import", "tsx", join(root, "test", "bench", "bench.ts"), ...process.argv.slice(2)], {
  stdio: "inherit",
});
