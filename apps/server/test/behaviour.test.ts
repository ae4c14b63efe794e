import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKeyLine } from "../src/domain/keys.ts";
import { changeCode, jane, john, startTestServer, type TestServer } from "./testServer.ts";

let now = Date.UTC(2030, 0, 1);
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ clock: () => now, limits: "off", trustProxy: ["127.0.0.1"] });
});
afterAll(() => server.close());

const seconds = (milliseconds: number) => Math.floor(milliseconds / 1_000);
const hourMs = 60 * 60 * 1_000;

describe("createSession", () => {
  it("returns a pending session with a bearer of 64 characters and an expiry in 10 minutes", async () => {
    const { data, response } = await server.api.POST("/session", {
      body: { email: john.email },
      headers: { "User-Agent": "tests" },
    });
    expect(response.status).toBe(202);
    expect(data).toMatchObject({ expireAt: seconds(now) + 600, ip: "127.0.0.1", userAgent: "tests" });
    expect(data?.bearer).toMatch(/^[\w-]{64}$/);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("mails a code of six digits to the address of the account, for every spelling of the email", async () => {
    const { verificationCodeID } = await server.create("  JOHN@DOE.NET ");
    expect(await server.waitForCode(verificationCodeID)).toMatch(/^\d{6}$/);
    expect(server.mails.at(-1)?.to).toBe("john@doe.net");
  });

  it("shortens a User-Agent and removes its control characters", async () => {
    const { data } = await server.api.POST("/session", {
      body: { email: john.email },
      headers: { "User-Agent": `a\tb${"x".repeat(600)}` },
    });
    expect(data?.userAgent).toBe(`ab${"x".repeat(510)}`);
  });

  it("takes the address from a trusted proxy, and unmaps IPv4", async () => {
    const { data } = await server.api.POST("/session", {
      body: { email: john.email },
      headers: { "X-Forwarded-For": "::ffff:203.0.113.7" },
    });
    expect(data?.ip).toBe("203.0.113.7");
  });
});

describe("verifySession", () => {
  it("accepts the code once, and moves the expiry to 24 hours later", async () => {
    const { verificationCodeID, headers } = await server.create();
    const code = await server.waitForCode(verificationCodeID);
    now += 60_000;
    const verify = () => server.api.PUT("/session/verification", { body: { verificationCodeID, code } });
    expect((await verify()).response.status).toBe(202);
    expect((await server.api.GET("/session", { headers })).data?.expireAt).toBe(seconds(now + 24 * hourMs));
    expect((await verify()).response.status).toBe(401);
  });

  it("refuses a wrong, an exhausted, an expired and an unknown code with the same text", async () => {
    const texts = new Set<string | null>();
    const refuse = async (verificationCodeID: string, code: string) => {
      const { response } = await server.api.PUT("/session/verification", { body: { verificationCodeID, code } });
      expect(response.status).toBe(401);
      texts.add(response.headers.get("x-error"));
    };
    const exhausted = await server.create();
    const code = await server.waitForCode(exhausted.verificationCodeID);
    for (let tries = 0; tries < 5; tries++) await refuse(exhausted.verificationCodeID, changeCode(code));
    await refuse(exhausted.verificationCodeID, code);

    const expired = await server.create();
    const late = await server.waitForCode(expired.verificationCodeID);
    now += 10 * 60_000;
    await refuse(expired.verificationCodeID, late);
    await refuse("unknown", code);
    expect([...texts]).toEqual(["unauthorized: the code was not accepted"]);
  });

  it("accepts the right code on the fifth try", async () => {
    const { verificationCodeID } = await server.create();
    const code = await server.waitForCode(verificationCodeID);
    const verify = (code: string) => server.api.PUT("/session/verification", { body: { verificationCodeID, code } });
    for (let tries = 0; tries < 4; tries++) await verify(changeCode(code));
    expect((await verify(code)).response.status).toBe(202);
  });

  it("does not accept the code of another session", async () => {
    const [first, second] = await Promise.all([server.create(), server.create()]);
    const code = await server.waitForCode(first.verificationCodeID);
    const other = await server.waitForCode(second.verificationCodeID);
    const body = { verificationCodeID: second.verificationCodeID, code };
    const { response } = await server.api.PUT("/session/verification", { body });
    expect(response.status).toBe(code === other ? 202 : 401);
  });

  it("accepts a code of an older key until that key is retired", async () => {
    const folder = mkdtempSync(join(tmpdir(), "session-server-keys-"));
    const database = `sqlite:${join(folder, "sessions.db")}`;
    const [old, fresh] = [createKeyLine(new Date(0)), createKeyLine(new Date())];
    const before = await startTestServer({ database, keys: old });
    const { verificationCodeID } = await before.create();
    const code = await before.waitForCode(verificationCodeID);
    await before.close();
    const body = { verificationCodeID, code };
    const verifyWith = async (keys: string) => {
      await using after = await startTestServer({ database, keys });
      return (await after.api.PUT("/session/verification", { body })).response.status;
    };
    expect(await verifyWith(fresh)).toBe(401);
    expect(await verifyWith(`${fresh}\n${old}`)).toBe(202);
    rmSync(folder, { recursive: true, force: true });
  });

  it("accepts one of 1,000 concurrent submissions of the right code", async () => {
    const { verificationCodeID } = await server.create();
    const code = await server.waitForCode(verificationCodeID);
    const verify = () => server.api.PUT("/session/verification", { body: { verificationCodeID, code } });
    const statuses = await Promise.all(Array.from({ length: 1_000 }, async () => (await verify()).response.status));
    const accepted = statuses.filter((status) => status === 202).length;
    console.log(`1,000 concurrent right submissions: ${accepted} accepted`);
    expect(accepted).toBe(1);
    expect(statuses.filter((status) => status === 401)).toHaveLength(999);
  });

  it("closes the oldest session beyond 100", async () => {
    const email = jane.email;
    const first = await server.login(email);
    for (let count = 1; count < 100; count++) {
      now += 1;
      await server.login(email);
    }
    expect((await server.api.GET("/session", { headers: first.headers })).response.status).toBe(200);
    now += 1;
    const last = await server.login(email);
    expect((await server.api.GET("/session", { headers: first.headers })).response.status).toBe(401);
    expect((await server.api.GET("/sessions", { headers: last.headers })).data?.sessions).toHaveLength(100);
  });
});

describe("checkSession", () => {
  it("returns the session, its user, and the roles and groups of the user", async () => {
    const { sessionID, headers } = await server.login();
    const { data } = await server.api.GET("/session", { headers });
    const { email: _email, ...user } = john;
    expect(data).toMatchObject({ sessionID, ...user, verified: true, ip: "127.0.0.1" });
  });

  it("tells an unverified bearer nothing about the user", async () => {
    const { headers } = await server.create();
    for (const path of ["/session", "/sessions"] as const) {
      const { response, error } = await server.api.GET(path, { headers });
      expect(response.status).toBe(403);
      expect(error).toBeFalsy();
    }
  });

  it.each([
    ["no bearer", {}],
    ["another scheme", { Authorization: "Basic am9objpkb2U=" }],
    ["an empty bearer", { Authorization: "Bearer " }],
    ["an unknown bearer", { Authorization: `Bearer ${"x".repeat(64)}` }],
  ])("refuses %s with a challenge", async (_what, headers) => {
    const { response } = await server.api.GET("/session", { headers });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(response.headers.get("x-error")).toBe("unauthorized: no active session for this bearer");
  });

  it("refuses the bearer after its expiry", async () => {
    const { headers } = await server.login();
    now += 24 * hourMs - 1;
    expect((await server.api.GET("/session", { headers })).response.status).toBe(200);
    now += 1;
    expect((await server.api.GET("/session", { headers })).response.status).toBe(401);
  });
});

describe("extendSession", () => {
  it("moves the expiry to 24 hours from now, and never past 30 days", async () => {
    const { headers } = await server.login();
    const start = now;
    const expiry = async () => {
      await server.api.PUT("/session/extend", { headers });
      return (await server.api.GET("/session", { headers })).data?.expireAt;
    };
    now += hourMs;
    expect(await expiry()).toBe(seconds(now + 24 * hourMs));
    for (let day = 0; day < 30; day++) {
      now += 23.9 * hourMs;
      await expiry();
    }
    expect(await expiry()).toBe(seconds(start + 30 * 24 * hourMs));
  });
});

describe("getSessions and closeSession", () => {
  it("list the verified sessions of the user, one of them current", async () => {
    const user = { email: "list@doe.net" };
    await using other = await startTestServer({ users: [user, jane], limits: "off" });
    const [first, second] = [await other.login(user.email), await other.login(user.email)];
    await other.create(user.email);
    await other.login(jane.email);
    const { data } = await other.api.GET("/sessions", { headers: second.headers });
    expect(data?.sessions.map(({ sessionID, current }) => [sessionID, current])).toEqual([
      [first.sessionID, false],
      [second.sessionID, true],
    ]);
  });

  it("close a session of the same user, so that its bearer is refused at once", async () => {
    const [own, other] = [await server.login(), await server.login()];
    const close = (id: string) =>
      server.api.DELETE("/session/{id}", { headers: own.headers, params: { path: { id } } });
    expect((await close(other.sessionID)).response.status).toBe(202);
    expect((await server.api.GET("/session", { headers: other.headers })).response.status).toBe(401);
    expect((await close(other.sessionID)).response.status).toBe(404);
  });

  it("answer 404 for an unknown id and for the session of another user, which stays active", async () => {
    const [own, foreign] = [await server.login(), await server.login(jane.email)];
    const responses = await Promise.all(
      ["unknown", foreign.sessionID].map((id) =>
        server.api.DELETE("/session/{id}", { headers: own.headers, params: { path: { id } } }),
      ),
    );
    expect(responses.map(({ response }) => [response.status, response.headers.get("x-error")])).toEqual([
      [404, "not found: no session with this id"],
      [404, "not found: no session with this id"],
    ]);
    expect((await server.api.GET("/session", { headers: foreign.headers })).response.status).toBe(200);
  });

  it("refuse the bearer of a closed session at the next request, 1,000 of 1,000 times", async () => {
    const refused: number[] = [];
    for (let round = 0; round < 1_000; round++) {
      const { sessionID: id, headers } = await server.login();
      await server.api.DELETE("/session/{id}", { headers, params: { path: { id } } });
      refused.push((await server.api.GET("/session", { headers })).response.status);
    }
    const count = refused.filter((status) => status === 401).length;
    console.log(`closed bearers refused at the next request: ${count} of 1,000`);
    expect(count).toBe(1_000);
  });
});
