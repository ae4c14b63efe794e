import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);

/** Builds the site twice, without any earlier result and with the cache of turbo, and measures both in seconds. */
export function measureBuild(): { cold: number; warm: number } {
  for (const folder of ["dist", ".astro"])
    rmSync(new URL(`apps/docs/${folder}`, root), { recursive: true, force: true });
  return { cold: build({ TURBO_FORCE: "true" }), warm: build({}) };
}

function build(env: NodeJS.ProcessEnv): number {
  const start = performance.now();
  execFileSync("turbo", ["run", "docs:build", "--output-logs=errors-only"], {
    cwd: fileURLToPath(root),
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  return (performance.now() - start) / 1000;
}
