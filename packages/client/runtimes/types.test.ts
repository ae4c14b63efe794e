import { execFile } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installPacked } from "./installPacked.ts";

const here = import.meta.dirname;
const limitMs = 120_000;
const compilers = ["5.4", "5.9", "6", "7"];
const resolutions = { bundler: "esnext", node16: "node16" };
const consumers = compilers.flatMap((typescript) =>
  Object.entries(resolutions).map(([moduleResolution, module]) => ({ typescript, moduleResolution, module })),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "session-api-types-"));
  const { devDependencies } = JSON.parse(readFileSync(join(here, "../package.json"), "utf8"));
  installPacked(folder, [`@tanstack/query-core@${devDependencies["@tanstack/query-core"]}`]);
  cpSync(join(here, "consumer.ts"), join(folder, "consumer.ts"));
}, limitMs);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Compiles the project, and returns the errors that the compiler prints. */
async function compile(typescript: string, options: Record<string, unknown>): Promise<string> {
  const project = join(folder, `tsconfig.${typescript}.${options.moduleResolution}.json`);
  const compilerOptions = {
    target: "es2022",
    lib: ["es2022", "dom"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    ...options,
  };
  writeFileSync(project, JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
  const tsc = join(here, `node_modules/typescript-${typescript}/bin/tsc`);
  return promisify(execFile)(process.execPath, [tsc, "--project", project], { cwd: folder }).then(
    ({ stdout }) => stdout,
    (error) => error.stdout || error.message,
  );
}

describe.concurrent("the types of the packed client", () => {
  it.for(consumers)(
    "compile with TypeScript $typescript and moduleResolution $moduleResolution",
    { timeout: limitMs },
    async ({ typescript, ...options }) => {
      expect(await compile(typescript, options)).toBe("");
    },
  );
});
