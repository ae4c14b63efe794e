import { run } from "./run.ts";

// The same tests as `npm test`, in full size: every fault in both modes, 100 smoke runs, all crashes and random calls.
process.env.PROVE = "1";
run("turbo", "run", "test", "--continue=dependencies-successful", "--output-logs=new-only", "--log-order=grouped");
