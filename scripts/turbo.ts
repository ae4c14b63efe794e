import { run } from "./run.ts";

run("turbo", ...process.argv.slice(2));
