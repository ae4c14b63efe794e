import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Mock, startMock } from "../src/index.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterEach(() => mock.reset());
afterAll(() => mock.close());

const headers = { authorization: "Bearer any" };
const check = () => fetch(`${mock.url}/session`, { headers });

describe("reset", () => {
  it("cuts what hangs", async () => {
    mock.play("hang");
    const hanging = check();
    await expect.poll(() => mock.requests.length).toBe(1);
    mock.reset();
    await expect(hanging).rejects.toThrow("fetch failed");
  });

  it("lets no function that answers late fail the next test", async () => {
    let fail: ((error: Error) => void) | undefined;
    mock.on("checkSession", () => new Promise((_resolve, reject) => (fail = reject)));
    const late = check();
    await expect.poll(() => fail).toBeDefined();
    mock.reset();
    fail?.(new Error("too late"));
    expect((await late).status).toBe(500);
    mock.reset();
  });

  it("lets no request that began before it leave a trace or take an answer", async () => {
    const upload = request(`${mock.url}/session`, { method: "POST", headers: { "content-type": "application/json" } });
    upload.write("{");
    // Once another is answered, the mock has read the head of the upload.
    await check();
    mock.reset();
    mock.on("createSession", { status: 500 }, { once: true });
    upload.end('"email": 7}');
    const [response] = await once(upload, "response");
    expect([response.statusCode, mock.requests, mock.violations]).toEqual([400, [], []]);
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: '{"email":"john@doe.net"}' };
    expect((await fetch(`${mock.url}/session`, init)).status).toBe(500);
  });

  it("fails with what a log threw, and the answer was given", async () => {
    await using own = await startMock({
      log: () => {
        throw new Error("no disk");
      },
    });
    expect((await fetch(`${own.url}/session`, { headers })).status).toBe(200);
    expect(() => own.reset()).toThrow("no disk");
  });
});

describe("what watches the document", () => {
  it("fails the next reset where it throws, and the new document is served", async () => {
    const folder = await mkdtemp(join(tmpdir(), "session-mock-"));
    const document = join(folder, "next.yaml");
    const text = await readFile(fileURLToPath(import.meta.resolve("@session-api/openapi/openapi.yaml")), "utf8");
    await writeFile(document, text);
    let calls = 0;
    await using own = await startMock({
      document,
      watch: () => {
        calls += 1;
        throw new Error("no terminal");
      },
    });
    await writeFile(document, text.replace("alias: johny", "alias: jane"));
    await expect.poll(() => calls, { timeout: 10_000 }).toBe(1);
    expect(own.example("checkSession").alias).toBe("jane");
    expect(() => own.reset()).toThrow("no terminal");
    await rm(folder, { recursive: true });
  });
});

describe("close", () => {
  it("tells of violations whenever it is asked to, and of a failure once", async () => {
    const own = await startMock();
    await fetch(`${own.url}/session`);
    await own.close();
    await expect(own.close({ failOnViolations: true })).rejects.toThrow("1 violation(s)");
    await own.close();
  });
});
