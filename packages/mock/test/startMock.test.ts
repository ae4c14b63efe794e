import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { paths } from "@session-api/types";
import createClient from "openapi-fetch";
import { describe, expect, vi } from "vitest";
import { parse } from "yaml";
import { type Mock, type RequestLog, startMock } from "../src/index.ts";
import { it } from "./fixture.ts";

const documentPath = fileURLToPath(import.meta.resolve("@session-api/openapi/openapi.yaml"));

describe("startMock", () => {
  it("serves the whole flow to a typed client", async ({ mock }) => {
    const api = createClient<paths>({ baseUrl: mock.url });
    const created = await api.POST("/session", { body: { email: "john@doe.net" } });
    const { bearer = "", verificationCodeID = "", sessionID = "" } = created.data ?? {};
    const headers = { Authorization: `Bearer ${bearer}` };
    const verified = await api.PUT("/session/verification", { body: { verificationCodeID, code: "012345" } });
    const checked = await api.GET("/session", { headers });
    const listed = await api.GET("/sessions", { headers });
    const extended = await api.PUT("/session/extend", { headers });
    const closed = await api.DELETE("/session/{id}", { headers, params: { path: { id: sessionID } } });

    expect(verified.data?.message).toBe("acknowledged");
    expect(checked.data).toMatchObject({ sessionID, verified: true });
    expect(listed.data?.sessions.filter(({ current }) => current)).toHaveLength(1);
    expect(extended.data?.message).toBe("acknowledged");
    expect(closed.data?.message).toBe("acknowledged");
  });

  it("listens on a free port, so that several run at once", async ({ mock }) => {
    await using other = await startMock();
    expect(other.url).not.toBe(mock.url);
    expect((await fetch(`${other.url}/session`)).status).toBe(401);
  });

  it("frees its port when closed, also twice and with a request under way", async () => {
    const first = await startMock();
    const port = Number(new URL(first.url).port);
    const unfinished = connect(port, "127.0.0.1");
    unfinished
      .on("error", () => {})
      .write("POST /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{");
    await fetch(`${first.url}/session`);
    await first.close();
    await first.close();
    await using second = await startMock({ port });
    expect(second.url).toBe(first.url);
  });

  it("frees its port when a client leaves the connection of a CONNECT open", async () => {
    const own = await startMock();
    const socket = connect({ port: Number(new URL(own.url).port), host: "127.0.0.1", allowHalfOpen: true });
    socket.on("error", () => {}).write("CONNECT a:1 HTTP/1.1\r\nHost: x\r\n\r\n");
    await once(socket, "data");
    await own.close();
    socket.destroy();
  });

  it("says what to do when the port is taken", async ({ mock }) => {
    const port = Number(new URL(mock.url).port);
    await expect(startMock({ port })).rejects.toThrow(
      `port ${port} on 127.0.0.1 is taken: stop what listens there, or choose another port`,
    );
  });

  it("refuses an unknown or mistyped option, as JavaScript may pass it", async () => {
    await expect(startMock({ scenaro: "hang" } as object)).rejects.toThrow(
      /^startMock has no option "scenaro": it takes port, host,/,
    );
    await expect(startMock({ host: "" })).rejects.toThrow("host must be an address, for example 127.0.0.1");
    await expect(startMock({ host: 5 } as object)).rejects.toThrow("host of startMock must be a string");
    await expect(startMock({ record: "" })).rejects.toThrow("record must be the path of a file");
    await expect(startMock({ watch: true } as object)).rejects.toThrow("watch of startMock must be a function");
    await expect(startMock({ cors: true } as object)).rejects.toThrow('cors must be "*", false or an origin such as');
    await expect(startMock({ cors: "app.example" as "*" })).rejects.toThrow(/^cors must be "\*", false or an origin/);
  });

  it("says what to do when the document cannot be read", async () => {
    await expect(startMock({ document: "/missing.yaml" })).rejects.toThrow(
      /^cannot use \/missing\.yaml: .+\. Give the path of an OpenAPI document$/,
    );
  });

  it("runs in Jest's jsdom environment, which hides globals of Node", async () => {
    for (const name of ["structuredClone", "TextDecoder", "TextEncoder"]) vi.stubGlobal(name, undefined);
    await using own = await startMock();
    const upload = request(`${own.url}/session`, { method: "POST", headers: { "content-type": "application/json" } });
    upload.end('{"email":"john@doe.net"}');
    const [response] = await once(upload, "response");
    vi.unstubAllGlobals();
    expect(response.statusCode).toBe(200);
  });

  it("records no violation when the client gives up an upload", async () => {
    const log: RequestLog[] = [];
    await using own = await startMock({ log: (entry) => log.push(entry) });
    const socket = connect(Number(new URL(own.url).port), "127.0.0.1");
    socket.end(
      'POST /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"email"',
    );
    await once(socket.resume(), "close");
    await expect.poll(() => log.length).toBe(1);
    expect([log[0]?.operationId, own.violations]).toEqual(["createSession", []]);
  });

  it.each([
    ["another kind of document", "swagger: '2.0'", "it is not an OpenAPI 3.1 document"],
    ["an older one", "openapi: 3.0.4\npaths: {}", "it is not an OpenAPI 3.1 document"],
    ["one without operations", "openapi: 3.1.1\npaths: {}", "it has no operation"],
    ["one that is broken", "openapi: [", "Flow sequence in block collection"],
    [
      "one in several files",
      '{"openapi":"3.1.1","paths":{"/a":{"get":{"responses":{"200":{"$ref":"./answers.yaml#/a"}}}}}}',
      "it refers to ./answers.yaml#/a: bundle it first, for example with `redocly bundle`",
    ],
  ])("says what to do with %s", async (_what, text, problem) => {
    const folder = await mkdtemp(join(tmpdir(), "session-mock-"));
    const document = join(folder, "other.yaml");
    await writeFile(document, text);
    await expect(startMock({ document })).rejects.toThrow(`cannot use ${document}: ${problem}`);
    await rm(folder, { recursive: true });
  });

  it("serves a document in JSON, and quotes its lines", async () => {
    const folder = await mkdtemp(join(tmpdir(), "session-mock-"));
    const document = join(folder, "openapi.json");
    await writeFile(document, JSON.stringify(parse(await readFile(documentPath, "utf8")), null, 2));
    await using json = await startMock({ document });
    expect(() => json.on("checkSession", { status: 404, headers: { "x-error": "" } })).toThrow(
      /fewer than 1 characters \(openapi\.json:\d+ says `"minLength": 1,`\)$/,
    );
    await rm(folder, { recursive: true });
  });

  it("makes responses up from the schemas when it is dynamic", async () => {
    await using dynamic = await startMock({ dynamic: true });
    const api = createClient<paths>({ baseUrl: dynamic.url, headers: { Authorization: "Bearer any" } });
    const [first, second] = await Promise.all([api.GET("/session"), api.GET("/session")]);
    expect(first.data).toMatchObject({ sessionID: expect.any(String), expireAt: expect.any(Number) });
    expect(first.data).not.toEqual(second.data);
  });

  it("makes a response up for a request that prefers it", async ({ mock }) => {
    const headers = { authorization: "Bearer any" };
    const ask = (more: object) =>
      fetch(`${mock.url}/session`, { headers: { ...headers, ...more } }).then((r) => r.json());
    expect(await ask({ prefer: "dynamic=true" })).not.toEqual(await ask({}));
  });

  it("lets a page of any origin send a bearer and JSON", async ({ mock }) => {
    const response = await fetch(`${mock.url}/session/any`, {
      method: "OPTIONS",
      headers: {
        origin: "https://app.example",
        "access-control-request-method": "DELETE",
        "access-control-request-headers": "authorization,content-type",
      },
    });
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "DELETE",
      "access-control-allow-headers": "authorization,content-type",
    });
  });

  it("replaces the characters of an example that a header cannot have", async () => {
    const text = (await readFile(documentPath, "utf8")).replace(
      "not found: no such resource",
      "not found: nothing – 何も",
    );
    const folder = await mkdtemp(join(tmpdir(), "session-mock-"));
    await writeFile(join(folder, "openapi.yaml"), text);
    await using odd = await startMock({ document: join(folder, "openapi.yaml") });
    const headers = { authorization: "Bearer any", prefer: "code=404" };
    const response = await fetch(`${odd.url}/session`, { headers });
    expect([response.status, response.headers.get("x-error")]).toEqual([404, "not found: nothing ? ??"]);
    await rm(folder, { recursive: true });
  });

  it.for([
    ["the root", "/session"],
    ["an older base path", "/api/auth/v1/session"],
    ["a base path that only begins like its own", "/api/auth/v2x/session"],
    ["a secret in place of the base path", "/s3cr3t/session"],
    ["the base path alone", "/api/auth/v2"],
  ] as const)("refuses a request below %s, and names the right base path", async ([_where, path], { mock }) => {
    const response = await fetch(new URL(path, mock.url), { headers: { authorization: "Bearer any" } });
    expect(response.status).toBe(404);
    expect(response.headers.get("x-error")).toBe("not found: no such route");
    expect(response.headers.get("x-error-id")).toMatch(/./);
    expect(mock.violations).toMatchObject([{ field: "path", rule: "servers" }]);
    expect(mock.violations[0]?.message).toMatch(
      /^path must begin with \/api\/auth\/v2\/ \(openapi\.yaml:\d+ says `- url: https:.+\/api\/auth\/v2`\)$/,
    );
    expect(mock.requests).toEqual([]);
  });

  it("allows no page to call below another base path", async ({ mock }) => {
    const headers = { origin: "https://app.example", "access-control-request-method": "GET" };
    const response = await fetch(new URL("/session", mock.url), { method: "OPTIONS", headers });
    expect(response.status).toBe(404);
  });

  it("serves the root too with `alsoAtRoot`", async () => {
    await using own = await startMock({ alsoAtRoot: true });
    for (const url of [own.url, new URL(own.url).origin])
      expect((await fetch(`${url}/session`, { headers: { authorization: "Bearer any" } })).status).toBe(200);
    expect(own.violations).toEqual([]);
  });

  it("refuses an option that would do nothing without another one", async () => {
    await expect(startMock({ watch: () => {} })).rejects.toThrow(/^watch needs document, /);
    await expect(startMock({ seed: "other" })).rejects.toThrow(/^seed needs dynamic: true, /);
    await expect(startMock({ seed: "other", dynamic: false })).rejects.toThrow(/^seed needs dynamic: true, /);
  });

  it.for(["dynamic=perhaps", "code=", "example="])(
    "refuses Prefer: %s and says what it wants",
    async (prefer, { mock }) => {
      const response = await fetch(`${mock.url}/session`, { headers: { authorization: "Bearer any", prefer } });
      expect(response.status).toBe(400);
      expect(response.headers.get("x-error")).toMatch(/^Prefer: \w+ must be /);
    },
  );

  it("refuses OPTIONS without the headers of a preflight", async ({ mock }) => {
    const response = await fetch(`${mock.url}/session`, { method: "OPTIONS" });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST, GET");
  });

  it.each([
    ["garbage", "garbage\r\n\r\n", 400],
    ["an unknown method", "BREW /api/auth/v2/session HTTP/1.1\r\nHost: x\r\n\r\n", 400],
    [
      "headers without end",
      `GET /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nX-Long: ${"x".repeat(20_000)}\r\n\r\n`,
      431,
    ],
    ["CONNECT", "CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n", 404],
    ["an unknown expectation", "GET /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\n\r\n", 400],
    ["a whole URL", "GET http://x/api/auth/v2/session HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 401],
    ["no Host", "GET /api/auth/v2/session HTTP/1.1\r\n\r\n", 400],
    ["two Hosts", "GET /api/auth/v2/session HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n", 400],
  ])("responds to %s with both error headers, and logs it", async (_what, request, status) => {
    const log: RequestLog[] = [];
    await using own = await startMock({ log: (entry) => log.push(entry) });
    const answer = await rawRequest(own, request);
    expect(log).toMatchObject([{ status, violations: [{ line: expect.any(Number) }] }]);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toMatch(/^x-error: ./m);
    expect(answer).toMatch(/^x-error-id: ./m);
  });
});

async function rawRequest(mock: Mock, request: string): Promise<string> {
  const socket = connect(Number(new URL(mock.url).port), "127.0.0.1").setEncoding("utf8");
  let answer = "";
  socket.on("data", (text) => {
    answer += text;
  });
  socket.write(request);
  await once(socket, "end");
  return answer;
}
