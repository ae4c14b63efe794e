import type { DatabaseSync } from "node:sqlite";

/** Prepares all SQL of the server except the schema. The arguments of a statement follow the order of its `?`. */
export function prepareStatements(database: DatabaseSync) {
  const sql = {
    findUser: "SELECT * FROM users WHERE email = ?",
    listUsers: "SELECT * FROM users ORDER BY email",
    addUser: `
      INSERT INTO users (user_id, email, mail_address, alias, full_name, roles, groups, is_disabled)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (email) DO NOTHING`,
    updateUser: `
      UPDATE users SET alias = coalesce(?, alias), full_name = coalesce(?, full_name),
                       roles = coalesce(?, roles), groups = coalesce(?, groups)
      WHERE email = ?`,
    setUserDisabled: "UPDATE users SET is_disabled = ? WHERE email = ? RETURNING user_id",

    addSession: `
      INSERT INTO sessions (session_id, bearer_hash, verification_code_id, user_id, key_id, email_key, bucket_key,
                            created_at, expire_at, ip, user_agent)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    findSession: `
      SELECT session_id, created_at, verified_at, expire_at, ip, user_agent,
             users.user_id, alias, full_name, roles, groups
      FROM sessions LEFT JOIN users ON users.user_id = sessions.user_id
      WHERE bearer_hash = ? AND expire_at > ? AND is_disabled IS NOT 1`,
    findSessionByCode: `
      SELECT session_id, sessions.user_id, email_key, bucket_key, created_at, is_disabled
      FROM sessions LEFT JOIN users ON users.user_id = sessions.user_id
      WHERE verification_code_id = ?`,
    countTry: `
      UPDATE sessions SET tries = tries + 1
      WHERE verification_code_id = ? AND verified_at IS NULL AND expire_at > ? AND tries < ?
      RETURNING key_id`,
    verifySession: "UPDATE sessions SET verified_at = ?, expire_at = ? WHERE session_id = ?",
    closeOldestSessions: `
      DELETE FROM sessions WHERE session_id IN (
        SELECT session_id FROM sessions
        WHERE user_id = ? AND verified_at IS NOT NULL AND expire_at > ?
        ORDER BY verified_at DESC, rowid DESC LIMIT -1 OFFSET ?)`,
    extendSession: "UPDATE sessions SET expire_at = max(expire_at, ?) WHERE session_id = ?",
    listSessions: `
      SELECT session_id, created_at, expire_at, ip, user_agent FROM sessions
      WHERE user_id = ? AND verified_at IS NOT NULL AND expire_at > ? ORDER BY created_at`,
    closeSession: "DELETE FROM sessions WHERE session_id = ? AND user_id = ? AND expire_at > ?",
    closeUserSessions: "DELETE FROM sessions WHERE user_id = ? AND verified_at IS NOT NULL",
    // Pending sessions stay, as those of an unknown email do. Closing them would reveal that the account exists.
    orphanUserSessions: "UPDATE sessions SET user_id = NULL WHERE user_id = ?",

    addMail: "INSERT INTO mails (verification_code_id, next_at) VALUES (?, ?)",
    // A subquery chooses the mail first, so that the planner never scans the sessions for it.
    firstDueMail: `
      SELECT mails.verification_code_id, attempts, key_id, ip, user_agent, expire_at,
             CASE WHEN is_disabled = 0 THEN mail_address END AS mail_address
      FROM (SELECT * FROM mails WHERE next_at <= ? ORDER BY next_at LIMIT 1) AS mails
      LEFT JOIN sessions USING (verification_code_id) LEFT JOIN users ON users.user_id = sessions.user_id`,
    leaseMail: "UPDATE mails SET attempts = attempts + 1, next_at = ? WHERE verification_code_id = ?",
    postponeMail: "UPDATE mails SET next_at = ? WHERE verification_code_id = ?",
    removeMail: "DELETE FROM mails WHERE verification_code_id = ?",
    nextMailAt: "SELECT min(next_at) AS next_at FROM mails",

    // The hit that must leave the window before the next one is allowed. A wrong clock may have written later hits.
    blockingHit: "SELECT at FROM hits WHERE key = ? AND at > ? AND at <= ? ORDER BY at DESC LIMIT 1 OFFSET ?",
    addHit: "INSERT INTO hits (key, at) VALUES (?, ?)",
    takeBackHit: "DELETE FROM hits WHERE rowid = (SELECT rowid FROM hits WHERE key = ? AND at = ? LIMIT 1)",
    isKnownNetwork: "SELECT 1 FROM known_networks WHERE email_key = ? AND network_key = ? AND last_verified_at > ?",
    addKnownNetwork: `
      INSERT INTO known_networks (email_key, network_key, last_verified_at) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET last_verified_at = excluded.last_verified_at`,

    pruneSessions: "DELETE FROM sessions WHERE rowid IN (SELECT rowid FROM sessions WHERE expire_at <= ? LIMIT ?)",
    // Hits are written in order of time, so the first rows are the oldest.
    pruneHits:
      "DELETE FROM hits WHERE rowid IN (SELECT rowid FROM hits ORDER BY rowid LIMIT ?) AND (at <= ? OR at > ?)",
    pruneKnownNetworks: `
      DELETE FROM known_networks WHERE (email_key, network_key) IN (
        SELECT email_key, network_key FROM known_networks WHERE last_verified_at <= ? LIMIT ?)`,
    ping: "SELECT 1 FROM users LIMIT 1",
  };
  const names = Object.keys(sql) as (keyof typeof sql)[];
  return Object.fromEntries(names.map((name) => [name, database.prepare(sql[name])])) as Record<
    keyof typeof sql,
    ReturnType<DatabaseSync["prepare"]>
  >;
}
