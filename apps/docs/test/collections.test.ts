import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { type Mock, startMock } from "@session-api/mock";
import { stringifyCollection, stringifyRequest } from "@usebruno/filestore";
import { afterEach, beforeEach, expect, it } from "vitest";

const run = promisify(execFile);
const limitMs = 60_000;
const root = join(import.meta.dirname, "..");
const site = join(root, "dist/site");
const flow = ["createSession", "verifySession", "checkSession", "getSessions", "extendSession", "closeSession"];

let mock: Mock;
let folder: string;
let reader: Awaited<ReturnType<typeof startCodeReader>>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "collections-"));
  mock = await startMock({ state: true });
  reader = await startCodeReader(mock);
});
afterEach(async () => {
  await reader.close();
  await mock.close();
  rmSync(folder, { recursive: true });
});

/** Stands before the mock and fills in the code, which a person reads from the mail. */
async function startCodeReader({ url, codeOf }: Mock) {
  const statuses: number[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", headers } = request;
    const sent = (await buffer(request)).toString().replace('"code": ""', `"code": "${codeOf("ada@example.com")}"`);
    const target = new URL(`${request.url}`, url);
    const { "content-type": type, authorization } = headers;
    const answer = await fetch(target, {
      method,
      headers: { ...(type && { "content-type": type }), ...(authorization && { authorization }) },
      ...(sent && { body: sent }),
    });
    statuses.push(answer.status);
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise((resolve) => server.close(resolve));
  return { baseUrl: `http://127.0.0.1:${port}${new URL(url).pathname}`, statuses, close };
}

/** Newer versions of Bruno than the command of this test have these parts. It refuses files with them. */
const newParts = ["description", "examples", "settings"];

/** Runs a command of this package, with the base URL of the test. Throws with its output when it fails. */
async function runCommand(name: string, args: string[], cwd: string): Promise<void> {
  try {
    await run(join(root, "node_modules/.bin", name), args, { cwd, timeout: limitMs });
  } catch (error) {
    throw new Error(`${name} failed: ${(error as { stdout?: string }).stdout}`, { cause: error });
  }
}

function expectWholeLogin(): void {
  expect(mock.requests.map(({ operationId }) => operationId)).toEqual(flow);
  expect(reader.statuses.filter((status) => status !== 200 && status !== 202)).toEqual([]);
  expect(reader.statuses).toHaveLength(flow.length);
  expect(mock.violations).toEqual([]);
}

it("the collection for Postman logs in, uses the session and closes it", { timeout: limitMs }, async () => {
  const file = join(site, "session-api.postman_collection.json");
  await runCommand("newman", ["run", file, "--env-var", `baseUrl=${reader.baseUrl}`], folder);
  expectWholeLogin();
});

it("the collection for Bruno does the same", { timeout: limitMs }, async () => {
  const text = readFileSync(join(site, "session-api.bruno.json"), "utf8");
  const withoutNewParts = (key: string, value: unknown) => (newParts.includes(key) ? undefined : value);
  const { name, items, root: settings } = JSON.parse(text, withoutNewParts);
  const config = { version: "1", name, type: "collection" };
  const files: Record<string, string> = {
    "bruno.json": JSON.stringify(config),
    "collection.bru": stringifyCollection(settings, config, { format: "bru" }),
    "environments/test.bru": `vars {\n  baseUrl: ${reader.baseUrl}\n}\n`,
  };
  for (const item of items) files[`${item.name}.bru`] = stringifyRequest(item, { format: "bru" });
  mkdirSync(join(folder, "environments"));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  await runCommand("bru", ["run", "--env", "test"], folder);
  expectWholeLogin();
});
