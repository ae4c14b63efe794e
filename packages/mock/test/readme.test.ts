import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { launchBrowser, provideChromium } from "@session-api/browsers";
import { type Block, listBlocks, recordRun } from "@session-api/examples";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { installMock } from "./installMock.ts";
import { bundlePage, servePage } from "./msw/browser/servePage.ts";

const packageFolder = join(import.meta.dirname, "..");
const readme = readFileSync(join(packageFolder, "README.md"), "utf8");

const blocks = listBlocks("README.md");
const programs = blocks.filter(({ language, fileName }) => language === "ts" && !fileName);
const isForBrowser = ({ code }: Block) => code.includes("msw/browser");

/** The examples of the docstrings. Those of the Vitest fixture are files of a test run. */
const examples = globSync("src/**/*.ts").flatMap((file) => listBlocks(file));
const [testExample = "", configExample = ""] = ["src/vitest.ts", "src/vitestSetup.ts"]
  .flatMap((file) => listBlocks(file))
  .map(({ code }) => code);

/** Records the files of the README that a test run has used. */
function recordFiles(...parts: string[]): void {
  const isUsed = ({ fileName = "" }: Block) =>
    parts.some((part) => fileName === part || fileName.startsWith(`${part}/`));
  for (const { code } of blocks.filter(isUsed)) recordRun(code);
}

let folder: string;

beforeAll(() => {
  const runners = ["vitest", "jest", "@jest/globals", "@playwright/test", "msw", "typescript", "@types/node"];
  folder = installMock(runners);
  const files = blocks.map(({ fileName, code }) => [fileName, code] as const);
  files.push(["docstrings/greeting.test.ts", testExample], ["docstrings/vitest.config.ts", configExample]);
  for (const [file, code] of files) {
    if (!file) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), code);
  }
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  code: number | null;
  output: string;
}

const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) if (child.pid) process.kill(-child.pid, "SIGKILL");
});

/** Runs a program in the project. Stops the processes that it leaves running. */
async function run(command: string, args: string[], env: Record<string, string> = {}): Promise<Ran> {
  const path = `${join(folder, "node_modules/.bin")}:${process.env.PATH}`;
  // Vitest sets these for the processes that it starts, and they would confuse another test runner.
  const { VITEST: _, NODE_OPTIONS: __, NODE_V8_COVERAGE: ___, NODE_TEST_CONTEXT: ____, ...inherited } = process.env;
  const child = spawn(command, args, {
    cwd: folder,
    detached: true,
    env: { ...inherited, NO_COLOR: "1", PATH: path, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const [code] = await once(child, "exit");
  if (child.pid)
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {}
  running.delete(child);
  return { code, output };
}

const node = process.execPath;
const findBin = (name: string, file: string) => join(packageFolder, "node_modules", name, file);

describe("the README", () => {
  it("has a file, a command or a program in every block", () => {
    const known = blocks.filter(({ fileName, language }) => fileName || ["sh", "ts", "txt"].includes(language));
    expect(known).toEqual(blocks);
    expect(blocks.length).toBeGreaterThan(15);
  });

  it("needs five lines for a first test", () => {
    const first = blocks.find(({ fileName }) => fileName === "vitest/greeting.test.ts");
    expect(first?.code.split("\n").filter((line) => /^[^/]*\w/.test(line))).toHaveLength(5);
  });

  it("names the package to install", () => {
    expect(blocks[0]?.code).toBe("npm install --save-dev @session-api/mock\n");
  });

  it("has TypeScript that compiles", async () => {
    const compilerOptions = { allowJs: true, checkJs: false, noEmit: true, strict: true, skipLibCheck: true };
    const modern = {
      target: "es2023",
      module: "nodenext",
      lib: ["es2023", "dom", "esnext.disposable"],
      types: ["node"],
    };
    const config = {
      compilerOptions: { ...compilerOptions, ...modern, allowImportingTsExtensions: true },
      include: ["**/*.ts"],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    expect(await run(node, [findBin("typescript", "bin/tsc"), "--project", "."])).toEqual({ code: 0, output: "" });
  });

  it("runs with Vitest", async () => {
    const { code, output } = await run(node, [findBin("vitest", "vitest.mjs"), "run", "--root", "vitest"]);
    expect(output).toMatch(/Tests {2}3 passed/);
    expect(code).toBe(0);
    // Three mocks in several processes had one request each.
    expect(JSON.parse(readFileSync(join(folder, "vitest/session-api.json"), "utf8"))).toMatchObject({
      operations: { checkSession: { requests: 3, statuses: { 200: 2, 401: 1 }, fields: ["header.authorization"] } },
    });
    expect(existsSync(join(folder, "vitest/session-api.json.parts"))).toBe(false);
    recordFiles("vitest", "app.js");
  });

  it.each(["node", "msw"])("runs with node:test in %s/", async (part) => {
    const { code, output } = await run(node, ["--test", `${part}/greeting.test.ts`]);
    expect(output).toMatch(/pass 1$/m);
    expect(code).toBe(0);
    recordFiles(part);
  });

  it("says which recipes need modules", { timeout: 60_000 }, async () => {
    const manifest = join(folder, "package.json");
    const right = readFileSync(manifest, "utf8");
    expect(JSON.parse(right).type).toBe("module");
    expect(readme.match(/`"type": "module"`/g)).toHaveLength(4);
    // `npm init` writes this.
    writeFileSync(manifest, right.replace('"module"', '"commonjs"'));
    try {
      for (const file of ["node/greeting.test.ts", "msw/greeting.test.ts", "ci/greeting.test.js"])
        expect((await run(node, ["--test", file])).output).toMatch(/Cannot use import statement outside a module/);
      const jest = await run(node, [findBin("jest", "bin/jest.js"), "--rootDir", "jest"], {
        NODE_OPTIONS: "--experimental-vm-modules",
      });
      expect(jest.output).toMatch(/Cannot use import statement outside a module/);
      const playwright = await run(node, [findBin("@playwright/test", "cli.js"), "test", "--config", "playwright"], {
        CHROMIUM_PATH: provideChromium(),
      });
      expect(playwright.output).toMatch(/1 passed/);
      const { output } = await run(node, [findBin("vitest", "vitest.mjs"), "run", "--root", "vitest"]);
      expect(output).toMatch(/Tests {2}3 passed/);
    } finally {
      writeFileSync(manifest, right);
    }
  });

  it("runs with Jest", async () => {
    const { code, output } = await run(node, [findBin("jest", "bin/jest.js"), "--rootDir", "jest"], {
      NODE_OPTIONS: "--experimental-vm-modules",
    });
    expect(output).toMatch(/Tests: +1 passed, 1 total/);
    expect(code, output).toBe(0);
    recordFiles("jest");
  });

  it("has recipes that fail for an app that differs from the document", async () => {
    const app = join(folder, "app.js");
    const right = readFileSync(app, "utf8");
    const put = '{ method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify({ code: 1 }) }';
    writeFileSync(
      app,
      right.replace("const response", `await fetch(\`\${apiUrl}/session/verification\`, ${put});\n  const response`),
    );
    try {
      const byNode = await run(node, ["--test", "node/greeting.test.ts"]);
      const byJest = await run(node, [findBin("jest", "bin/jest.js"), "--rootDir", "jest"], {
        NODE_OPTIONS: "--experimental-vm-modules",
      });
      for (const { code, output } of [byNode, byJest]) {
        expect(output).toContain("violation(s) of the document");
        expect(code).toBe(1);
      }
    } finally {
      writeFileSync(app, right);
    }
  });

  it("runs with Playwright", { timeout: 60_000 }, async () => {
    const { code, output } = await run(
      node,
      [findBin("@playwright/test", "cli.js"), "test", "--config", "playwright"],
      {
        CHROMIUM_PATH: provideChromium(),
      },
    );
    expect(output).toMatch(/1 passed/);
    expect(code).toBe(0);
    recordFiles("playwright");
  });

  it("runs as a service in CI", async () => {
    const workflow = parse(blocks.find(({ language }) => language === "yaml")?.code ?? "");
    const { env, steps } = workflow.jobs.test;
    const port = await freePort();
    const scripts: string[] = steps.map(({ run: script }: { run?: string }) => script ?? "");
    // The packages are installed already.
    const all = scripts.filter((script) => script !== "npm ci").join("\n");
    const { code, output } = await run("bash", ["-e", "-o", "pipefail", "-c", all.replace("4010", port)], {
      SESSION_API_URL: env.SESSION_API_URL.replace("4010", port),
    });
    expect(output).toMatch(/pass 1$/m);
    expect(output).toContain('"operationId":"checkSession"');
    expect(code).toBe(0);
    recordFiles(".github", "ci");
  });

  it("has commands that start the mock and call it", async () => {
    const [start = "", ask = ""] = blocks
      .filter(({ language, fileName }) => language === "sh" && !fileName)
      .slice(1)
      .map(({ code }) => code);
    const port = await freePort();
    const until =
      "until curl -sf -m 10 -o ready http://127.0.0.1:4010/api/auth/v2/session -H 'Authorization: Bearer any'; do sleep 0.1; done";
    const script = `${start.trim()} &\n${until}\n${ask.replaceAll("curl ", "curl -m 10 ")}`;
    const { output } = await run("bash", ["-e", "-c", script.replaceAll("4010", port)]);
    expect(output).toContain("HTTP/1.1 200 OK");
    expect(output).toContain("HTTP/1.1 500 Internal Server Error");
    for (const code of [start, ask]) recordRun(code);
  });

  it.each(programs.filter((program) => !isForBrowser(program)))("has a program that runs: $place", async ({ code }) => {
    const output = await runProgram(code);
    if (!readPrinted(code).length) expect(output).toContain("checkSession");
  });

  it("has a program that runs in Chromium", { timeout: 60_000 }, async () => {
    const program = join(folder, "browser.ts");
    const code = programs.find(isForBrowser)?.code ?? "";
    writeFileSync(program, code);
    const served = await servePage("msw", (await bundlePage("msw", program)).code);
    const browser = await launchBrowser("chromium");
    const page = await browser.newPage();
    await page.goto(served.url);
    const ask = () =>
      page.evaluate(async () => {
        const headers = { authorization: "Bearer any" };
        const url = "https://intelligence.threatwinds.com/api/auth/v2/session/extend";
        return (await fetch(url, { method: "PUT", headers }).catch(() => undefined))?.status;
      });
    await expect.poll(ask, { timeout: 20_000 }).toBe(202);
    await browser.close();
    served.close();
    recordRun(code);
  });

  it("quotes errors exactly", async () => {
    const quotes = blocks.filter(({ language }) => language === "txt");
    const program = `
      import { startMock } from "@session-api/mock";
      const mock = await startMock();
      await fetch(new URL("/session", mock.url));
      console.log(mock.violations[0].message);
      mock.on("checkSession", { body: { ...mock.example("checkSession"), expireAt: "soon" } });`;
    writeFileSync(join(folder, "refused.js"), program);
    // The number of the line changes with the document.
    const { output } = await run(node, ["refused.js"]);
    expect(quotes.map(({ code }) => code.trim())).toEqual([
      expect.stringContaining("invalid answer to checkSession"),
      expect.stringContaining("path must begin with"),
    ]);
    for (const { code } of quotes) {
      expect(output.replaceAll(/openapi\.yaml:\d+/g, "openapi.yaml:LINE")).toContain(code);
      recordRun(code);
    }
  });
});

describe("the docstrings", () => {
  const isTest = ({ code }: Block) => [testExample, configExample].includes(code);

  it.each(examples.filter((example) => !isTest(example)))("have an example that runs: $place", async ({ code }) => {
    await runProgram(code);
  });

  it("have examples of the fixture and of its configuration that run", async () => {
    const { code, output } = await run(node, [findBin("vitest", "vitest.mjs"), "run", "--root", "docstrings"]);
    expect(output).toMatch(/Tests {2}2 passed/);
    expect(code).toBe(0);
    for (const example of [testExample, configExample]) recordRun(example);
  });
});

/** Runs a program of the project. It must end well and print the values that its comments promise. */
async function runProgram(program: string): Promise<string> {
  writeFileSync(join(folder, "program.ts"), program);
  const { code, output } = await run(node, ["program.ts"]);
  for (const value of readPrinted(program)) expect(output).toContain(value);
  expect(code, output).toBe(0);
  recordRun(program);
  return output;
}

/** Reads what a program prints from the comments after its `console.log`. */
function readPrinted(program: string): string[] {
  return [...program.matchAll(/console\.log\(.+\); \/\/ (.+)$/gm)].map(([, value = ""]) => value);
}

/** Returns a free port. The tests replace the README's port 4010 by it. */
async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}
