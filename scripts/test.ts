import { run } from "./run.ts";
import { tasks } from "./tasks.ts";

// First and alone: if what is generated is old, its message is the one to read, and it stands last.
run("turbo", "run", "generate:check", "--output-logs=new-only", "--log-order=grouped");
run(
  "turbo",
  "run",
  ...tasks.test,
  "--continue=dependencies-successful",
  "--output-logs=new-only",
  "--log-order=grouped",
);
