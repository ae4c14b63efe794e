import { hash, randomBytes, randomUUID } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { getMigrations } from "better-auth/db/migration";
import { startServer } from "../../apps/server/src/index.ts";
import { constantBody } from "./constantBody.ts";
import { createBetterAuth } from "./createBetterAuth.ts";

const userCount = 10_000;
/** The number of bearers that are used under load. They are spread over all sessions. */
const sampleCount = 10_000;
const { ip, userAgent, alias, fullName } = constantBody;
const dayMs = 86_400_000;

export const createEmail = (index: number): string => `user${index % userCount}@doe.net`;

/** Fills a database of our server with verified sessions, and returns some of their bearers. */
export async function seedOurs(path: string, sessionCount: number): Promise<string[]> {
  // The server creates the tables when it starts.
  await (await startServer({ database: `sqlite:${path}` })).close();
  const now = Date.now();
  const userIDs = Array.from({ length: userCount }, () => randomUUID());
  return fill(path, sessionCount, (database) => {
    const addUser = database.prepare(
      `INSERT INTO users (user_id, email, mail_address, alias, full_name, roles, groups)
       VALUES (?, ?, ?, ?, ?, '["user"]', '["public"]')`,
    );
    for (const [index, userID] of userIDs.entries()) {
      addUser.run(userID, createEmail(index), createEmail(index), alias, fullName);
    }
    const addSession = database.prepare(
      `INSERT INTO sessions (session_id, bearer_hash, verification_code_id, user_id, key_id, email_key, created_at, verified_at, expire_at, ip, user_agent)
       VALUES (?, ?, ?, ?, 'key', x'00', ?, ?, ?, ?, ?)`,
    );
    return (bearer, index) => {
      const bearerHash = hash("sha256", bearer, "buffer");
      const userID = userIDs[index % userCount] ?? "";
      addSession.run(randomUUID(), bearerHash, randomUUID(), userID, now, now, now + dayMs, ip, userAgent);
    };
  });
}

/** Fills a database of better-auth in the same way. */
export async function seedBetterAuth(path: string, sessionCount: number): Promise<string[]> {
  const database = new DatabaseSync(path);
  const { runMigrations } = await getMigrations(createBetterAuth(database).options);
  await runMigrations();
  database.close();
  const now = new Date().toISOString();
  const later = new Date(Date.now() + 6 * dayMs).toISOString();
  return fill(path, sessionCount, (database) => {
    const addUser = database.prepare(
      `INSERT INTO user (id, name, email, emailVerified, createdAt, updatedAt) VALUES (?, 'John Doe', ?, 1, ?, ?)`,
    );
    for (let index = 0; index < userCount; index++) addUser.run(`user${index}`, createEmail(index), now, now);
    const addSession = database.prepare(
      `INSERT INTO session (id, token, userId, expiresAt, createdAt, updatedAt, ipAddress, userAgent)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    return (bearer, index) => {
      addSession.run(randomUUID(), bearer, `user${index % userCount}`, later, now, now, ip, userAgent);
    };
  });
}

/** Adds sessions in one transaction that is not flushed, and returns the bearers of a sample. */
function fill(
  path: string,
  sessionCount: number,
  prepare: (database: DatabaseSync) => (bearer: string, index: number) => void,
): string[] {
  const database = new DatabaseSync(path);
  const bearers: string[] = [];
  const step = Math.max(1, Math.floor(sessionCount / sampleCount));
  database.exec("PRAGMA synchronous = OFF; BEGIN");
  const addSession = prepare(database);
  for (let index = 0; index < sessionCount; index++) {
    const bearer = randomBytes(48).toString("base64url");
    if (index % step === 0) bearers.push(bearer);
    addSession(bearer, index);
  }
  database.exec("COMMIT; PRAGMA wal_checkpoint(TRUNCATE); ANALYZE;");
  database.close();
  return bearers;
}
