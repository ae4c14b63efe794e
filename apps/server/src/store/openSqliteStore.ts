import type { SQLOutputValue } from "node:sqlite";
import type { Limit } from "../domain/Budget.ts";
import { knownNetworkMs, longestWindowMs } from "../domain/createLimits.ts";
import { createGroupCommit } from "./groupCommit.ts";
import { openDatabase } from "./openDatabase.ts";
import { prepareStatements } from "./prepareStatements.ts";
import { readDueMail, readFoundSession, readStoredSession, readUser } from "./readRows.ts";
import type { CallerNetwork, Store } from "./Store.ts";

/** Hits may be slightly later than `now`, because concurrent requests may be written in any order. */
const clockToleranceMs = 60_000;

/**
 * Opens a store in one SQLite file, or in memory. A read returns at once what is committed. A write shares a transaction
 * with the other writes of its tick, and resolves when that transaction is on disk.
 */
export function openSqliteStore(path: string, createCommit: typeof createGroupCommit = createGroupCommit): Store {
  const database = openDatabase(path);
  const sql = prepareStatements(database);
  const commit = createCommit(database);
  sql.findSession.setReturnArrays(true);

  const isKnownNetwork = (emailKey: Uint8Array, { key, knownSince }: CallerNetwork) =>
    sql.isKnownNetwork.get(emailKey, key, knownSince) !== undefined;
  const count = (hits: Buffer[], now: number) => {
    for (const key of hits) sql.addHit.run(key, now);
  };
  const computeWaitMs = (limits: Limit[], now: number): number => {
    const waits = limits.map(({ key, windowMs, max }) => {
      const hit = sql.blockingHit.get(key, now - windowMs, now + clockToleranceMs, max - 1);
      return hit ? Math.min(Number(hit.at) + windowMs - now, windowMs) : 0;
    });
    return Math.max(0, ...waits);
  };
  const endUserSessions = (userID: string): number => {
    const { changes } = sql.closeUserSessions.run(userID);
    sql.orphanUserSessions.run(userID);
    return Number(changes);
  };

  return {
    createSession: (session, callerNetwork, { knownNetwork, unknownNetwork }) =>
      commit(() => {
        const { sessionID, bearerHash, verificationCodeID, keyId, emailKey, expireAt, ip, userAgent } = session;
        const now = session.createdAt;
        const user = sql.findUser.get(session.email);
        const budget = isKnownNetwork(emailKey, callerNetwork) ? knownNetwork : unknownNetwork;
        const retryAfterMs = computeWaitMs(budget.limits, now);
        if (retryAfterMs > 0) return { retryAfterMs };
        count(budget.hits, now);
        const userID = user && user.is_disabled === 0 ? (user.user_id ?? null) : null;
        const ids = [sessionID, bearerHash, verificationCodeID, userID, keyId, emailKey];
        sql.addSession.run(...ids, budget.refundable ?? null, now, expireAt, ip, userAgent);
        sql.addMail.run(verificationCodeID, now);
        return undefined;
      }),

    findSession: async (bearerHash, now) => {
      const row = sql.findSession.get(bearerHash, now) as unknown as SQLOutputValue[] | undefined;
      return row && readFoundSession(row);
    },

    verifySession: ({ verificationCodeID, now, callerNetwork, budget, ...rules }, isRight) =>
      commit(() => {
        const row = sql.findSessionByCode.get(verificationCodeID);
        const emailKey = row?.email_key as Uint8Array | undefined;
        const isKnown = emailKey !== undefined && isKnownNetwork(emailKey, callerNetwork);
        const limits = isKnown ? budget.limits : [...budget.limits, ...rules.unknownNetworkLimits];
        const retryAfterMs = computeWaitMs(limits, now);
        if (retryAfterMs > 0) return { outcome: "limited", retryAfterMs };
        count(budget.hits, now);
        const tried = sql.countTry.get(verificationCodeID, now, rules.maxTries);
        const isAccepted = tried !== undefined && isRight(String(tried.key_id));
        if (!isAccepted || !row || !emailKey || row.user_id === null || row.is_disabled !== 0) {
          if (rules.failureHit) count([rules.failureHit], now);
          return { outcome: "refused" };
        }
        const sessionID = String(row.session_id);
        const userID = String(row.user_id);
        sql.verifySession.run(now, rules.expireAt, sessionID);
        if (row.bucket_key) sql.takeBackHit.run(row.bucket_key, row.created_at ?? 0);
        sql.addKnownNetwork.run(emailKey, callerNetwork.key, now);
        sql.closeOldestSessions.run(userID, now, rules.maxSessions);
        return { outcome: "verified", sessionID, userID };
      }),

    extendSession: (sessionID, expireAt) => commit(() => sql.extendSession.run(expireAt, sessionID).changes === 1),
    listSessions: async (userID, now) => sql.listSessions.all(userID, now).map(readStoredSession),
    closeSession: (sessionID, userID, now) => commit(() => sql.closeSession.run(sessionID, userID, now).changes === 1),

    leaseMail: (now, leaseUntil) =>
      commit(() => {
        const row = sql.firstDueMail.get(now);
        if (!row) return undefined;
        sql.leaseMail.run(leaseUntil, row.verification_code_id ?? null);
        return readDueMail(row);
      }),
    removeMail: (verificationCodeID) => commit(() => void sql.removeMail.run(verificationCodeID)),
    postponeMail: (verificationCodeID, nextAt) => commit(() => void sql.postponeMail.run(nextAt, verificationCodeID)),
    nextMailAt: async () => {
      const nextAt = sql.nextMailAt.get()?.next_at;
      return nextAt === null || nextAt === undefined ? undefined : Number(nextAt);
    },

    addUser: (user) =>
      commit(() => {
        const { userID, email, mailAddress, alias, fullName, roles, groups, isDisabled } = user;
        const lists = [JSON.stringify(roles), JSON.stringify(groups)] as const;
        return sql.addUser.run(userID, email, mailAddress, alias, fullName, ...lists, Number(isDisabled)).changes === 1;
      }),
    listUsers: async () => sql.listUsers.all().map(readUser),
    setUserDisabled: (email, isDisabled) =>
      commit(() => {
        const row = sql.setUserDisabled.get(Number(isDisabled), email);
        if (row && isDisabled) endUserSessions(String(row.user_id));
        return row !== undefined;
      }),
    findUser: async (email) => {
      const row = sql.findUser.get(email);
      return row && readUser(row);
    },
    updateUser: (email, { alias, fullName, roles, groups }) =>
      commit(() => {
        const lists = [roles && JSON.stringify(roles), groups && JSON.stringify(groups)];
        return sql.updateUser.run(...[alias, fullName, ...lists].map((value) => value ?? null), email).changes === 1;
      }),
    closeUserSessions: (userID) => commit(() => endUserSessions(userID)),

    prune: (now, limit) =>
      commit(() => {
        const sessions = sql.pruneSessions.run(now, limit).changes;
        const hits = sql.pruneHits.run(limit, now - longestWindowMs, now + longestWindowMs).changes;
        const networks = sql.pruneKnownNetworks.run(now - knownNetworkMs, limit).changes;
        return Number(sessions) + Number(hits) + Number(networks);
      }),
    ping: async () => void sql.ping.get(),
    close: async () => {
      if (!database.isOpen) return;
      await commit(() => undefined);
      database.close();
    },
  };
}
