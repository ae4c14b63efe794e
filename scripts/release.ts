import { run } from "./run.ts";

/** Publishes every package whose version is not on npm yet. Only the release workflow runs this script. */
run("turbo", "run", "build");
run("changeset", "publish");
