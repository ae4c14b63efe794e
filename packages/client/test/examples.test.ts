import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startMock } from "@session-api/mock";
import { afterAll, describe, expect, it } from "vitest";

const here = fileURLToPath(new URL("..", import.meta.url));
const typed: Record<string, string> = { "Email: ": "john@doe.net\n", "Code: ": "654321\n" };

const mock = await startMock();
afterAll(() => mock.close());

/** Every TypeScript example of a file, a page or the docstrings of a module, in order. */
function examplesOf(file: string): string[] {
  const text = readFileSync(new URL(`../${file}`, import.meta.url), "utf8").replaceAll(/^ \* ?/gm, "");
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);
}

/** The modules that a public entry point names, and what it takes from each. */
function exportsOf(entry: string): [name: string, module: string][] {
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

/** Runs an example as a program of its own, against the mock, and types in what it asks for. */
function run(code: string, prefer = ""): Promise<{ exitCode: number | null; output: string }> {
  const child = spawn(
    process.execPath,
    ["--import", "./test/redirect.ts", "--input-type=module-typescript", "--eval", code],
    {
      cwd: here,
      env: { ...process.env, SERVICE_URL: mock.url, PREFER: prefer, SESSION_BEARER: "a-bearer", NO_COLOR: "1" },
    },
  );
  let output = "";
  child.stderr.on("data", (data) => {
    output += data;
  });
  child.stdout.on("data", (data) => {
    output += data;
    const answer = typed[String(data)];
    if (answer) child.stdin.write(answer);
  });
  return new Promise((resolve) => child.on("close", (exitCode) => resolve({ exitCode, output })));
}

const files = [
  "README.md",
  ...new Set([...exportsOf("index.ts"), ...exportsOf("validate.ts")].map(([, file]) => file)),
];
const examples = files.flatMap((file) =>
  examplesOf(file).map((code, index): [string, string] => [`${file} ${index + 1}`, code]),
);

describe.concurrent("the examples", () => {
  it.each(examples)("%s runs as it stands", async (_where, code) => {
    expect(await run(code)).toMatchObject({ exitCode: 0, output: expect.not.stringContaining("Error") });
  });

  it.each(examples.filter(([, code]) => code.includes("catch")))("%s handles a refusal", async (_where, code) => {
    expect(await run(code, "code=500")).toMatchObject({ exitCode: 0 });
  });

  it("end with the whole error where they do not handle it", async () => {
    const [first = ""] = examplesOf("README.md");
    const { exitCode, output } = await run(first, "code=500");
    expect([exitCode, output]).toEqual([
      1,
      expect.stringMatching(/SessionError: createSession answered 500: .* \(error id /),
    ]);
  });

  it("stand at every export", () => {
    const exported = [...exportsOf("index.ts"), ["driftGuard", "src/validate.ts"]];
    expect(exported.length).toBeGreaterThan(15);
    const without = exported.filter(([name = "", module = ""]) => {
      const source = readFileSync(new URL(`../${module}`, import.meta.url), "utf8");
      const declared = new RegExp(
        `(/\\*\\*(?:(?!\\*/).)*\\*/)\\s*export (?:async )?(?:function|class|interface|type) ${name}\\b`,
        "s",
      );
      return !declared.exec(source)?.[1]?.includes(`@example`);
    });
    expect(without).toEqual([]);
  });
});
