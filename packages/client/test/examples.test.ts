import { spawn } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { listBlocks, recordRun } from "@session-api/examples";
import { startMock } from "@session-api/mock";
import { afterAll, describe, expect, it } from "vitest";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));

const mock = await startMock();
afterAll(() => mock.close());

/** Lists the exports of an entry point, each with its module. */
function listExports(entry: string): [name: string, module: string][] {
  const source = readFileSync(new URL(`../src/${entry}`, import.meta.url), "utf8");
  return [...source.matchAll(/export (?:type )?\{([^}]*)\} from "\.\/(.*?)"/gs)].flatMap(
    ([, names = "", module = ""]) =>
      names
        .split(",")
        .map((name) => name.replace("type", "").trim())
        .filter(Boolean)
        .map((name): [string, string] => [name, `src/${module}`]),
  );
}

/** Runs an example as a program. Without a mock of its own, it calls that of this test. */
function run(code: string, prefer = ""): Promise<{ exitCode: number | null; output: string }> {
  const child = spawn(
    process.execPath,
    ["--import", "./test/redirect.ts", "--input-type=module-typescript", "--eval", code],
    {
      cwd: packageFolder,
      env: { ...process.env, SERVICE_URL: mock.url, PREFER: prefer, SESSION_BEARER: "a-bearer", NO_COLOR: "1" },
    },
  );
  let output = "";
  child.stderr.on("data", (data) => {
    output += data;
  });
  child.stdout.on("data", (data) => {
    output += data;
  });
  return new Promise((resolve) => child.on("close", (exitCode) => resolve({ exitCode, output })));
}

/** Lists the constants of the modules that an entry point exports as a whole, each with its module. */
function listConstants(entry: string): [name: string, module: string][] {
  const source = readFileSync(new URL(`../src/${entry}`, import.meta.url), "utf8");
  return [...source.matchAll(/export \* from "\.\/(.*?)"/g)].flatMap(([, module = ""]) => {
    const code = readFileSync(new URL(`../src/${module}`, import.meta.url), "utf8");
    return [...code.matchAll(/^export const (\w+)/gm)].map(([, name = ""]): [string, string] => [
      name,
      `src/${module}`,
    ]);
  });
}

const exported = [...["index.ts", "query.ts", "validate.ts"].flatMap(listExports), ...listConstants("validate.ts")];
const examples = ["README.md", "MIGRATING.md", ...globSync("src/**/*.ts")]
  .flatMap((file) => listBlocks(file))
  // The tests of the recipes run those that are files of an app.
  .filter(({ language, fileName }) => language === "ts" && !fileName)
  .map(({ place, code }): [string, string] => [place, code]);

// Many processes start at once, and that of TanStack Form ends 5 s after its work.
describe.concurrent("an example", { timeout: 60_000 }, () => {
  it.each(examples)("%s runs without a change", async (_place, code) => {
    expect(await run(code)).toMatchObject({ exitCode: 0, output: expect.not.stringContaining("Error") });
    recordRun(code);
  });

  it.each(examples.filter(([, code]) => code.includes("catch")))("%s handles a refusal", async (_place, code) => {
    expect(await run(code, "code=500")).toMatchObject({ exitCode: 0 });
  });

  it("ends with the whole error when it does not handle it", async () => {
    const [[, first = ""] = []] = examples;
    const { exitCode, output } = await run(first, "code=500");
    expect([exitCode, output]).toEqual([
      1,
      expect.stringMatching(/SessionError: createSession answered 500: .* \(error id /),
    ]);
  });

  it("exists for every export", () => {
    expect(exported.length).toBeGreaterThan(15);
    const without = exported.filter(([name = "", module = ""]) => {
      const source = readFileSync(new URL(`../${module}`, import.meta.url), "utf8");
      const declared = new RegExp(
        `(/\\*\\*(?:(?!\\*/).)*\\*/)\\s*export (?:async )?(?:function|class|interface|type|const) ${name}\\b`,
        "s",
      );
      return !declared.exec(source)?.[1]?.includes("@example");
    });
    expect(without).toEqual([]);
  });
});
