import { resolve } from "node:path";
import { run } from "./run.ts";
import { tasks } from "./tasks.ts";

// Many tests start a program of the workspace, which Node then need not compile again.
process.env.NODE_COMPILE_CACHE ??= resolve("node_modules/.cache/compile");

const output = ["--output-logs=new-only", "--log-order=grouped"];

// Old generated files break other tasks as well, so this check runs first and alone: its message is the one to read.
run("turbo", "run", "generate:check", ...output);
run("turbo", "run", ...tasks.test, "--continue=dependencies-successful", ...output);
