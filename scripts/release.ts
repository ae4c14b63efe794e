import { run } from "./run.ts";

/** Publishes every package whose version is not on npm yet. The release workflow calls it, nobody by hand. */
run("turbo", "run", "build");
run("changeset", "publish");
