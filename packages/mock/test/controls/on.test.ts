import { describe, expect, expectTypeOf } from "vitest";
import { startMock } from "../../src/index.ts";
import { bearer, it } from "../fixture.ts";

/** Lets one part of a test wait for another. */
function signal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { give, given };
}

describe("on", () => {
  it("responds with a status and its example in the document", async ({ mock, check }) => {
    mock.on("checkSession", { status: 403 });
    const { response } = await check();
    expect([response.status, response.headers.get("x-error")]).toEqual([403, "forbidden: verify the session first"]);
  });

  it("responds with a body, typed by the document", async ({ mock, check }) => {
    const body = { ...mock.example("checkSession"), roles: ["auditor"] };
    expectTypeOf(body.expireAt).toEqualTypeOf<number>();
    mock.on("checkSession", { status: 200, body });
    expect((await check()).data).toEqual(body);
    // @ts-expect-error an acknowledgement is not a session
    expect(() => mock.on("checkSession", { status: 200, body: { message: "acknowledged" } })).toThrow();
    // @ts-expect-error the document has no such status
    expect(() => mock.on("checkSession", { status: 202 })).toThrow();
  });

  it("responds with a named example", async ({ mock, api }) => {
    mock.on("getSessions", { example: "sessionList" });
    expect((await api.GET("/sessions")).data?.sessions).toHaveLength(2);
  });

  it("sets headers, or removes one", async ({ mock, check }) => {
    mock.on("checkSession", { status: 429, headers: { "retry-after": "3", "X-Extra": "yes" } });
    expect(Object.fromEntries((await check()).response.headers)).toMatchObject({
      "retry-after": "3",
      "x-extra": "yes",
    });
    mock.on("checkSession", { status: 429, headers: { "Retry-After": null } });
    expect((await check()).response.headers.has("retry-after")).toBe(false);
  });

  it("adds a body to a refusal, because the document declares none", async ({ mock, check }) => {
    mock.on("checkSession", { status: 500, body: { trace: "none" } });
    const { response, error } = await check();
    expect([response.status, error]).toEqual([500, { trace: "none" }]);
  });

  it("responds late", async ({ mock, check }) => {
    mock.on("checkSession", { delayMs: 20 });
    expect((await check()).response.status).toBe(200);
  });

  it("cuts the connection", async ({ mock, check }) => {
    mock.on("checkSession", { cut: true });
    await expect(check()).rejects.toThrow("fetch failed");
  });

  it("lets a client leave before a response that never comes", async ({ mock }) => {
    mock.on("checkSession", { delayMs: Number.POSITIVE_INFINITY });
    const signal = AbortSignal.timeout(50);
    await expect(fetch(`${mock.url}/session`, { headers: bearer, signal })).rejects.toThrow("timeout");
  });

  it("does not wait for a client that left before the answer was chosen", async () => {
    const isAsked = signal();
    const hasLeft = signal();
    const isLogged = signal();
    await using own = await startMock({
      log: ({ operationId }) => operationId === "checkSession" && isLogged.give(),
    });
    own.on("checkSession", async () => {
      isAsked.give();
      await hasLeft.given;
      return { delayMs: Number.POSITIVE_INFINITY };
    });
    const controller = new AbortController();
    const asking = fetch(`${own.url}/session`, { headers: bearer, signal: controller.signal });
    await isAsked.given;
    controller.abort();
    await expect(asking).rejects.toThrow();
    // Once it has responded to another request, the mock has noticed that the first client has left.
    await fetch(`${own.url}/sessions`, { headers: bearer });
    hasLeft.give();
    await isLogged.given;
  });

  it("sets a header once, in any case of its letters", async ({ mock }) => {
    mock.on("checkSession", {
      status: 401,
      headers: { "content-type": "text/html", "access-control-allow-origin": "https://app.example" },
      body: "no",
    });
    const { headers } = await fetch(`${mock.url}/session`, { headers: { ...bearer, origin: "http://localhost" } });
    expect([headers.get("content-type"), headers.get("access-control-allow-origin")]).toEqual([
      "text/html",
      "https://app.example",
    ]);
  });

  it("sends a string as it is when its type is not JSON, such as a gateway's page", async ({ mock }) => {
    const page = "<h1>502 Bad Gateway</h1>";
    mock.on("checkSession", { status: 500, headers: { "Content-Type": "text/html" }, body: page });
    const ask = () => fetch(`${mock.url}/session`, { headers: bearer });
    expect(await (await ask()).text()).toBe(page);
    mock.on("checkSession", { status: 500, headers: { "Content-Type": "application/problem+json" }, body: page });
    expect(await (await ask()).json()).toBe(page);
  });

  it("keeps the answer as it was set when the test changes its objects later", async ({ mock, check }) => {
    const body = mock.example("checkSession");
    const headers: Record<string, string> = { "x-set": "before" };
    mock.on("checkSession", { body, headers });
    body.alias = "changed";
    headers["x-set"] = "after";
    const { data, response } = await check();
    expect([data?.alias, response.headers.get("x-set")]).toEqual(["johny", "before"]);
    expect(mock.example("checkSession").alias).toBe("johny");
  });

  it("lets a function see the bearer, and records it nowhere", async ({ mock, check }) => {
    mock.on("checkSession", (request) => {
      const isAny = request.parameters.header.authorization === "Bearer any";
      request.operationId = "getSessions" as "checkSession";
      return isAny ? { status: 403 } : undefined;
    });
    expect((await check()).response.status).toBe(403);
    expect(mock.requests[0]?.parameters.header.authorization).toBe("Bearer ***");
    expect(mock.requests[0]?.operationId).toBe("checkSession");
  });

  it("lets a function of the request choose the answer", async ({ mock, api }) => {
    mock.on("verifySession", ({ body }) => {
      expectTypeOf(body.code).toEqualTypeOf<string>();
      return body.code === "054321" ? undefined : { status: 401 };
    });
    const verify = (code: string) => api.PUT("/session/verification", { body: { verificationCodeID: "any", code } });
    expect((await verify("054321")).response.status).toBe(200);
    expect((await verify("54321")).response.headers.get("x-error")).toBe("unauthorized: the code was not accepted");
  });

  it("uses answers for once in their order, then the lasting one, then the document's again", async ({
    mock,
    check,
  }) => {
    mock.on("checkSession", { status: 404 });
    mock.on("checkSession", { status: 500 }, { once: true });
    mock.on("checkSession", { status: 429 }, { once: true });
    const statuses = [];
    for (let call = 0; call < 4; call++) statuses.push((await check()).response.status);
    mock.reset();
    statuses.push((await check()).response.status);
    expect(statuses).toEqual([500, 429, 404, 404, 200]);
  });

  it("changes no other operation", async ({ mock, api }) => {
    mock.on("checkSession", { status: 500 });
    expect((await api.GET("/sessions")).response.status).toBe(200);
  });

  it("is overridden by a Prefer header", async ({ mock }) => {
    mock.on("checkSession", { status: 500 });
    const headers = { ...bearer, Prefer: "code=404" };
    expect((await fetch(`${mock.url}/session`, { headers })).status).toBe(404);
  });

  it("does not accept a request that differs from the document", async ({ mock, create }) => {
    mock.on("createSession", { status: 202 });
    expect((await create({})).status).toBe(400);
  });
});
