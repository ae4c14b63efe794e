import { randomBytes, randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Attempt, Budget, NewSession, Store, User } from "../src/store/Store.ts";

const now = Date.UTC(2030, 0, 1);
const minuteMs = 60_000;
const key = (name: string) => Buffer.from(name.padEnd(16));
const asker = { networkKey: key("network"), knownSince: 0 };
const free: Budget = { limits: [], hits: [] };
const budgets = { known: free, stranger: free };
/** Has no room once it has been hit. */
const shut: Budget = { limits: [{ key: key("shut"), windowMs: 1_000 * 24 * 60 * minuteMs, max: 1 }], hits: [] };
const hitShut: Budget = { limits: [], hits: [key("shut")] };

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
    keyID: "key",
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
  return { verificationCodeID, now, asker, budget: free, strangerLimits: [], failureHit: undefined, ...rules, ...more };
}

/** What every store must do, in the words of its interface. */
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
      await store.createSession(session, asker, budgets);
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

    it("starts a session for an unknown email that nobody can verify", async () => {
      const { bearerHash, verificationCodeID } = await create({ email: "nobody@doe.net" });
      expect(await store.findSession(bearerHash, now)).toMatchObject({ user: null });
      expect(await store.verifySession(attempt(verificationCodeID), () => true)).toEqual({ is: "refused" });
    });

    it("verifies once, with the key of the code, and moves the expiry", async () => {
      const { bearerHash, verificationCodeID, sessionID } = await create();
      const keys: string[] = [];
      const verify = () => store.verifySession(attempt(verificationCodeID), (keyID) => keys.push(keyID) > 0);
      expect(await Promise.all([verify(), verify()])).toEqual([
        { is: "verified", sessionID, userID: "john" },
        { is: "refused" },
      ]);
      expect(keys).toEqual(["key"]);
      expect(await store.findSession(bearerHash, now)).toMatchObject({
        isVerified: true,
        expireAt: now + 60 * minuteMs,
      });
    });

    it("counts tries and asks no more often than allowed", async () => {
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

    it("refuses with nothing written when a limit has no room, and says how long", async () => {
      const limited: Budget = { limits: [{ key: key("a"), windowMs: minuteMs, max: 2 }], hits: [key("a")] };
      const both = { known: limited, stranger: limited };
      const at = (createdAt: number) => newSession({ createdAt });
      expect(await store.createSession(at(now), asker, both)).toBeUndefined();
      expect(await store.createSession(at(now + 10_000), asker, both)).toBeUndefined();
      const refused = at(now + 20_000);
      expect(await store.createSession(refused, asker, both)).toEqual({ retryAfterMs: 40_000 });
      expect(await store.findSession(refused.bearerHash, now)).toBeUndefined();
      expect(await store.createSession(at(now + minuteMs), asker, both)).toBeUndefined();
    });

    it("gives the hit of a mail back to whoever verifies, and knows his network from then on", async () => {
      const purse: Budget = {
        limits: [{ key: key("p"), windowMs: minuteMs, max: 1 }],
        hits: [key("p")],
        refundable: key("p"),
      };
      await store.createSession(newSession(), asker, { known: hitShut, stranger: hitShut });
      const session = newSession();
      expect(await store.createSession(session, asker, { known: shut, stranger: purse })).toBeUndefined();
      await store.verifySession(attempt(session.verificationCodeID), () => true);
      const other = { networkKey: key("other"), knownSince: 0 };
      expect(await store.createSession(newSession(), other, { known: shut, stranger: purse })).toBeUndefined();
      expect(await store.createSession(newSession(), asker, { known: purse, stranger: free })).toEqual({
        retryAfterMs: minuteMs,
      });
      const later = { ...asker, knownSince: now };
      expect(await store.createSession(newSession(), later, { known: shut, stranger: free })).toBeUndefined();
    });

    it("checks the limits of strangers for strangers alone, and counts their failures", async () => {
      const strangerLimits = [{ key: key("f"), windowMs: minuteMs, max: 1 }];
      const { verificationCodeID } = await create();
      const more = { strangerLimits, failureHit: key("f") };
      expect(await store.verifySession(attempt(verificationCodeID, more), () => false)).toEqual({ is: "refused" });
      expect(await store.verifySession(attempt(verificationCodeID, more), () => true)).toEqual({
        is: "limited",
        retryAfterMs: minuteMs,
      });
      await verified();
      expect(await store.verifySession(attempt(verificationCodeID, more), () => true)).toMatchObject({
        is: "verified",
      });
    });

    it("never closes the session that was verified just now, however long it was pending", async () => {
      const old = await create({ createdAt: now - 1 });
      await verified();
      await verified();
      await store.verifySession(attempt(old.verificationCodeID, { now: now + 1, maxSessions: 2 }), () => true);
      expect(await store.findSession(old.bearerHash, now + 1)).toMatchObject({ isVerified: true });
      expect(await store.listSessions("john", now + 1)).toHaveLength(2);
    });

    it("closes the oldest sessions beyond the most", async () => {
      const sessions = [await verified(), await verified({ createdAt: now + 1 }), await create({ createdAt: now + 2 })];
      await store.verifySession(attempt(sessions[2]?.verificationCodeID ?? "", { maxSessions: 2 }), () => true);
      expect((await store.listSessions("john", now)).map(({ createdAt }) => createdAt)).toEqual([now + 1, now + 2]);
    });

    it("extends forwards alone", async () => {
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

    it("counts no hit from the future, which a wrong clock wrote, and prunes it", async () => {
      const limited: Budget = { limits: [{ key: key("c"), windowMs: minuteMs, max: 1 }], hits: [key("c")] };
      const both = { known: limited, stranger: limited };
      const yearMs = 365 * 24 * 60 * minuteMs;
      await store.createSession(newSession({ createdAt: now + yearMs, expireAt: now + yearMs }), asker, both);
      expect(await store.createSession(newSession(), asker, both)).toBeUndefined();
      expect(await store.createSession(newSession(), asker, both)).toEqual({ retryAfterMs: minuteMs });
      expect(await store.prune(now, 1)).toBe(1);
    });

    it("keeps what limits still look at when it prunes", async () => {
      const limited: Budget = { limits: [{ key: key("d"), windowMs: 24 * 60 * minuteMs, max: 1 }], hits: [key("d")] };
      const both = { known: limited, stranger: limited };
      await store.createSession(newSession(), asker, both);
      await store.prune(now + 23 * 60 * minuteMs, 100);
      const later = newSession({ createdAt: now + 23 * 60 * minuteMs });
      expect(await store.createSession(later, asker, both)).toEqual({ retryAfterMs: 60 * minuteMs });
      expect(await store.prune(now + 24 * 60 * minuteMs, 100)).toBeGreaterThan(0);
    });

    it("forgets a network that was not seen for 30 days, and renews one that was", async () => {
      await store.createSession(newSession(), asker, { known: hitShut, stranger: hitShut });
      const dayMs = 24 * 60 * minuteMs;
      await verified();
      const second = newSession({ createdAt: now + 20 * dayMs, expireAt: now + 40 * dayMs });
      await store.createSession(second, asker, budgets);
      await store.verifySession(attempt(second.verificationCodeID, { now: now + 20 * dayMs }), () => true);
      const asks = (at: number) =>
        store.createSession(
          newSession({ createdAt: at, expireAt: at + 1 }),
          { ...asker, knownSince: at - 30 * dayMs },
          { known: free, stranger: shut },
        );
      expect(await asks(now + 49 * dayMs)).toBeUndefined();
      expect(await asks(now + 51 * dayMs)).toMatchObject({ retryAfterMs: expect.any(Number) });
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

    it("leases a mail to one at a time, and again when the lease is over", async () => {
      const { verificationCodeID } = await create();
      const mail = await store.leaseMail(now, now + 1_000);
      expect(mail).toMatchObject({
        verificationCodeID,
        keyID: "key",
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

    it("has an address for nobody who is unknown or disabled", async () => {
      await create({ email: "nobody@doe.net" });
      expect(await store.leaseMail(now, now + 1_000)).toMatchObject({ mailAddress: null });
    });

    it("ends the sessions of a user who is disabled, and starts none for him", async () => {
      const { bearerHash } = await verified();
      expect(await store.setUserDisabled(john.email, true)).toBe(true);
      expect(await store.findSession(bearerHash, now)).toBeUndefined();
      const { verificationCodeID } = await create();
      expect(await store.verifySession(attempt(verificationCodeID), () => true)).toEqual({ is: "refused" });
      expect(await store.setUserDisabled(john.email, false)).toBe(true);
      expect(await store.findSession(bearerHash, now)).toBeUndefined();
      expect(await store.setUserDisabled("nobody@doe.net", true)).toBe(false);
    });

    it("leaves a pending session of a disabled user as it is, but for ever unverified", async () => {
      const { bearerHash, verificationCodeID } = await create();
      await store.setUserDisabled(john.email, true);
      expect(await store.findSession(bearerHash, now)).toMatchObject({ user: null, isVerified: false });
      await store.setUserDisabled(john.email, false);
      expect(await store.verifySession(attempt(verificationCodeID), () => true)).toEqual({ is: "refused" });
    });

    it("changes what a user may do, for the next look at his session", async () => {
      const { bearerHash } = await verified();
      expect(await store.updateUser(john.email, { roles: ["admin"] })).toBe(true);
      expect(await store.findSession(bearerHash, now)).toMatchObject({ user: { roles: ["admin"], alias: "johny" } });
      expect(await store.updateUser("nobody@doe.net", { roles: [] })).toBe(false);
    });

    it("keeps one account for an email", async () => {
      expect(await store.addUser({ ...john, userID: "second" })).toBe(false);
      expect(await store.listUsers()).toEqual([john]);
      expect(await store.findUser(john.email)).toEqual(john);
      expect(await store.findUser("nobody@doe.net")).toBeUndefined();
    });

    it("closes all sessions of a user and says how many", async () => {
      await verified();
      await verified();
      expect(await store.closeSessionsOf("john")).toBe(2);
      expect(await store.listSessions("john", now)).toEqual([]);
    });

    it("prunes what has expired, so much at a time", async () => {
      for (let count = 0; count < 3; count++) await create();
      const kept = await verified();
      const later = now + 10 * minuteMs;
      expect(await store.prune(later, 2)).toBe(2);
      expect(await store.prune(later, 2)).toBe(1);
      expect(await store.prune(later, 2)).toBe(0);
      expect(await store.findSession(kept.bearerHash, later)).toBeDefined();
      // The sessions' mails went with them.
      expect(await store.leaseMail(later, later)).toMatchObject({ verificationCodeID: kept.verificationCodeID });
    });

    it("answers a ping, and closes twice", async () => {
      await store.ping();
      await store.close();
      await store.close();
    });
  });
}
