#!/usr/bin/env node
import { spawn } from "node:child_process";
import { installPackages, planlens } from "./install.mjs";

installPackages();
const { program, args, options } = planlens(process.argv.slice(2), { stdio: "inherit" });
const child = spawn(program, args, options);
for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => child.kill(name));
child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
