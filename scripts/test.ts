import { run } from "./run.ts";

/** Everything that is proven, one turbo task each; what has not changed since it last passed is not run again. */
const tasks = ["check", "lint", "generate:check", "typecheck", "scripts:typecheck", "test", "scripts:test", "smoke"];

run("turbo", "run", ...tasks, "--continue=dependencies-successful", "--output-logs=new-only");
