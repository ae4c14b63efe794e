import { randomBytes, randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Budget } from "../src/domain/Budget.ts";
import type { Attempt, NewSession, Store, User } from "../src/store/Store.ts";

const now = Date.UTC(2030, 0, 1);
const minuteMs = 60_000;
const key = (name: string) => Buffer.from(name.padEnd(16));
const callerNetwork = { key: key("network"), knownSince: 0 };
const free: Budget = { limits: [], hits: [] };
const budgets = { knownNetwork: free, unknownNetwork: free };
/** Allows nothing once `hitOnce` was counted. */
const once: Budget = { limits: [{ key: key("once"), windowMs: 1_000 * 24 * 60 * minuteMs, max: 1 }], hits: [] };
const hitOnce: Budget = { limits: [], hits: [key("once")] };

const john: User = {
  userID: "john",
  email: "john@doe.net",
  mailAddress: "John@Doe.net",
  alias: "johny",
  fullName: "John Doe",
  roles: ["user"],
  groups: [],
  isDisabled: false,
};

function newSession(more: Partial<NewSession> = {}): NewSession {
  return {
    sessionID: randomUUID(),
    bearerHash: randomBytes(32),
    verificationCodeID: randomUUID(),
    keyId: "key",
    email: john.email,
    emailKey: key("email"),
    createdAt: now,
    expireAt: now + 10 * minuteMs,
    ip: "203.0.113.7",
    userAgent: "tests",
    ...more,
  };
}

function attempt(verificationCodeID: string, more: Partial<Attempt> = {}): Attempt {
  const rules = { maxTries: 5, maxSessions: 100, expireAt: now + 60 * minuteMs };
  return {
    verificationCodeID,
    now,
    callerNetwork,
    budget: free,
    unknownNetworkLimits: [],
    failureHit: undefined,
    ...rules,
    ...more,
  };
}

/** Tests every method of a store against its interface. */
export function storeContract(name: string, open: () => Store): void {
  describe(`a store: ${name}`, () => {
    let store: Store;

    beforeEach(async () => {
      store = open();
      await store.addUser(john);
    });
    afterEach(() => store.close());

    const create = async (more: Partial<NewSession> = {}) => {
      const session = newSession(more);
      await store.createSession(session, callerNetwork, budgets);
      return session;
    };
    const verified = async (more: Partial<NewSession> = {}) => {
      const session = await create(more);
      await store.verifySession(attempt(session.verificationCodeID), () => true);
      return session;
    };

    it("finds a pending session with its user, until it expires", async () => {
      const { bearerHash, sessionID, expireAt } = await create();
      const found = await store.findSession(bearerHash, now);
      expect(found).toMatchObject({
        sessionID,
        expireAt,
        isVerified: false,
        user: { userID: "john", roles: ["user"] },
      });
      expect(await store.findSession(bearerHash, expireAt - 1)).toBeDefined();
      expect(await store.findSession(bearerHash, expireAt)).toBeUndefined();
      expect(await store.findSession(randomBytes(32), now)).toBeUndefined();
    });

    it("creates a session for an unknown email that cannot be verified", async () => {
      const { bearerHash, verificationCodeID } = await create({ email: "unknown@doe.net" });
      expect(await store.findSession(bearerHash, now)).toMatchObject({ user: null });
      expect(await store.verifySession(attempt(verificationCodeID), () => true)).toEqual({ outcome: "refused" });
    });

    it("verifies once, with the key of the code, and moves the expiry", async () => {
      const { bearerHash, verificationCodeID, sessionID } = await create();
      const keys: string[] = [];
      const verify = () => store.verifySession(attempt(verificationCodeID), (keyId) => keys.push(keyId) > 0);
      expect(await Promise.all([verify(), verify()])).toEqual([
        { outcome: "verified", sessionID, userID: "john" },
        { outcome: "refused" },
      ]);
      expect(keys).toEqual(["key"]);
      expect(await store.findSession(bearerHash, now)).toMatchObject({
        isVerified: true,
        expireAt: now + 60 * minuteMs,
      });
    });

    it("counts tries, and compares no more codes than allowed", async () => {
      const { verificationCodeID } = await create();
      let asked = 0;
      const guess = (isRight: boolean) =>
        store.verifySession(attempt(verificationCodeID, { maxTries: 2 }), () => {
          asked += 1;
          return isRight;
        });
      await Promise.all([guess(false), guess(false), guess(true), guess(true)]);
      expect(asked).toBe(2);
    });

    it("refuses with nothing written when a limit is reached, and returns the time to wait", async () => {
      const limited: Budget = { limits: [{ key: key("a"), windowMs: minuteMs, max: 2 }], hits: [key("a")] };
      const both = { knownNetwork: limited, unknownNetwork: limited };
      const at = (createdAt: number) => newSession({ createdAt });
      expect(await store.createSession(at(now), callerNetwork, both)).toBeUndefined();
      expect(await store.createSession(at(now + 10_000), callerNetwork, both)).toBeUndefined();
      const refused = at(now + 20_000);
      expect(await store.createSession(refused, callerNetwork, both)).toEqual({ retryAfterMs: 40_000 });
      expect(await store.findSession(refused.bearerHash, now)).toBeUndefined();
      expect(await store.createSession(at(now + minuteMs), callerNetwork, both)).toBeUndefined();
    });

    it("takes back the hit of a mail when its code is verified, and knows the network from then on", async () => {
      const bucket: Budget = {
        limits: [{ key: key("p"), windowMs: minuteMs, max: 1 }],
        hits: [key("p")],
        refundable: key("p"),
      };
      await store.createSession(newSession(), callerNetwork, { knownNetwork: hitOnce, unknownNetwork: hitOnce });
      const session = newSession();
      expect(
        await store.createSession(session, callerNetwork, { knownNetwork: once, unknownNetwork: bucket }),
      ).toBeUndefined();
      await store.verifySession(attempt(session.verificationCodeID), () => true);
      const other = { key: key("other"), knownSince: 0 };
      expect(
        await store.createSession(newSession(), other, { knownNetwork: once, unknownNetwork: bucket }),
      ).toBeUndefined();
      expect(
        await store.createSession(newSession(), callerNetwork, { knownNetwork: bucket, unknownNetwork: free }),
      ).toEqual({
        retryAfterMs: minuteMs,
      });
      const later = { ...callerNetwork, knownSince: now };
      expect(
        await store.createSession(newSession(), later, { knownNetwork: once, unknownNetwork: free }),
      ).toBeUndefined();
    });

    it("checks the limits of unknown networks for unknown networks only, and counts their failures", async () => {
      const unknownNetworkLimits = [{ key: key("f"), windowMs: minuteMs, max: 1 }];
      const { verificationCodeID } = await create();
      const more = { unknownNetworkLimits, failureHit: key("f") };
      expect(await store.verifySession(attempt(verificationCodeID, more), () => false)).toEqual({ outcome: "refused" });
      expect(await store.verifySession(attempt(verificationCodeID, more), () => true)).toEqual({
        outcome: "limited",
        retryAfterMs: minuteMs,
      });
      await verified();
      expect(await store.verifySession(attempt(verificationCodeID, more), () => true)).toMatchObject({
        outcome: "verified",
      });
    });

    it("never closes the session that was just verified, even if it was pending for long", async () => {
      const old = await create({ createdAt: now - 1 });
      await verified();
      await verified();
      await store.verifySession(attempt(old.verificationCodeID, { now: now + 1, maxSessions: 2 }), () => true);
      expect(await store.findSession(old.bearerHash, now + 1)).toMatchObject({ isVerified: true });
      expect(await store.listSessions("john", now + 1)).toHaveLength(2);
    });

    it("closes the oldest sessions beyond the maximum", async () => {
      const sessions = [await verified(), await verified({ createdAt: now + 1 }), await create({ createdAt: now + 2 })];
      await store.verifySession(attempt(sessions[2]?.verificationCodeID ?? "", { maxSessions: 2 }), () => true);
      expect((await store.listSessions("john", now)).map(({ createdAt }) => createdAt)).toEqual([now + 1, now + 2]);
    });

    it("extends only forwards", async () => {
      const { sessionID, bearerHash } = await verified();
      const expiry = async () => (await store.findSession(bearerHash, now))?.expireAt;
      await store.extendSession(sessionID, now + 90 * minuteMs);
      expect(await expiry()).toBe(now + 90 * minuteMs);
      await store.extendSession(sessionID, now + minuteMs);
      expect(await expiry()).toBe(now + 90 * minuteMs);
    });

    it("says whether there was a session to extend", async () => {
      const { sessionID } = await verified();
      expect(await store.extendSession(sessionID, now + 90 * minuteMs)).toBe(true);
      await store.closeSession(sessionID, "john", now);
      expect(await store.extendSession(sessionID, now + 95 * minuteMs)).toBe(false);
    });

    it("does not count a hit from the future, which a wrong clock wrote, and prunes it", async () => {
      const limited: Budget = { limits: [{ key: key("c"), windowMs: minuteMs, max: 1 }], hits: [key("c")] };
      const both = { knownNetwork: limited, unknownNetwork: limited };
      const yearMs = 365 * 24 * 60 * minuteMs;
      await store.createSession(newSession({ createdAt: now + yearMs, expireAt: now + yearMs }), callerNetwork, both);
      expect(await store.createSession(newSession(), callerNetwork, both)).toBeUndefined();
      expect(await store.createSession(newSession(), callerNetwork, both)).toEqual({ retryAfterMs: minuteMs });
      expect(await store.prune(now, 1)).toBe(1);
    });

    it("prunes no hit that a limit still counts", async () => {
      const limited: Budget = { limits: [{ key: key("d"), windowMs: 24 * 60 * minuteMs, max: 1 }], hits: [key("d")] };
      const both = { knownNetwork: limited, unknownNetwork: limited };
      await store.createSession(newSession(), callerNetwork, both);
      await store.prune(now + 23 * 60 * minuteMs, 100);
      const later = newSession({ createdAt: now + 23 * 60 * minuteMs });
      expect(await store.createSession(later, callerNetwork, both)).toEqual({ retryAfterMs: 60 * minuteMs });
      expect(await store.prune(now + 24 * 60 * minuteMs, 100)).toBeGreaterThan(0);
    });

    it("forgets a network that was not seen for 30 days, and renews one that was", async () => {
      await store.createSession(newSession(), callerNetwork, { knownNetwork: hitOnce, unknownNetwork: hitOnce });
      const dayMs = 24 * 60 * minuteMs;
      await verified();
      const second = newSession({ createdAt: now + 20 * dayMs, expireAt: now + 40 * dayMs });
      await store.createSession(second, callerNetwork, budgets);
      await store.verifySession(attempt(second.verificationCodeID, { now: now + 20 * dayMs }), () => true);
      const createAt = (at: number) =>
        store.createSession(
          newSession({ createdAt: at, expireAt: at + 1 }),
          { ...callerNetwork, knownSince: at - 30 * dayMs },
          { knownNetwork: free, unknownNetwork: once },
        );
      expect(await createAt(now + 49 * dayMs)).toBeUndefined();
      expect(await createAt(now + 51 * dayMs)).toMatchObject({ retryAfterMs: expect.any(Number) });
    });

    it("lists verified sessions that have not expired, the oldest first", async () => {
      await verified({ sessionID: "second", createdAt: now + 1 });
      await verified({ sessionID: "first" });
      await create();
      expect((await store.listSessions("john", now)).map(({ sessionID }) => sessionID)).toEqual(["first", "second"]);
      expect(await store.listSessions("john", now + 60 * minuteMs)).toEqual([]);
    });

    it("closes a session for its own user, once", async () => {
      const { sessionID, bearerHash } = await verified();
      expect(await store.closeSession(sessionID, "jane", now)).toBe(false);
      expect(await store.closeSession(sessionID, "john", now)).toBe(true);
      expect(await store.closeSession(sessionID, "john", now)).toBe(false);
      expect(await store.findSession(bearerHash, now)).toBeUndefined();
    });

    it("leases a mail to one caller at a time, and again after the lease", async () => {
      const { verificationCodeID } = await create();
      const mail = await store.leaseMail(now, now + 1_000);
      expect(mail).toMatchObject({
        verificationCodeID,
        keyId: "key",
        mailAddress: "John@Doe.net",
        attempts: 0,
        expireAt: now + 10 * minuteMs,
      });
      expect(await store.leaseMail(now + 999, now + 2_000)).toBeUndefined();
      expect(await store.nextMailAt()).toBe(now + 1_000);
      expect(await store.leaseMail(now + 1_000, now + 2_000)).toMatchObject({ attempts: 1 });
      await store.postponeMail(verificationCodeID, now + 5_000);
      expect(await store.nextMailAt()).toBe(now + 5_000);
      await store.removeMail(verificationCodeID);
      expect(await store.nextMailAt()).toBeUndefined();
    });

    it("has no mail address for an unknown or disabled email", async () => {
      await create({ email: "unknown@doe.net" });
      expect(await store.leaseMail(now, now + 1_000)).toMatchObject({ mailAddress: null });
    });

    it("ends the sessions of a disabled user, and creates none that can be verified", async () => {
      const { bearerHash } = await verified();
      expect(await store.setUserDisabled(john.email, true)).toBe(true);
      expect(await store.findSession(bearerHash, now)).toBeUndefined();
      const { verificationCodeID } = await create();
      expect(await store.verifySession(attempt(verificationCodeID), () => true)).toEqual({ outcome: "refused" });
      expect(await store.setUserDisabled(john.email, false)).toBe(true);
      expect(await store.findSession(bearerHash, now)).toBeUndefined();
      expect(await store.setUserDisabled("unknown@doe.net", true)).toBe(false);
    });

    it("keeps a pending session of a disabled user, which can never be verified", async () => {
      const { bearerHash, verificationCodeID } = await create();
      await store.setUserDisabled(john.email, true);
      expect(await store.findSession(bearerHash, now)).toMatchObject({ user: null, isVerified: false });
      await store.setUserDisabled(john.email, false);
      expect(await store.verifySession(attempt(verificationCodeID), () => true)).toEqual({ outcome: "refused" });
    });

    it("changes the roles of a user, for the next look-up of a session", async () => {
      const { bearerHash } = await verified();
      expect(await store.updateUser(john.email, { roles: ["admin"] })).toBe(true);
      expect(await store.findSession(bearerHash, now)).toMatchObject({ user: { roles: ["admin"], alias: "johny" } });
      expect(await store.updateUser("unknown@doe.net", { roles: [] })).toBe(false);
    });

    it("keeps one account per email", async () => {
      expect(await store.addUser({ ...john, userID: "second" })).toBe(false);
      expect(await store.listUsers()).toEqual([john]);
      expect(await store.findUser(john.email)).toEqual(john);
      expect(await store.findUser("unknown@doe.net")).toBeUndefined();
    });

    it("closes all sessions of a user, and returns their number", async () => {
      await verified();
      await verified();
      expect(await store.closeUserSessions("john")).toBe(2);
      expect(await store.listSessions("john", now)).toEqual([]);
    });

    it("prunes expired rows, up to a limit at a time", async () => {
      for (let count = 0; count < 3; count++) await create();
      const kept = await verified();
      const later = now + 10 * minuteMs;
      expect(await store.prune(later, 2)).toBe(2);
      expect(await store.prune(later, 2)).toBe(1);
      expect(await store.prune(later, 2)).toBe(0);
      expect(await store.findSession(kept.bearerHash, later)).toBeDefined();
      // The mails of pruned sessions are gone as well.
      expect(await store.leaseMail(later, later)).toMatchObject({ verificationCodeID: kept.verificationCodeID });
    });

    it("answers a ping, and allows a second close", async () => {
      await store.ping();
      await store.close();
      await store.close();
    });
  });
}
