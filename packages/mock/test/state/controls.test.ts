import { it as base, describe, expect } from "vitest";
import { type Mock, startMock } from "../../src/index.ts";

const email = "ada@example.com";
const json = { "content-type": "application/json" };

interface Fixtures {
  mock: Mock;
  create(headers?: Record<string, string>): Promise<Response>;
  /** Logs in, and returns the `Authorization` header. */
  logIn(): Promise<{ authorization: string }>;
  check(headers: Record<string, string>): Promise<Response>;
}

const it = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the names of the fixtures from this pattern
  mock: async ({}, use) => {
    await using mock = await startMock({ state: true });
    await use(mock);
  },
  create: async ({ mock }, use) =>
    use((headers = {}) => {
      const body = JSON.stringify({ email });
      return fetch(`${mock.url}/session`, { method: "POST", headers: { ...json, ...headers }, body });
    }),
  logIn: async ({ mock, create }, use) =>
    use(async () => {
      const { bearer, verificationCodeID } = await (await create()).json();
      const body = JSON.stringify({ verificationCodeID, code: mock.codeOf(email) });
      await fetch(`${mock.url}/session/verification`, { method: "PUT", headers: json, body });
      return { authorization: `Bearer ${bearer}` };
    }),
  check: async ({ mock }, use) => use((headers) => fetch(`${mock.url}/session`, { headers })),
});

describe("a mock that remembers", () => {
  it("plays a scenario instead, and remembers again after reset", async ({ mock, logIn, check }) => {
    const bearer = await logIn();
    mock.play("session-expired");
    expect((await check(bearer)).status).toBe(401);
    mock.play("login");
    expect(await (await check(bearer)).json()).toMatchObject({ alias: "ada" });
    mock.reset();
    expect((await check(await logIn())).status).toBe(200);
  });

  it("completes an answer that sets no body, and leaves the status to a refusal", async ({ mock, logIn, check }) => {
    const bearer = await logIn();
    mock.on("checkSession", { status: 200, headers: { "x-extra": "yes" }, delayMs: 1 });
    const checked = await check(bearer);
    expect([(await checked.json()).alias, checked.headers.get("x-extra")]).toEqual(["ada", "yes"]);
    const refused = await check({ authorization: "Bearer unknown" });
    expect([refused.status, refused.headers.get("x-extra")]).toEqual([401, "yes"]);
  });

  it("takes the status of an answer, and 202 for all but GET without one", async ({ mock, create }) => {
    expect((await create()).status).toBe(202);
    mock.on("createSession", { delayMs: 1 });
    expect((await create()).status).toBe(202);
    mock.on("createSession", { status: 200 });
    expect((await create()).status).toBe(200);
  });

  it("changes no session when an answer sets a refusal, a body or a cut", async ({ mock, create, check }) => {
    const { bearer, verificationCodeID } = await (await create()).json();
    const init = { method: "PUT", headers: json };
    const body = JSON.stringify({ verificationCodeID, code: mock.codeOf(email) });
    mock.on("verifySession", { status: 500 }, { once: true });
    mock.on("verifySession", { body: { message: "acknowledged" } }, { once: true });
    mock.on("verifySession", { cut: true }, { once: true });
    for (let calls = 0; calls < 3; calls++)
      await fetch(`${mock.url}/session/verification`, { ...init, body }).catch(() => undefined);
    expect((await check({ authorization: `Bearer ${bearer}` })).status).toBe(403);
  });

  it("responds as a Prefer header asks", async ({ create, check, logIn }) => {
    const bearer = await logIn();
    const prefer = async (prefer: string) => check({ ...bearer, prefer });
    expect((await prefer("code=404")).status).toBe(404);
    expect((await (await prefer("example=checkedSession")).json()).alias).toBe("johny");
    expect((await (await prefer("dynamic=true")).json()).alias).not.toBe("ada");
    expect((await (await prefer("code=200")).json()).alias).toBe("ada");
    expect((await create({ prefer: "code=429" })).status).toBe(429);
  });

  it("lists violations and requests, with an id of its own for each refusal", async ({ mock, check }) => {
    const ids = [await check({}), await check({})].map(({ headers }) => headers.get("x-error-id"));
    expect(new Set(ids).size).toBe(2);
    expect(mock.violations).toHaveLength(2);
    expect(mock.requests).toHaveLength(2);
  });

  it("forgets its sessions and its codes at reset", async ({ mock, logIn, check }) => {
    const bearer = await logIn();
    mock.reset();
    expect([(await check(bearer)).status, mock.codeOf(email)]).toEqual([401, undefined]);
  });

  it("keeps a user until reset, and shares none with another mock", async ({ mock, logIn, check }) => {
    const userID = async () => (await (await check(await logIn())).json()).userID;
    const first = await userID();
    expect(await userID()).toBe(first);
    await using other = await startMock({ state: true });
    expect(other.codeOf(email)).toBeUndefined();
    expect(() => other.codeOf(undefined as never)).toThrow("codeOf takes an email address");
    mock.reset();
    expect(await userID()).not.toBe(first);
  });

  it("lets sessions last as long as the test sets", async () => {
    await using mock = await startMock({ state: { sessionLifetimeSeconds: 5, sessionMaxAgeSeconds: 8 } });
    mock.clock.set(new Date("2030-01-01T00:00:00Z"));
    const created = await fetch(`${mock.url}/session`, {
      method: "POST",
      headers: json,
      body: JSON.stringify({ email }),
    });
    const { bearer, verificationCodeID } = await created.json();
    const body = JSON.stringify({ verificationCodeID, code: mock.codeOf(email) });
    await fetch(`${mock.url}/session/verification`, { method: "PUT", headers: json, body });
    const headers = { authorization: `Bearer ${bearer}` };
    const read = async () => (await (await fetch(`${mock.url}/session`, { headers })).json()).expireAt;
    const start = Date.UTC(2030, 0, 1) / 1_000;
    expect(await read()).toBe(start + 5);
    mock.clock.advance(4);
    await fetch(`${mock.url}/session/extend`, { method: "PUT", headers });
    expect(await read()).toBe(start + 8);
  });

  it("throws the error of `mail` at reset, and the request got its response", async () => {
    await using mock = await startMock({
      state: true,
      mail: () => {
        throw new Error("no mailbox");
      },
    });
    const response = await fetch(`${mock.url}/session`, {
      method: "POST",
      headers: json,
      body: JSON.stringify({ email }),
    });
    expect(response.status).toBe(202);
    expect(() => mock.reset()).toThrow("no mailbox");
  });
});

describe("a mock that does not remember", () => {
  it("refuses `codeOf` and `mail`, and says what they need", async () => {
    await using mock = await startMock();
    expect(() => mock.codeOf(email)).toThrow("codeOf needs a mock that remembers: start it with state: true");
    await expect(startMock({ mail: () => {} })).rejects.toThrow("mail needs a mock that remembers: add state: true");
  });

  it.each([
    [{ state: true, dynamic: true }, "state and dynamic exclude each other"],
    [
      { state: { sessionLifetime: 5 } as object },
      'state has no option "sessionLifetime": it takes sessionLifetimeSeconds',
    ],
    [{ state: { sessionMaxAgeSeconds: 0.5 } }, "state.sessionMaxAgeSeconds must be whole seconds, 1 or more"],
    [{ state: "yes" as unknown as true }, "state of startMock must be a boolean or object"],
  ])("refuses wrong options: %o", async (options, problem) => {
    await expect(startMock(options)).rejects.toThrow(problem);
  });
});
