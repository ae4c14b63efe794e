import { describe, expect, it } from "vitest";
import type { ServerOptions } from "../src/index.ts";
import { john, otherThan, startTestServer, type TestServer } from "./testServer.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A server behind a trusted proxy, so that a test can call from any address, and with a clock of its own. */
async function startLimited(options: ServerOptions = {}) {
  let now = Date.UTC(2030, 0, 1);
  const server = await startTestServer({ clock: () => now, trustProxy: ["127.0.0.1"], ...options });
  const from = (ip: string) => ({ "X-Forwarded-For": ip });
  return {
    server,
    wait: (milliseconds: number) => (now += milliseconds),
    create: async (ip: string, email = john.email) => {
      const { data, response } = await server.api.POST("/session", { body: { email }, headers: from(ip) });
      return {
        status: response.status,
        retryAfter: response.headers.get("retry-after"),
        id: data?.verificationCodeID ?? "",
      };
    },
    login: (ip: string, email = john.email) => server.login(email, from(ip)),
    verify: async (ip: string, verificationCodeID: string, code: string) =>
      (await server.api.PUT("/session/verification", { body: { verificationCodeID, code }, headers: from(ip) }))
        .response,
  };
}

type Limited = Awaited<ReturnType<typeof startLimited>>;

const stranger = (index: number) => `198.18.${Math.floor(index / 256)}.${index % 256}`;
const owner = "203.0.113.7";

describe("the limits", () => {
  it("allow a code a minute, five an hour and ten a day to all strangers together, and say how long to wait", async () => {
    const { server, wait, create } = await startLimited();
    await using _ = server;
    expect((await create(stranger(0))).status).toBe(202);
    const early = await create(stranger(1));
    expect([early.status, early.retryAfter]).toEqual([429, "60"]);
    for (let code = 2; code <= 5; code++) {
      wait(minuteMs);
      expect((await create(stranger(code))).status).toBe(202);
    }
    wait(minuteMs);
    const sixth = await create(stranger(6));
    expect([sixth.status, sixth.retryAfter]).toEqual([429, String(55 * 60)]);
    wait(55 * minuteMs);
    for (let code = 6; code <= 10; code++) {
      expect((await create(stranger(code))).status).toBe(202);
      wait(minuteMs);
    }
    wait(hourMs);
    const eleventh = await create(stranger(11));
    expect([eleventh.status, eleventh.retryAfter]).toEqual([429, String((24 * 60 - 125) * 60)]);
  });

  it("treat an unknown email as a known one", async () => {
    const { server, create } = await startLimited();
    await using _ = server;
    for (const email of ["nobody@doe.net", john.email]) {
      expect((await create(owner, email)).status).toBe(202);
      expect((await create(owner, email)).status).toBe(429);
    }
  });

  it("do not limit whoever verifies what he asks for, up to ten a minute from one address", async () => {
    const { server, login, create } = await startLimited();
    await using _ = server;
    for (let count = 0; count < 10; count++) await login(owner);
    expect((await create(owner)).status).toBe(429);
  });

  it("limit also a known network that does not verify, each account by itself, and forget it after 30 days", async () => {
    const { server, login, create, wait } = await startLimited({ users: [john, { email: "second@doe.net" }] });
    await using _ = server;
    await login(owner);
    await login(owner, "second@doe.net");
    wait(minuteMs);
    expect((await create(owner)).status).toBe(202);
    expect((await create(owner)).status).toBe(429);
    expect((await create(owner, "second@doe.net")).status).toBe(202);
    // Strangers have used up their own purse, which no longer is the owner's.
    expect((await create(stranger(1))).status).toBe(202);
    expect((await create(stranger(2))).status).toBe(429);
    wait(31 * 24 * hourMs);
    expect((await create(stranger(3))).status).toBe(202);
    expect((await create(owner)).status).toBe(429);
  });

  it("count an IPv6 subscriber as one, by the /64", async () => {
    const { server, login, create } = await startLimited();
    await using _ = server;
    for (let count = 0; count < 10; count++) await login(`2001:db8:1:2::${count + 1}`);
    expect((await create("2001:db8:1:2:ffff::1")).status).toBe(429);
    expect((await create("2001:db8:1:3::1", "other@doe.net")).status).toBe(202);
  });

  it("allow 30 verifies a minute from one address", async () => {
    const { server, verify, wait } = await startLimited();
    await using _ = server;
    for (let count = 0; count < 30; count++) expect((await verify(owner, "unknown", "000000")).status).toBe(401);
    expect((await verify(owner, "unknown", "000000")).status).toBe(429);
    wait(minuteMs);
    expect((await verify(owner, "unknown", "000000")).status).toBe(401);
  });

  it("keep half of 60 mails a minute for networks that have logged in before", async () => {
    const friends = Array.from({ length: 30 }, (_, index) => ({ email: `friend${index}@doe.net` }));
    const { server, create, login, wait } = await startLimited({ users: friends });
    await using _ = server;
    for (const [index, { email }] of friends.entries()) {
      await login(`203.0.113.${index}`, email);
      wait(2_001);
    }
    wait(hourMs);
    const strangers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => create(stranger(index), `${index}@doe.net`)),
    );
    expect(strangers.filter(({ status }) => status === 202)).toHaveLength(30);
    const known = await Promise.all(friends.map(({ email }, index) => create(`203.0.113.${index}`, email)));
    expect(known.filter(({ status }) => status === 202)).toHaveLength(30);
  });

  it("stop strangers after 1,000 failed verifies an hour, and nobody who is known", async () => {
    const { server, login, create, verify, wait } = await startLimited();
    await using _ = server;
    await login(owner);
    for (let count = 0; count < 1_000; count++) {
      expect((await verify(stranger(count), "unknown", "000000")).status).toBe(401);
    }
    expect((await verify(stranger(1_000), "unknown", "000000")).status).toBe(429);
    const { id } = await create(owner);
    expect((await verify(owner, id, await server.codeFor(id))).status).toBe(202);
    wait(hourMs);
    expect((await verify(stranger(1_000), "unknown", "000000")).status).toBe(401);
  });

  it("let strangers guess at most 50 times a day on one account, while its owner logs in undisturbed", async () => {
    const { server, wait, create, login, verify } = await startLimited();
    await using _ = server;
    await login(owner);
    let guesses = 0;
    let logins = 0;
    let caller = 0;
    for (let minute = 0; minute < 24 * 60; minute++) {
      wait(minuteMs);
      const { status, id } = await create(stranger(caller++));
      if (status === 202) guesses += await guessAtAll(server, verify, stranger(caller++), id);
      if (minute % 60 === 0) {
        await login(owner);
        logins += 1;
      }
    }
    console.log(
      `one day, a try a minute from other addresses each: ${guesses} codes evaluated, ${logins} of 24 logins of the owner`,
    );
    expect(guesses).toBeLessThanOrEqual(50);
    expect(guesses).toBeGreaterThan(0);
    expect(logins).toBe(24);
  }, 120_000);
});

/** Guesses at a code until no guess is evaluated any more, which shows in that even the right one is refused. */
async function guessAtAll({ codeFor }: TestServer, verify: Limited["verify"], ip: string, id: string): Promise<number> {
  const code = await codeFor(id);
  for (let guess = 0; guess < 5; guess++) await verify(ip, id, otherThan(code));
  expect((await verify(ip, id, code)).status).toBe(401);
  return 5;
}
