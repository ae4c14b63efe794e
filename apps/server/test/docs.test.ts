import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ChildServer, sessionServer, startChildServer } from "./childServer.ts";

/** A docs package with a page at `/` and the target of "Try it", so that this package needs no real one. */
const fakeDocs = `export function createDocsHandler({ target }) {
  const files = { "/": "the docs", "/try/target.json": JSON.stringify(target) };
  return ({ url }, response, next) => (url in files ? response.end(files[url]) : next());
}`;

/** The `NODE_PATH` of pnpm would lead the server to the real docs. */
const env = { NODE_PATH: "" };
const inMemory = ["--database", "sqlite::memory:"];

let folder: string;
const started: ChildServer[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "server-docs-"));
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop("SIGKILL")));
  rmSync(folder, { recursive: true, force: true });
});

async function startWithDocs(args: string[], environment: NodeJS.ProcessEnv = {}) {
  const path = join(folder, "node_modules/@session-api/docs");
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "package.json"), JSON.stringify({ type: "module", exports: "./index.js" }));
  writeFileSync(join(path, "index.js"), fakeDocs);
  const server = await startChildServer([...inMemory, ...args], { ...env, ...environment }, folder);
  started.push(server);
  return { server, origin: new URL(server.url).origin };
}

const read = async (url: string) => (await fetch(url)).text();

describe("session-server --docs", () => {
  it.each<[how: string, args: string[], environment: NodeJS.ProcessEnv]>([
    ["the flag", ["--docs"], {}],
    ["the environment", [], { SESSION_SERVER_DOCS: "on" }],
  ])("serves the docs at /, pointed at the server, as %s asks", async (_how, args, environment) => {
    const { server, origin } = await startWithDocs(args, environment);
    expect(await server.waitForOutput(/Docs {2}(http:\S+)/)).toBe(`${origin}/`);
    expect(await read(`${origin}/`)).toBe("the docs");
    expect(JSON.parse(await read(`${origin}/try/target.json`))).toEqual({ baseUrl: "/api/auth/v2", kind: "server" });
  });

  it("answers the API and unknown paths as without it", async () => {
    const { server, origin } = await startWithDocs(["--docs"]);
    expect((await fetch(`${server.url}/session`)).status).toBe(401);
    const unknown = await fetch(`${origin}/other`);
    expect([unknown.status, unknown.headers.get("x-error")]).toEqual([404, "not found: no such route"]);
    const other = await fetch(`${server.url}/session`, { method: "PATCH" });
    expect([other.status, other.headers.get("allow")]).toEqual([405, "POST, GET"]);
  });

  it("tells how to install docs that are missing", async () => {
    expect(await sessionServer([...inMemory, "--port", "0", "--docs"], env, folder)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        "session-server: @session-api/docs is missing. Install it: npm install --save-dev @session-api/docs\n",
      ),
    });
  });
});
