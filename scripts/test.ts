import { run } from "./run.ts";
import { tasks } from "./tasks.ts";

run(
  "turbo",
  "run",
  ...tasks.test,
  "--continue=dependencies-successful",
  "--output-logs=new-only",
  "--log-order=grouped",
);
