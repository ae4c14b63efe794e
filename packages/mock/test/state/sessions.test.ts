import type { paths } from "@session-api/types";
import createClient from "openapi-fetch";
import { it as base, describe, expect } from "vitest";
import { type Mail, type Mock, startMock } from "../../src/index.ts";

const email = "ada.king+admin@example.com";
const pendingSeconds = 600;
const day = 24 * 60 * 60;
const month = 30 * day;
const moment = new Date("2030-01-01T00:00:00Z");
const momentSeconds = moment.getTime() / 1_000;

/** Sends the six operations to a mock. */
function createCalls(mock: Mock) {
  const api = createClient<paths>({ baseUrl: mock.url });
  const bear = (bearer: string) => ({ Authorization: `Bearer ${bearer}` });
  const calls = {
    create: async (address = email) => {
      const { data } = await api.POST("/session", { body: { email: address } });
      if (!data) throw new Error("createSession was refused");
      return { ...data, code: mock.codeOf(address) ?? "" };
    },
    verify: ({ verificationCodeID, code }: { verificationCodeID: string; code: string }) =>
      api.PUT("/session/verification", { body: { verificationCodeID, code } }),
    check: (bearer: string) => api.GET("/session", { headers: bear(bearer) }),
    list: (bearer: string) => api.GET("/sessions", { headers: bear(bearer) }),
    extend: (bearer: string) => api.PUT("/session/extend", { headers: bear(bearer) }),
    close: (bearer: string, id: string) =>
      api.DELETE("/session/{id}", { headers: bear(bearer), params: { path: { id } } }),
    logIn: async (address = email) => {
      const session = await calls.create(address);
      expect((await calls.verify(session)).response.status).toBe(202);
      return session;
    },
  };
  return calls;
}

const it = base.extend<{ mock: Mock; calls: ReturnType<typeof createCalls> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the names of the fixtures from this pattern
  mock: async ({}, use) => {
    await using mock = await startMock({ state: true });
    mock.clock.set(moment);
    await use(mock);
    await mock.close({ failOnViolations: true });
  },
  calls: async ({ mock }, use) => use(createCalls(mock)),
});

const status = async (call: Promise<{ response: Response }>) => (await call).response.status;
const wrong = (code: string) => `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`;

describe("a login", () => {
  it("ends with a session of the user that the email names", async ({ calls }) => {
    const { bearer, sessionID } = await calls.logIn();
    const { data } = await calls.check(bearer);
    expect(data).toEqual({
      sessionID,
      userID: expect.stringMatching(/^[\da-f-]{36}$/),
      alias: "ada.king",
      fullName: "Ada King",
      expireAt: momentSeconds + day,
      ip: "127.0.0.1",
      userAgent: "node",
      verified: true,
      roles: ["user", "admin"],
      groups: ["public"],
    });
  });

  it("has random secrets of its own, and a code of six digits", async ({ calls }) => {
    const [first, second] = [await calls.create(), await calls.create()];
    expect(first.code).toMatch(/^\d{6}$/);
    expect(first.bearer).toMatch(/^[\w-]{64}$/);
    expect(first.expireAt).toBe(momentSeconds + pendingSeconds);
    for (const field of ["bearer", "sessionID", "verificationCodeID"] as const)
      expect(first[field]).not.toBe(second[field]);
  });

  it("shows the address and the User-Agent of the request that created it", async ({ mock, calls }) => {
    const init = { method: "POST", body: JSON.stringify({ email }) };
    const headers = { "content-type": "application/json", "user-agent": "x".repeat(600) };
    const created = await (await fetch(`${mock.url}/session`, { ...init, headers })).json();
    await calls.verify({ ...created, code: mock.codeOf(email) });
    const { data } = await calls.list(created.bearer);
    expect(data?.sessions).toMatchObject([{ ip: "127.0.0.1", userAgent: "x".repeat(512), current: true }]);
  });

  it("shows an IPv4 address as one, also when it came over IPv6", async () => {
    await using mock = await startMock({ state: true, host: "::" });
    const url = mock.url.replace("[::]", "127.0.0.1");
    const headers = { "content-type": "application/json" };
    const created = await fetch(`${url}/session`, { method: "POST", headers, body: JSON.stringify({ email }) });
    expect((await created.json()).ip).toBe("127.0.0.1");
  });

  it("takes an email in any case of its letters as the same account", async ({ mock, calls }) => {
    const { bearer } = await calls.logIn("JOHN@example.com");
    await calls.logIn("john@EXAMPLE.com");
    expect((await calls.list(bearer)).data?.sessions).toHaveLength(2);
    expect(mock.codeOf("John@Example.com")).toMatch(/^\d{6}$/);
  });
});

describe("a code", () => {
  it("is refused when it is wrong, used or unknown, with the same words and an id for each refusal", async ({
    calls,
  }) => {
    const session = await calls.create();
    const refused = [
      await calls.verify({ ...session, code: wrong(session.code) }),
      await calls.verify({ ...session, code: "" }),
      await calls.verify({ ...session, verificationCodeID: "unknown" }),
    ];
    expect(await status(calls.verify(session))).toBe(202);
    refused.push(await calls.verify(session));
    expect(refused.map(({ response }) => response.status)).toEqual([401, 401, 401, 401]);
    const readAll = (name: string) => refused.map(({ response }) => response.headers.get(name));
    expect(new Set(readAll("x-error"))).toEqual(new Set(["unauthorized: the code was not accepted"]));
    expect(new Set(readAll("x-error-id")).size).toBe(4);
  });

  it("allows five tries", async ({ calls }) => {
    const session = await calls.create();
    for (let tries = 0; tries < 5; tries++)
      expect(await status(calls.verify({ ...session, code: wrong(session.code) }))).toBe(401);
    expect(await status(calls.verify(session))).toBe(401);
    const other = await calls.create();
    for (let tries = 0; tries < 4; tries++) await calls.verify({ ...other, code: wrong(other.code) });
    expect(await status(calls.verify(other))).toBe(202);
  });

  it("works for 10 minutes", async ({ mock, calls }) => {
    const [first, second] = [await calls.create("a@example.com"), await calls.create("b@example.com")];
    mock.clock.advance(pendingSeconds - 1);
    expect(await status(calls.verify(first))).toBe(202);
    mock.clock.advance(1);
    expect(await status(calls.verify(second))).toBe(401);
    expect(await status(calls.check(second.bearer))).toBe(401);
  });

  it("is told by `codeOf`: the latest one of the email, and none for an email without an account", async ({
    mock,
    calls,
  }) => {
    expect(mock.codeOf(email)).toBeUndefined();
    const first = await calls.create();
    const second = await calls.create();
    expect(mock.codeOf(email)).toBe(second.code);
    expect(await status(calls.verify(first))).toBe(202);
    const stranger = await calls.create("ada@smoke.invalid");
    expect([mock.codeOf("ada@smoke.invalid"), stranger.bearer.length]).toEqual([undefined, first.bearer.length]);
  });

  it("verifies no session of an email without an account", async () => {
    const mails: Mail[] = [];
    await using mock = await startMock({ state: true, mail: (mail) => mails.push(mail) });
    const calls = createCalls(mock);
    const { verificationCodeID, code } = await calls.create("John@example.com");
    await calls.create("john@example.invalid");
    expect(mails).toEqual([{ to: "John@example.com", code, verificationCodeID }]);
  });
});

describe("a bearer", () => {
  it("is refused with 403 until its session is verified", async ({ calls }) => {
    const { bearer, sessionID } = await calls.create();
    const all = [calls.check(bearer), calls.list(bearer), calls.extend(bearer), calls.close(bearer, sessionID)];
    expect(await Promise.all(all.map(status))).toEqual([403, 403, 403, 403]);
  });

  it("is refused with 401 when it is unknown, with a challenge and an id for each refusal", async ({ calls }) => {
    const { bearer } = await calls.logIn();
    const refused = await Promise.all(["unknown", `${bearer}x`, bearer.slice(1)].map(calls.check));
    expect(refused.map(({ response }) => response.status)).toEqual([401, 401, 401]);
    expect(refused[0]?.response.headers.get("www-authenticate")).toBe("Bearer");
    expect(new Set(refused.map(({ response }) => response.headers.get("x-error-id"))).size).toBe(3);
  });

  it("ends with its session after 24 hours, unless the session is extended, and never later than 30 days after create", async ({
    mock,
    calls,
  }) => {
    const { bearer } = await calls.logIn();
    const idle = await calls.logIn();
    for (let days = 1; days < 30; days++) {
      mock.clock.advance(day - 1);
      expect(await status(calls.extend(bearer))).toBe(202);
    }
    expect((await calls.check(bearer)).data?.expireAt).toBe(momentSeconds + month - 29);
    mock.clock.advance(day - 1);
    expect(await status(calls.extend(bearer))).toBe(202);
    expect((await calls.check(bearer)).data?.expireAt).toBe(momentSeconds + month);
    mock.clock.set(new Date(moment.getTime() + 1_000 * month));
    expect(await Promise.all([calls.check(bearer), calls.check(idle.bearer)].map(status))).toEqual([401, 401]);
  });
});

describe("the list", () => {
  it("has the verified sessions of the user, and marks the one of the bearer", async ({ calls }) => {
    const [first, second] = [await calls.logIn(), await calls.logIn()];
    await calls.create();
    await calls.logIn("jane@example.com");
    const { data } = await calls.list(second.bearer);
    expect(data?.sessions.map(({ sessionID, current }) => [sessionID, current])).toEqual([
      [first.sessionID, false],
      [second.sessionID, true],
    ]);
  });

  it("keeps 100 sessions of a user, those that were verified last", async ({ calls }) => {
    const first = await calls.logIn();
    const second = await calls.logIn();
    for (let count = 2; count <= 100; count++) await calls.logIn();
    expect(await status(calls.check(first.bearer))).toBe(401);
    expect((await calls.list(second.bearer)).data?.sessions).toHaveLength(100);
  });
});

describe("close", () => {
  it("ends a session of the user by its id, and refuses any other id with 404", async ({ calls }) => {
    const [own, other, foreign] = [await calls.logIn(), await calls.logIn(), await calls.logIn("jane@example.com")];
    expect(await status(calls.close(own.bearer, other.sessionID))).toBe(202);
    expect(await status(calls.check(other.bearer))).toBe(401);
    for (const id of [other.sessionID, foreign.sessionID, "unknown"])
      expect(await status(calls.close(own.bearer, id))).toBe(404);
    expect(await status(calls.check(foreign.bearer))).toBe(200);
    expect(await status(calls.close(own.bearer, own.sessionID))).toBe(202);
    expect(await status(calls.check(own.bearer))).toBe(401);
  });
});
