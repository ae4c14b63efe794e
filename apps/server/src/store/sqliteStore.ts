import type { SQLOutputValue } from "node:sqlite";
import { knownNetworkMs, longestWindowMs } from "../domain/limits.ts";
import { createGroupCommit } from "./groupCommit.ts";
import { openDatabase } from "./openDatabase.ts";
import { dueMailFrom, foundSessionFrom, storedSessionFrom, userFrom } from "./rows.ts";
import type { Budget, Limit, Store } from "./Store.ts";
import { prepareStatements } from "./statements.ts";

/** Two requests of one moment may be written out of order. */
const clockToleranceMs = 60_000;

/**
 * A store in one SQLite file, or in memory. Reads are answered at once from what is committed; writes share a
 * transaction with those of the same tick, and each resolves when that is on disk.
 */
export function openSqliteStore(path: string, groupCommitOf: typeof createGroupCommit = createGroupCommit): Store {
  const database = openDatabase(path);
  const sql = prepareStatements(database);
  const commit = groupCommitOf(database);
  sql.findSession.setReturnArrays(true);

  const isKnown = (emailKey: Uint8Array, networkKey: Buffer, since: number) =>
    sql.isKnownNetwork.get(emailKey, networkKey, since) !== undefined;
  const count = (hits: Buffer[], now: number) => {
    for (const key of hits) sql.addHit.run(key, now);
  };
  const waitFor = (limits: Limit[], now: number): number => {
    const waits = limits.map(({ key, windowMs, max }) => {
      const hit = sql.blockingHit.get(key, now - windowMs, now + clockToleranceMs, max - 1);
      return hit ? Math.min(Number(hit.at) + windowMs - now, windowMs) : 0;
    });
    return Math.max(0, ...waits);
  };

  const endSessionsOf = (userID: string): number => {
    const { changes } = sql.closeSessionsOf.run(userID);
    sql.orphanSessionsOf.run(userID);
    return Number(changes);
  };

  return {
    createSession: (session, asker, budgets) =>
      commit(() => {
        const { createdAt: now, emailKey, verificationCodeID } = session;
        const user = sql.findUser.get(session.email);
        const budget: Budget = isKnown(emailKey, asker.networkKey, asker.knownSince) ? budgets.known : budgets.stranger;
        const retryAfterMs = waitFor(budget.limits, now);
        if (retryAfterMs > 0) return { retryAfterMs };
        count(budget.hits, now);
        const userID = user && user.is_disabled === 0 ? (user.user_id ?? null) : null;
        const { sessionID, bearerHash, keyID, expireAt, ip, userAgent } = session;
        const purseKey = budget.refundable ?? null;
        sql.addSession.run(
          sessionID,
          bearerHash,
          verificationCodeID,
          userID,
          keyID,
          emailKey,
          purseKey,
          now,
          expireAt,
          ip,
          userAgent,
        );
        sql.addMail.run(verificationCodeID, now);
        return undefined;
      }),

    findSession: async (bearerHash, now) => {
      const row = sql.findSession.get(bearerHash, now) as unknown as SQLOutputValue[] | undefined;
      return row && foundSessionFrom(row);
    },

    verifySession: ({ verificationCodeID, now, asker, budget, strangerLimits, failureHit, ...rules }, isRight) =>
      commit(() => {
        const row = sql.findSessionOfCode.get(verificationCodeID);
        const emailKey = row?.email_key as Uint8Array | undefined;
        const isFriend = emailKey !== undefined && isKnown(emailKey, asker.networkKey, asker.knownSince);
        const retryAfterMs = waitFor(isFriend ? budget.limits : [...budget.limits, ...strangerLimits], now);
        if (retryAfterMs > 0) return { is: "limited", retryAfterMs };
        count(budget.hits, now);
        const tried = sql.countTry.get(verificationCodeID, now, rules.maxTries);
        const isAccepted = tried !== undefined && isRight(String(tried.key_id));
        if (!isAccepted || !row || !emailKey || row.user_id === null || row.is_disabled !== 0) {
          if (failureHit) count([failureHit], now);
          return { is: "refused" };
        }
        const sessionID = String(row.session_id);
        const userID = String(row.user_id);
        sql.verifySession.run(now, rules.expireAt, sessionID);
        if (row.purse_key) sql.takeBackHit.run(row.purse_key, row.created_at ?? 0);
        sql.addKnownNetwork.run(emailKey, asker.networkKey, now);
        sql.closeOldestSessions.run(userID, now, rules.maxSessions);
        return { is: "verified", sessionID, userID };
      }),

    extendSession: (sessionID, expireAt) => commit(() => sql.extendSession.run(expireAt, sessionID).changes === 1),
    listSessions: async (userID, now) => sql.listSessions.all(userID, now).map(storedSessionFrom),
    closeSession: (sessionID, userID, now) => commit(() => sql.closeSession.run(sessionID, userID, now).changes === 1),

    leaseMail: (now, leaseUntil) =>
      commit(() => {
        const row = sql.firstDueMail.get(now);
        if (!row) return undefined;
        sql.leaseMail.run(leaseUntil, row.verification_code_id ?? null);
        return dueMailFrom(row);
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
    listUsers: async () => sql.listUsers.all().map(userFrom),
    setUserDisabled: (email, isDisabled) =>
      commit(() => {
        const row = sql.setUserDisabled.get(Number(isDisabled), email);
        if (row && isDisabled) endSessionsOf(String(row.user_id));
        return row !== undefined;
      }),
    findUser: async (email) => {
      const row = sql.findUser.get(email);
      return row && userFrom(row);
    },
    updateUser: (email, { alias, fullName, roles, groups }) =>
      commit(() => {
        const lists = [roles && JSON.stringify(roles), groups && JSON.stringify(groups)];
        return sql.updateUser.run(...[alias, fullName, ...lists].map((value) => value ?? null), email).changes === 1;
      }),
    closeSessionsOf: (userID) => commit(() => endSessionsOf(userID)),

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
