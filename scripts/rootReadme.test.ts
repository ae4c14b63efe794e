import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listBlocks, recordRun, runCommand, runServer } from "@session-api/examples";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "./copyWorkspace.ts";

const blocks = listBlocks(join(root, "README.md"));
const programs = blocks.filter(({ language }) => language === "ts");
const isTest = (code: string) => code.includes('from "vitest"');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "session-api-root-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function findBlock(text: string): string {
  return blocks.find(({ code }) => code.includes(text))?.code ?? expect.fail(`the README has no block with ${text}`);
}

/** Runs a program of this package, which depends on the client and the mock. */
async function runFile(name: string, code: string, args: string[], signal: AbortSignal) {
  const file = join(import.meta.dirname, name);
  writeFileSync(file, code);
  const ended = await runCommand(process.execPath, [...args, file], { signal });
  rmSync(file);
  return ended;
}

describe.concurrent("the README of the repository", () => {
  it("has a first example that runs against the mock", async ({ signal }) => {
    const code = programs.find((program) => !isTest(program.code))?.code ?? "";
    expect(await runFile("example.tmp.ts", code, [], signal)).toEqual({ exitCode: 0, output: "John Doe\n" });
    recordRun(code);
  });

  it("has a test that passes in Vitest", async ({ signal }) => {
    const code = findBlock('from "vitest"');
    const vitest = join(import.meta.dirname, "node_modules/vitest/vitest.mjs");
    const { exitCode, output } = await runFile("example.tmp.test.ts", code, [vitest, "run"], signal);
    expect(output).toMatch(/Tests {2}1 passed/);
    expect(exitCode).toBe(0);
    recordRun(code);
  });

  it("has commands that start the mock and call it", async ({ signal }) => {
    const [start, call] = [findBlock("npm run mock"), findBlock("Prefer: code=429")];
    const onFreePort = start.replace("npm run mock", "npm run mock -- --port 0");
    const toMock = call.replaceAll("curl ", "curl -m 10 ").replaceAll("http://127.0.0.1:4010/api/auth/v2", '"$URL"');
    const { exitCode, output } = await runServer(onFreePort, toMock, { cwd: root, signal });
    expect(output).toContain("HTTP/1.1 200 OK");
    expect(output).toContain("HTTP/1.1 429 Too Many Requests");
    expect(exitCode).toBe(0);
    for (const code of [start, call]) recordRun(code);
  });

  it("has commands that add a user and start the live server", async ({ signal }) => {
    const start = findBlock("npm run server -- users add");
    const env = { SESSION_SERVER_PORT: "0", SESSION_SERVER_DATABASE: `sqlite:${join(folder, "sessions.db")}` };
    const call = 'curl -s -m 10 -o /dev/null -w "%{http_code}\\n" "$URL/session"';
    const { exitCode, output } = await runServer(start, call, { cwd: root, env, signal });
    expect(output).toContain("added me@example.com");
    expect(output).toMatch(/^401$/m);
    expect(exitCode).toBe(0);
    recordRun(start);
  });

  // The live service would mail a code. Here the live server prints it, and a command reads it there.
  it("has a command that runs smoke against a server with an account", async ({ signal }) => {
    const smoke = findBlock("--email me@example.com");
    const start = "npm run server -- users add me@example.com\nnpm run server";
    const env = { SESSION_SERVER_PORT: "0", SESSION_SERVER_DATABASE: `sqlite:${join(folder, "smoke.db")}` };
    const find = 'sed -n "s/^code \\([0-9]*\\) for $SESSION_SMOKE_VERIFICATION_CODE_ID/\\1/p" "$LOG" | grep .';
    const readCode = `--code-from 'command:until ${find}; do sleep 0.1; done'`;
    const local = smoke.trim().replace("https://intelligence.threatwinds.com/api/auth/v2", '"$URL"');
    const { exitCode, output } = await runServer(start, `${local} ${readCode}`, { cwd: root, env, signal });
    expect(output).toMatch(/smoke: \d+ passed, 0 failed, \d+ skipped in /);
    expect(output).toMatch(/ok +verifySession accepts the code from the mail/);
    expect(exitCode).toBe(0);
    recordRun(smoke);
  });

  it("has commands that run smoke, and shows what the last one prints", async ({ signal }) => {
    const [script, shown] = [findBlock("npm run smoke -- --target server"), findBlock("The session flow against")];
    const { exitCode, output } = await runCommand("bash", ["-e", "-c", script], { cwd: root, signal });
    expect(output.match(/smoke: \d+ passed, 0 failed, \d+ skipped in /g)).toHaveLength(3);
    expect(exitCode).toBe(0);
    const printed = normalise(output);
    for (const text of normalise(shown))
      expect(
        printed.some((line) => isShown(line, text)),
        text,
      ).toBe(true);
    for (const code of [script, shown]) recordRun(code);
  });
});

/** Lists the lines of an output without spaces, times and ports, which differ from run to run. */
function normalise(output: string): string[] {
  const lines = output.replaceAll(/\d[\d.]* (?=m?s\b)|:\d+(?=\/)/g, "").split("\n");
  return lines.map((line) => line.trim().replace(/ +/g, " ")).filter(Boolean);
}

/** Tells whether a line of an output is one of the README, in which `…` stands for the rest. */
function isShown(line: string, text: string): boolean {
  return text.endsWith("…") ? line.startsWith(text.slice(0, -1)) : line === text;
}

it("draws which packages use which", () => {
  const drawing = findBlock("flowchart LR");
  const names = new Map(
    [...drawing.matchAll(/(\w+)\["((?:packages|apps)\/\w+)/g)].map(([, id = "", path = ""]) => [id, path]),
  );
  const arrows = [...drawing.matchAll(/^ +(\w+)(?:\[.*?\])? --(?: .* --)?> (\w+)/gm)];
  expect(arrows.length).toBeGreaterThan(9);
  for (const [arrow, from = "", to = ""] of arrows) {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(root, names.get(to) ?? to, "package.json"), "utf8"),
    );
    const used = from === "document" ? "openapi" : from;
    expect({ ...dependencies, ...devDependencies }, arrow).toHaveProperty([`@session-api/${used}`]);
  }
  recordRun(drawing);
});
