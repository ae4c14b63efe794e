import { inspect } from "node:util";
import { startServer } from "@session-api/server";
import { afterAll, beforeAll, describe, expect, expectTypeOf, it, vi } from "vitest";
import {
  type CheckedSession,
  isSessionError,
  type ListedSession,
  type SessionClient,
  SessionError,
} from "../src/index.ts";
import { createSessionClient } from "./createSessionClient.ts";
import { checked, created, cut, done, observedClient, ok, refused, silent } from "./observedClient.ts";

describe("the flow against the live server", () => {
  const codes = new Map<string, string>();
  let server: Awaited<ReturnType<typeof startServer>>;
  let client: SessionClient;

  beforeAll(async () => {
    server = await startServer({
      users: [{ email: "john@doe.net", alias: "johny", fullName: "John Doe", roles: ["user"] }],
      mail: ({ to, code }) => void codes.set(to, code),
      limits: "off",
      checkReplies: true,
    });
    client = createSessionClient({ baseUrl: server.url });
  });
  afterAll(() => server.close());

  async function takeCode(email: string): Promise<string> {
    await expect.poll(() => codes.has(email)).toBe(true);
    const code = codes.get(email) ?? "";
    codes.delete(email);
    return code;
  }
  async function login() {
    const pending = await client.login("john@doe.net");
    return pending.verify(await takeCode("john@doe.net"));
  }

  it("logs in, checks, lists, extends and closes", async () => {
    const pending = await client.login("john@doe.net");
    expect(pending).toMatchObject({ sessionID: expect.any(String), ip: "127.0.0.1", expireAt: expect.any(Number) });
    const session = await pending.verify(await takeCode("john@doe.net"));
    const before = await session.check();
    expectTypeOf(before).toEqualTypeOf<CheckedSession>();
    expect(before).toMatchObject({ alias: "johny", verified: true, sessionID: pending.sessionID });
    const list = await session.list();
    expectTypeOf(list).toEqualTypeOf<ListedSession[]>();
    expect(list.map(({ current }) => current)).toEqual([true]);
    expect(await session.extend()).toBeGreaterThanOrEqual(before.expireAt);
    await session.close();
    await expect(session.check()).rejects.toMatchObject({ status: 401 });
  });

  it("resends a code as another login, and keeps the first login valid", async () => {
    const first = await client.login("john@doe.net");
    const code = await takeCode("john@doe.net");
    const second = await first.resend();
    expect(second.sessionID).not.toBe(first.sessionID);
    await using session = await second.verify(await takeCode("john@doe.net"));
    await using other = await first.verify(code);
    expect((await session.list()).length).toBe(2);
    expect((await other.check()).sessionID).toBe(first.sessionID);
  });

  it("refuses a wrong code, and accepts the right one afterwards", async () => {
    const pending = await client.login("john@doe.net");
    const code = await takeCode("john@doe.net");
    const wrong = code === "000000" ? "000001" : "000000";
    await expect(pending.verify(wrong)).rejects.toMatchObject({ kind: "api", status: 401, operation: "verifySession" });
    await using session = await pending.verify(code);
    expect((await session.check()).verified).toBe(true);
  });

  it("continues a stored session", async () => {
    const session = await login();
    await using resumed = client.resume(session.exportBearer());
    expect((await resumed.check()).alias).toBe("johny");
  });

  it("closes another session, and all others", async () => {
    const [first, second, third] = [await login(), await login(), await login()];
    await first.closeOther((await second.check()).sessionID);
    await expect(second.check()).rejects.toMatchObject({ status: 401 });
    expect(await first.closeAllOthers()).toBe(1);
    await expect(third.check()).rejects.toMatchObject({ status: 401 });
    await first.close();
  });

  it("closes at the end of an `await using` block, even when it is already closed", async () => {
    const session = await login();
    {
      await using used = session;
      await used.close();
    }
    await expect(session.check()).rejects.toMatchObject({ status: 401 });
  });

  it("reports a session that was closed elsewhere", async () => {
    const session = await login();
    const other = client.resume(session.exportBearer());
    await other.close();
    const lost = await new Promise((resolve) => session.keepAlive({ onLost: resolve }));
    expect(lost).toMatchObject({ reason: "ended" });
  });
});

describe("a code without a response", () => {
  it("counts as accepted when the session is verified", async () => {
    const { client, requests } = observedClient([ok(created, 202), cut, ok(checked)]);
    const pending = await client.login("john@doe.net");
    const session = await pending.verify("012345");
    expect(requests.map(({ method }) => method)).toEqual(["POST", "PUT", "GET"]);
    expect(session.exportBearer()).toBe(created.bearer);
  });

  it.each([
    ["is not verified", ok({ ...checked, verified: false })],
    ["cannot be read", refused(403)],
  ])("fails when the session %s", async (_state, response) => {
    const { client } = observedClient([ok(created, 202), cut, response]);
    const pending = await client.login("john@doe.net");
    await expect(pending.verify("012345")).rejects.toMatchObject({ kind: "network", operation: "verifySession" });
  });

  it.each([
    ["a time-out", silent],
    ["a 200 that is not JSON", () => new Response("<h1>", { status: 200 })],
    ["502", refused(502)],
    ["504", refused(504)],
  ])("is also looked up after %s", async (_failure, failure) => {
    const { client } = observedClient([ok(created, 202), failure, ok(checked)], { timeoutMs: { perTry: 50 } });
    const pending = await client.login("john@doe.net");
    await expect(pending.verify("012345")).resolves.toHaveProperty("check");
  });

  it("is not looked up when the service refused it", async () => {
    for (const status of [401, 500]) {
      const { client, requests } = observedClient([ok(created, 202), refused(status)]);
      const pending = await client.login("john@doe.net");
      await expect(pending.verify("012345")).rejects.toMatchObject({ status });
      expect(requests).toHaveLength(2);
    }
  });

  it("is not looked up when the request was never sent", async () => {
    const { client, requests } = observedClient([ok(created, 202)]);
    const pending = await client.login("john@doe.net");
    client.api.use({
      onRequest: () => {
        throw new RangeError("thrown by middleware");
      },
    });
    await expect(pending.verify("012345")).rejects.toThrow(RangeError);
    expect(requests).toHaveLength(1);
  });
});

describe("a session", () => {
  it("extends once for concurrent callers", async () => {
    const { client, requests } = observedClient([done, ok(checked)]);
    const session = client.resume(created.bearer);
    expect(await Promise.all([session.extend(), session.extend(), session.extend()])).toEqual(
      Array(3).fill(checked.expireAt),
    );
    expect(requests.map(({ method }) => method)).toEqual(["PUT", "GET"]);
  });

  it("sends a separate extension for a caller with its own signal", async () => {
    const { client, requests, events } = observedClient([done, done, ok(checked), ok(checked)]);
    const session = client.resume(created.bearer);
    await Promise.all([session.extend(), session.extend({ signal: new AbortController().signal })]);
    expect(requests.map(({ method }) => method)).toEqual(["PUT", "PUT", "GET", "GET"]);
    expect(events.filter(({ type }) => type === "extended")).toEqual(
      Array(2).fill({
        type: "extended",
        operation: "extendSession",
        sessionID: checked.sessionID,
        expireAt: checked.expireAt,
      }),
    );
  });

  it("extends again after a failed extension", async () => {
    const { client } = observedClient([refused(500), done, ok(checked)]);
    const session = client.resume(created.bearer);
    await expect(session.extend()).rejects.toMatchObject({ status: 500 });
    await expect(session.extend()).resolves.toBe(checked.expireAt);
  });

  const listed = [
    { sessionID: "a", current: false },
    { sessionID: "mine", current: true },
    { sessionID: "b", current: false },
    { sessionID: "unknown" },
    { sessionID: "c", current: false },
  ];

  it("closes all others, and does not count one that has already ended", async () => {
    const { client, requests } = observedClient([ok({ sessions: listed }), done, refused(404), done]);
    await expect(client.resume("b").closeAllOthers()).resolves.toBe(2);
    expect(requests.slice(1).map(({ url }) => url.slice(-2))).toEqual(["/a", "/b", "/c"]);
  });

  it.each([401, 403, 500])("tries to close every other session, and rejects when one answers %i", async (status) => {
    const { client, requests } = observedClient([ok({ sessions: listed }), refused(status), done, done]);
    await expect(client.resume("b").closeAllOthers()).rejects.toMatchObject({ status });
    expect(requests).toHaveLength(4);
  });

  it.each(["", ".", "..", undefined])("refuses the id %j, which would change the path", async (id) => {
    const { client, requests } = observedClient(done);
    await expect(client.resume("b").closeOther(id as string)).rejects.toThrow(/^closeOther needs the sessionID/);
    expect(requests).toEqual([]);
  });

  it("closes once for several calls, and again after a failure", async () => {
    const { client, requests } = observedClient([ok(checked), refused(500), done]);
    const session = client.resume("b");
    await session.check();
    await expect(session.close()).rejects.toMatchObject({ status: 500 });
    await Promise.all([session.close(), session.close()]);
    await session.close();
    expect(requests.map(({ method }) => method)).toEqual(["GET", "DELETE", "DELETE"]);
  });

  it("knows its id after a login", async () => {
    const { client, requests } = observedClient([ok(created, 202), done, done]);
    const session = await (await client.login("john@doe.net")).verify("012345");
    await session.close();
    expect(requests.map(({ method }) => method)).toEqual(["POST", "PUT", "DELETE"]);
  });

  it("shows its id after a login", async () => {
    const { client } = observedClient([ok(created, 202), done]);
    const session = await (await client.login("john@doe.net")).verify("012345");
    expectTypeOf(session.sessionID).toEqualTypeOf<string | undefined>();
    expect(session.sessionID).toBe(created.sessionID);
  });

  it.each([
    ["check", [ok(checked)]],
    ["extend", [done, ok(checked)]],
    ["close", [ok(checked), done]],
  ] as const)("shows its id after the first %s of a resumed session", async (call, handlers) => {
    const session = observedClient([...handlers]).client.resume("b");
    expect(session.sessionID).toBeUndefined();
    await session[call]();
    expect(session.sessionID).toBe(checked.sessionID);
  });

  it("shows no id that is not text", async () => {
    const session = observedClient(ok({ ...checked, sessionID: 7 })).client.resume("b");
    await session.check();
    expect(session.sessionID).toBeUndefined();
  });

  it("is shared by concurrent and later calls that verify the same code", async () => {
    const { client, requests } = observedClient([ok(created, 202), done, refused(401)]);
    const pending = await client.login("john@doe.net");
    const [first, second] = await Promise.all([pending.verify("012345"), pending.verify("012345")]);
    expect([first === second, requests.length]).toEqual([true, 2]);
    expect(await pending.verify("012345")).toBe(first);
    expect(requests.length).toBe(2);
    await expect(pending.verify("999999")).rejects.toMatchObject({ status: 401 });
  });

  it.each<[name: string, call: (client: SessionClient) => Promise<unknown>, bodies: unknown[]]>([
    [
      "a login",
      (client) => client.login("john@doe.net"),
      [null, {}, { ...created, bearer: "two words" }, { ...created, verificationCodeID: 7 }],
    ],
    ["check", (client) => client.resume("b").check(), [null, 7, "text"]],
    ["list", (client) => client.resume("b").list(), [null, {}, [], { sessions: "none" }, { sessions: [{}, null] }]],
    ["close", (client) => client.resume("b").close(), [null, {}, { ...checked, sessionID: 7 }]],
  ])("reports a malformed response when %s lacks a required field", async (_name, call, bodies) => {
    for (const body of bodies) {
      const { client } = observedClient(() => Response.json(body));
      await expect(call(client), JSON.stringify(body)).rejects.toMatchObject({
        kind: "malformed",
        status: 200,
        message: expect.stringMatching(
          /^[a-z]+Sessions? answered 200 with an unusable body: a field is missing or has the wrong type$/,
        ),
      });
    }
  });

  it.each([undefined, "1900000000", Number.NaN])(
    "reports a malformed response when the new expiry is %j",
    async (expireAt) => {
      const { client } = observedClient([done, ok({ ...checked, expireAt })]);
      await expect(client.resume("b").extend()).rejects.toMatchObject({ kind: "malformed", operation: "checkSession" });
    },
  );

  it.each([401, 404])(
    "accepts a %i at the end of an `await using` block, because it has already ended",
    async (status) => {
      const { client } = observedClient([ok(checked), refused(status)]);
      await expect(client.resume("b")[Symbol.asyncDispose]()).resolves.toBeUndefined();
    },
  );

  it("rejects when the first attempt to close answers 401", async () => {
    const { client } = observedClient([ok(checked), refused(401)]);
    await expect(client.resume("b").close()).rejects.toMatchObject({ status: 401, attempts: 1 });
  });

  it("rejects at the end of an `await using` block when it cannot be closed", async () => {
    const { client } = observedClient([ok(checked), refused(500)]);
    const leaving = async () => {
      await using _session = client.resume("b");
    };
    await expect(leaving()).rejects.toMatchObject({ status: 500, operation: "closeSession" });
  });

  it("is closed by a compiled `await using` when the engine has no `Symbol.asyncDispose`", async () => {
    const { client, requests } = observedClient([ok(checked), done]);
    vi.stubGlobal("Symbol", { for: Symbol.for });
    const session = client.resume(created.bearer);
    vi.unstubAllGlobals();
    const disposable: object = session;
    await (disposable as Record<symbol, () => Promise<void>>)[Symbol.for("Symbol.asyncDispose")]?.();
    expect(requests.map(({ method }) => method)).toEqual(["GET", "DELETE"]);
  });

  it("reads its id before it closes when the id is unknown", async () => {
    const { client, requests } = observedClient([ok(checked), done]);
    await client.resume(created.bearer).close();
    expect(requests[1]?.url).toMatch(/\/session\/mine$/);
  });

  it("reports a missing body as malformed, except in an acknowledgement", async () => {
    const { client } = observedClient(() => new Response(null, { status: 200 }));
    await expect(client.resume("b").check()).rejects.toMatchObject({ kind: "malformed", status: 200 });
    await expect(client.resume("b").closeOther("x")).resolves.toBeUndefined();
  });
});

describe("secrets", () => {
  it("do not appear in objects, errors or events", async () => {
    const { client, events } = observedClient([ok(created, 202), done, ok(checked), refused(500), cut, cut, cut]);
    const pending = await client.login("john@doe.net");
    const session = await pending.verify("987654");
    await session.check();
    const errors = [
      await session.check().catch((error: unknown) => error),
      await session.list().catch((error: unknown) => error),
    ];
    const keepAlive = session.keepAlive();
    keepAlive.stop();
    const things = { client, pending, session, api: session.api, keepAlive, errors, events };
    for (const [name, thing] of Object.entries(things)) {
      const shown = [inspect(thing, { depth: 10, showHidden: true }), JSON.stringify(thing), String(thing)].join();
      expect(shown, name).not.toMatch(/s3cr3t|987654|john@doe/);
    }
    expect(errors.map((error) => (error as Error).stack).join()).not.toMatch(/s3cr3t|987654/);
    expect(session.exportBearer()).toBe(created.bearer);
  });
});

describe("isSessionError", () => {
  it("recognises an error of this and of another copy of the package, and no other value", () => {
    const error = new SessionError({ kind: "api", operation: "checkSession", status: 401, attempts: 1 });
    const foreign = Object.assign(new Error("x"), { [Symbol.for("@session-api/client SessionError")]: true });
    expect([error, foreign, new Error("x"), null, undefined, "SessionError"].map(isSessionError)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("an error in a browser", () => {
  it("has the text of an exposed header", async () => {
    const exposed = new Response(null, { status: 401, headers: { "x-error": "session not found" } });
    const { client } = observedClient(() => Object.defineProperty(exposed, "type", { value: "cors" }));
    await expect(client.resume("b").check()).rejects.toMatchObject({ errorText: "session not found" });
  });

  it("names the headers that the service must expose when they are hidden", async () => {
    const hidden = Object.defineProperty(new Response(null, { status: 401 }), "type", { value: "cors" });
    const { client } = observedClient(() => hidden);
    await expect(client.resume("b").check()).rejects.toThrow(
      /must send Access-Control-Expose-Headers: x-error, x-error-id, Retry-After, Date/,
    );
  });
});
