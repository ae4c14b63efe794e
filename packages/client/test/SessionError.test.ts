import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { SessionError } from "../src/index.ts";
import { createSessionClient } from "./createSessionClient.ts";
import { observedClient } from "./observedClient.ts";

/** Sends a request over a real socket, because only there an empty body can be sent in more than one way. */
async function getErrorFrom(listener: RequestListener): Promise<SessionError> {
  const server = createServer(listener);
  try {
    const client = createSessionClient({ baseUrl: await listen(server), timeoutMs: { perTry: 1_000 } });
    return await client
      .resume("secret")
      .api.GET("/session")
      .then(
        () => expect.unreachable("the call did not fail"),
        (error: SessionError) => error,
      );
  } finally {
    await close(server);
  }
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

const headers = { "x-error": "session not found", "x-error-id": "7c9e" };

describe("SessionError", () => {
  it.each<[body: string, listener: RequestListener]>([
    [
      "no body and Content-Length: 0",
      (_request, response) => void response.writeHead(401, { ...headers, "content-length": 0 }).end(),
    ],
    [
      "an empty chunked body",
      (_request, response) => void response.writeHead(401, { ...headers, "transfer-encoding": "chunked" }).end(),
    ],
    [
      "an HTML body",
      (_request, response) =>
        void response.writeHead(401, { ...headers, "content-type": "text/html" }).end("<h1>401</h1>"),
    ],
    [
      "a JSON body",
      (_request, response) =>
        void response.writeHead(401, { ...headers, "content-type": "application/json" }).end(`{"message":"no"}`),
    ],
    ["a body that never ends", (_request, response) => void response.writeHead(401, headers).write("…")],
  ])("carries the facts of a refusal with %s", async (_body, listener) => {
    const error = await getErrorFrom(listener);
    expect(error).toBeInstanceOf(SessionError);
    expect(error).toMatchObject({
      status: 401,
      errorId: "7c9e",
      errorText: "session not found",
      operation: "checkSession",
    });
    expect(error.message).toBe("checkSession answered 401: session not found (error id 7c9e)");
    expect(error).not.toHaveProperty("cause");
  });

  it("names the operation when its path has a parameter", async () => {
    const { client } = observedClient(() => new Response(null, { status: 404, headers }));
    const closing = client.resume("secret").api.DELETE("/session/{id}", { params: { path: { id: "any" } } });
    await expect(closing).rejects.toMatchObject({ operation: "closeSession", status: 404 });
  });

  it.each([
    [201, "only 200 and 202 mean success"],
    [204, "only 200 and 202 mean success"],
    [302, "redirects are not followed: set baseUrl to the final URL"],
    [400, "the response has no x-error header"],
    [429, "the response has no x-error header"],
    [500, "the response has no x-error header"],
  ])("explains a %i without error headers", async (status, reason) => {
    const { client } = observedClient(() => new Response(null, { status }));
    await expect(client.resume("secret").api.GET("/sessions")).rejects.toMatchObject({
      name: "SessionError",
      message: `getSessions answered ${status}: ${reason}`,
      errorId: undefined,
    });
  });

  it("reports a redirect and does not follow it, because it would carry a code to another server", async () => {
    const paths: string[] = [];
    const error = await getErrorFrom((request, response) => {
      paths.push(`${request.method} ${request.url}`);
      response.writeHead(307, { location: "/elsewhere" }).end();
    });
    expect([error.status, paths]).toEqual([307, ["GET /session"]]);
  });

  it("recognises a redirect whose status the browser hides", async () => {
    const opaque = Object.defineProperties(new Response(), { type: { value: "opaqueredirect" }, status: { value: 0 } });
    const { client } = observedClient(() => opaque);
    await expect(client.api.GET("/session")).rejects.toThrow("checkSession answered 0: redirects are not followed");
  });

  it("ends the request after the time limit, or when its signal aborts", async () => {
    const ended: string[] = [];
    const server = createServer((request, response) => response.on("close", () => ended.push(`${request.url}`)));
    const baseUrl = await listen(server);
    const customFetch = (request: Request) => fetch(request);
    for (const options of [{}, { fetch: customFetch }]) {
      const client = createSessionClient({ baseUrl, retry: false, timeoutMs: { perTry: 100 }, ...options });
      await expect(client.api.GET("/session")).rejects.toMatchObject({ kind: "timeout" });
      const signal = AbortSignal.timeout(50);
      await expect(client.api.GET("/sessions", { signal })).rejects.toMatchObject({ kind: "aborted" });
    }
    await expect.poll(() => ended).toEqual(["/session", "/sessions", "/session", "/sessions"]);
    await close(server);
  });

  it("does not wait for a slow body of a refusal", async () => {
    vi.useFakeTimers();
    const { client } = observedClient(() => new Response(new ReadableStream(), { status: 503, headers }), {
      retry: false,
    });
    const refusal = expect(client.resume("secret").check()).rejects.toMatchObject({ kind: "api", status: 503 });
    await vi.advanceTimersByTimeAsync(1_000);
    await refusal;
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it("leaves no timer after it has drained a body", async () => {
    vi.useFakeTimers();
    const { client } = observedClient(() => new Response("no", { status: 500, headers }));
    await expect(client.resume("secret").check()).rejects.toMatchObject({ status: 500 });
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it("does not read an endless body of a refusal to the end", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(10_000));
      },
    });
    const { client } = observedClient(() => new Response(endless, { status: 500, headers }));
    await expect(client.resume("secret").api.GET("/session")).rejects.toMatchObject({ status: 500, errorId: "7c9e" });
    expect(sent).toBeLessThan(20);
  });

  it("keeps the description of an error of a custom fetch, but not the request in it", async () => {
    const failing = async (request: Request) => {
      throw Object.assign(new TypeError(`cannot send ${request.headers.get("authorization")}`), {
        code: "EFOREIGN",
        request,
        cause: Object.assign(new Error("deeper"), { options: { headers: [...request.headers] } }),
      });
    };
    const { client } = observedClient(failing, { retry: false });
    const error = await client
      .resume("s3cr3t-s3cr3t")
      .check()
      .catch((error: unknown) => error);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("s3cr3t");
    expect(error).toMatchObject({ kind: "network", cause: { code: "EFOREIGN", cause: { message: "deeper" } } });
    expect(error).toHaveProperty("cause", expect.any(TypeError));
  });

  it("says why no response arrived, and keeps the cause", async () => {
    const error = await getErrorFrom((request) => request.socket.destroy());
    expect(error).toMatchObject({ name: "SessionError", status: undefined, operation: "checkSession" });
    expect(error.host).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(error.message).toMatch(/^checkSession got no response from 127\.0\.0\.1:\d+: fetch failed \(.+\)$/);
    expect(error.cause).toBeInstanceOf(TypeError);
  });

  it("keeps the reason of an abort as its cause", async () => {
    const { client } = observedClient((request) => Promise.reject(request.signal.reason));
    const signal = AbortSignal.abort(new Error("the user left"));
    await expect(client.api.GET("/session", { signal })).rejects.toMatchObject({
      kind: "aborted",
      message: "checkSession was aborted: the user left",
      cause: signal.reason,
    });
  });

  it.each([
    ["broken", (controller: ReadableStreamDefaultController) => controller.error(new Error("cut")), false],
    ["locked by another reader", () => {}, true],
  ])("keeps the facts of a refusal whose body is %s", async (_state, start, isLocked) => {
    const response = new Response(new ReadableStream({ start }), { status: 401, headers });
    if (isLocked) response.body?.getReader();
    const { client } = observedClient(() => response);
    await expect(client.resume("secret").api.GET("/session")).rejects.toMatchObject({ status: 401, errorId: "7c9e" });
  });

  it("has a stack that reaches the caller, however the call failed", async () => {
    const answers = [() => new Response(null, { status: 401 }), () => Promise.reject(new TypeError("fetch failed"))];
    for (const answer of answers) {
      const session = observedClient(answer, { retry: false }).client.resume("secret");
      async function showProfile(): Promise<void> {
        await session.check();
      }
      await expect(showProfile()).rejects.toMatchObject({ stack: expect.stringMatching(/at (async )?showProfile /) });
    }
  });

  it("drains the body of a refusal, so that its connection is reused", async () => {
    let connections = 0;
    const server = createServer((_request, response) => {
      response.writeHead(401, headers).write("<h1>");
      setTimeout(() => response.end("401</h1>"), 2); // the body is still arriving when the headers are read
    });
    server.on("connection", () => connections++);
    const session = createSessionClient({ baseUrl: await listen(server) }).resume("secret");
    for (let call = 0; call < 10; call++) await expect(session.check()).rejects.toMatchObject({ status: 401 });
    await close(server);
    expect(connections).toBeLessThan(3);
  });

  it("reports a 200 with a body that breaks off", async () => {
    const error = await getErrorFrom((_request, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": 100 }).write(`{"sessionID":`);
      setImmediate(() => response.destroy());
    });
    expect(error).toMatchObject({ kind: "network", status: 200, operation: "checkSession" });
    expect(error.message).toMatch(/^checkSession answered 200, but its body did not arrive completely: /);
    expect(error.cause).toBeInstanceOf(Error);
  });

  it("reports a 200 with a body that is not JSON, without quoting the body", async () => {
    const { client } = observedClient(() => new Response("<h1>secret</h1>", { status: 200 }));
    const error = await client.api.GET("/session").catch((error: unknown) => error);
    expect(error).toMatchObject({ message: "checkSession answered 200 with an unusable body: it is not JSON" });
    expect(inspect(error)).not.toContain("<h1>");
  });

  it.each(["sec\nret", "secret ", "", "se\u2028cret"])(
    "is not used for %j, which cannot be a bearer: resume throws a TypeError",
    (bearer) => {
      const { client } = observedClient(() => Response.json({}));
      expect(() => client.resume(bearer)).toThrow(
        /^resume needs the text of exportBearer: visible ASCII, without spaces and without `Bearer `$/,
      );
    },
  );

  it("never contains the bearer", async () => {
    const error = await getErrorFrom((request) => request.socket.destroy());
    expect(`${error.stack} ${JSON.stringify(error)} ${error.cause}`).not.toContain("secret");
  });
});
