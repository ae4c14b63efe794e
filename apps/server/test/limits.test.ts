import { describe, expect, it } from "vitest";
import type { ServerOptions } from "../src/index.ts";
import { changeCode, john, startTestServer, type TestServer } from "./testServer.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Starts a server that trusts a proxy, so that a test can call from any address, and that has its own clock. */
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

const unknownNetwork = (index: number) => `198.18.${Math.floor(index / 256)}.${index % 256}`;
const owner = "203.0.113.7";

describe("the limits", () => {
  it("allow all unknown networks together a code a minute, five an hour and ten a day, and return the time to wait", async () => {
    const { server, wait, create } = await startLimited();
    await using _ = server;
    expect((await create(unknownNetwork(0))).status).toBe(202);
    const early = await create(unknownNetwork(1));
    expect([early.status, early.retryAfter]).toEqual([429, "60"]);
    for (let code = 2; code <= 5; code++) {
      wait(minuteMs);
      expect((await create(unknownNetwork(code))).status).toBe(202);
    }
    wait(minuteMs);
    const sixth = await create(unknownNetwork(6));
    expect([sixth.status, sixth.retryAfter]).toEqual([429, String(55 * 60)]);
    wait(55 * minuteMs);
    for (let code = 6; code <= 10; code++) {
      expect((await create(unknownNetwork(code))).status).toBe(202);
      wait(minuteMs);
    }
    wait(hourMs);
    const eleventh = await create(unknownNetwork(11));
    expect([eleventh.status, eleventh.retryAfter]).toEqual([429, String((24 * 60 - 125) * 60)]);
  });

  it("treat an unknown email like a known one", async () => {
    const { server, create } = await startLimited();
    await using _ = server;
    for (const email of ["unknown@doe.net", john.email]) {
      expect((await create(owner, email)).status).toBe(202);
      expect((await create(owner, email)).status).toBe(429);
    }
  });

  it("allow ten logins a minute from one address when each code is verified", async () => {
    const { server, login, create } = await startLimited();
    await using _ = server;
    for (let count = 0; count < 10; count++) await login(owner);
    expect((await create(owner)).status).toBe(429);
  });

  it("limit a known network that does not verify, for each account separately, and forget it after 30 days", async () => {
    const { server, login, create, wait } = await startLimited({ users: [john, { email: "second@doe.net" }] });
    await using _ = server;
    await login(owner);
    await login(owner, "second@doe.net");
    wait(minuteMs);
    expect((await create(owner)).status).toBe(202);
    expect((await create(owner)).status).toBe(429);
    expect((await create(owner, "second@doe.net")).status).toBe(202);
    // The unknown networks share a bucket of their own, and the network of the owner no longer uses it.
    expect((await create(unknownNetwork(1))).status).toBe(202);
    expect((await create(unknownNetwork(2))).status).toBe(429);
    wait(31 * 24 * hourMs);
    expect((await create(unknownNetwork(3))).status).toBe(202);
    expect((await create(owner)).status).toBe(429);
  });

  it("count the /64 of an IPv6 subscriber as one network", async () => {
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

  it("keep half of 60 mails a minute for known networks", async () => {
    const users = Array.from({ length: 30 }, (_, index) => ({ email: `user${index}@doe.net` }));
    const { server, create, login, wait } = await startLimited({ users });
    await using _ = server;
    for (const [index, { email }] of users.entries()) {
      await login(`203.0.113.${index}`, email);
      wait(2_001);
    }
    wait(hourMs);
    const unknown = await Promise.all(
      Array.from({ length: 100 }, (_, index) => create(unknownNetwork(index), `${index}@doe.net`)),
    );
    expect(unknown.filter(({ status }) => status === 202)).toHaveLength(30);
    const known = await Promise.all(users.map(({ email }, index) => create(`203.0.113.${index}`, email)));
    expect(known.filter(({ status }) => status === 202)).toHaveLength(30);
  });

  it("stop unknown networks after 1,000 failed verifies an hour, and no known network", async () => {
    const { server, login, create, verify, wait } = await startLimited();
    await using _ = server;
    await login(owner);
    for (let count = 0; count < 1_000; count++) {
      expect((await verify(unknownNetwork(count), "unknown", "000000")).status).toBe(401);
    }
    expect((await verify(unknownNetwork(1_000), "unknown", "000000")).status).toBe(429);
    const { id } = await create(owner);
    expect((await verify(owner, id, await server.waitForCode(id))).status).toBe(202);
    wait(hourMs);
    expect((await verify(unknownNetwork(1_000), "unknown", "000000")).status).toBe(401);
  });

  it("allow unknown networks 50 guesses a day on one account, while its owner logs in undisturbed", async () => {
    const { server, wait, create, login, verify } = await startLimited();
    await using _ = server;
    await login(owner);
    let guesses = 0;
    let logins = 0;
    let caller = 0;
    for (let minute = 0; minute < 24 * 60; minute++) {
      wait(minuteMs);
      const { status, id } = await create(unknownNetwork(caller++));
      if (status === 202) guesses += await guessUntilExhausted(server, verify, unknownNetwork(caller++), id);
      if (minute % 60 === 0) {
        await login(owner);
        logins += 1;
      }
    }
    console.log(
      `one day, a try a minute from a new address each: ${guesses} codes compared, ${logins} of 24 logins of the owner`,
    );
    expect(guesses).toBeLessThanOrEqual(50);
    expect(guesses).toBeGreaterThan(0);
    expect(logins).toBe(24);
  });
});

/** Guesses until the code is exhausted, and proves it with the right code, which is refused. */
async function guessUntilExhausted(
  { waitForCode }: TestServer,
  verify: Limited["verify"],
  ip: string,
  id: string,
): Promise<number> {
  const code = await waitForCode(id);
  for (let guess = 0; guess < 5; guess++) await verify(ip, id, changeCode(code));
  expect((await verify(ip, id, code)).status).toBe(401);
  return 5;
}
