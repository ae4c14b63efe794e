import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const command = fileURLToPath(new URL("../src/command.ts", import.meta.url));

/** A docs package with a page at `/` and the target of "Try it", so that this package needs no real one. */
const fakeDocs = `export function createDocsHandler({ target }) {
  const files = { "/": "the docs", "/try/target.json": JSON.stringify(target), "/session": "a page" };
  return ({ url }, response, next) => (url in files ? response.end(files[url]) : next());
}`;

let folder: string;
const started: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mock-docs-"));
});
afterEach(async () => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

function installFakeDocs(): void {
  const path = join(folder, "node_modules/@session-api/docs");
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "package.json"), JSON.stringify({ type: "module", exports: "./index.js" }));
  writeFileSync(join(path, "index.js"), fakeDocs);
}

/** Runs the command in the folder. The `NODE_PATH` of pnpm would lead it to the real docs. */
function sessionMock(...args: string[]): ChildProcess {
  const env = { ...process.env, NODE_PATH: "" };
  const child = spawn(process.execPath, [command, "--port", "0", ...args], { cwd: folder, env });
  started.push(child);
  return child;
}

/** Starts the command, and returns its origin and the lines that it prints. */
async function serve(...args: string[]): Promise<{ origin: string; lines: string[] }> {
  const { stdout } = sessionMock(...args);
  const lines: string[] = [];
  if (stdout) createInterface(stdout).on("line", (line) => lines.push(line));
  await expect.poll(() => lines.length, { timeout: 15_000 }).toBe(2);
  return { origin: new URL(/http:\S+/.exec(lines[0] ?? "")?.[0] ?? "").origin, lines };
}

const read = async (url: string) => (await fetch(url)).text();

describe("session-mock --docs", () => {
  it("serves the docs at /, pointed at the mock, and prints their URL", async () => {
    installFakeDocs();
    const { origin, lines } = await serve("--docs");
    expect(lines[1]).toBe(`Docs  ${origin}/`);
    expect(await read(`${origin}/`)).toBe("the docs");
    expect(JSON.parse(await read(`${origin}/try/target.json`))).toEqual({ baseUrl: "/api/auth/v2", kind: "mock" });
  });

  it("answers the API and unknown paths as without it, and logs only those", async () => {
    installFakeDocs();
    const { origin, lines } = await serve("--docs");
    await read(`${origin}/`);
    expect((await fetch(`${origin}/api/auth/v2/session`)).headers.get("x-error-id")).toMatch(/./);
    const unknown = await fetch(`${origin}/other`);
    expect([unknown.status, unknown.headers.get("x-error")]).toEqual([404, "not found: no such route"]);
    await expect
      .poll(() => lines.slice(2).map((line) => line.split("  ", 2)))
      .toEqual([
        ["checkSession", "401"],
        ["GET /***", "404"],
      ]);
  });

  it("prefers an operation at the root to a page of the same path", async () => {
    installFakeDocs();
    const { origin } = await serve("--docs", "--also-at-root");
    expect((await fetch(`${origin}/session`)).status).toBe(401);
    expect(await read(`${origin}/`)).toBe("the docs");
  });

  it("tells how to install docs that are missing", async () => {
    const child = sessionMock("--docs");
    let output = "";
    child.stderr?.on("data", (chunk) => (output += chunk));
    const [code] = await once(child, "close");
    expect(code).toBe(1);
    expect(output).toBe(
      "session-mock: @session-api/docs is missing. Install it: npm install --save-dev @session-api/docs\n",
    );
  });
});
