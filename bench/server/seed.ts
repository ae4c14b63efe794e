import { randomBytes, randomUUID } from "node:crypto";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { getMigrations } from "better-auth/db/migration";
import { hashBearer } from "../../apps/server/src/handlers/hashBearer.ts";
import { addUser } from "../../apps/server/src/store/addUser.ts";
import { openStore } from "../../apps/server/src/store/openStore.ts";
import { constantAnswer } from "./constant.ts";
import { createBetterAuth } from "./createBetterAuth.ts";

const users = 10_000;
/** So many of the bearers are used under load, spread over all sessions. */
const sampled = 10_000;
const { ip, userAgent } = constantAnswer;
const dayMs = 86_400_000;

export const emailOf = (index: number): string => `user${index % users}@doe.net`;

/** Fills a database of ours with verified sessions, and returns bearers of some. */
export async function seedOurs(path: string, sessions: number): Promise<string[]> {
  const store = openStore(`sqlite:${path}`);
  for (let index = 0; index < users; index += 500) {
    const batch = Array.from({ length: 500 }, (_, offset) =>
      addUser(store, { email: emailOf(index + offset), roles: ["user"], groups: ["public"] }),
    );
    await Promise.all(batch);
  }
  const userIDs = (await store.listUsers()).map(({ userID }) => userID);
  await store.close();
  const now = Date.now();
  return fill(path, sessions, (database) => {
    const add = database.prepare(`
      INSERT INTO sessions (session_id, bearer_hash, verification_code_id, user_id, key_id, email_key, created_at, verified_at, expire_at, ip, user_agent)
      VALUES (?, ?, ?, ?, 'key', x'00', ?, ?, ?, ?, ?)`);
    return (bearer, index) =>
      add.run(
        randomUUID(),
        hashBearer(bearer),
        randomUUID(),
        userIDs[index % users] ?? "",
        now,
        now,
        now + dayMs,
        ip,
        userAgent,
      );
  });
}

/** The same for better-auth. */
export async function seedBetterAuth(path: string, sessions: number): Promise<string[]> {
  const database = new DatabaseSync(path);
  const { runMigrations } = await getMigrations(createBetterAuth(database).options);
  await runMigrations();
  database.close();
  const now = new Date().toISOString();
  const later = new Date(Date.now() + 6 * dayMs).toISOString();
  return fill(path, sessions, (database) => {
    const addUser = database.prepare(
      `INSERT INTO user (id, name, email, emailVerified, createdAt, updatedAt) VALUES (?, 'John Doe', ?, 1, ?, ?)`,
    );
    for (let index = 0; index < users; index++) addUser.run(`user${index}`, emailOf(index), now, now);
    const add: StatementSync = database.prepare(
      `INSERT INTO session (id, token, userId, expiresAt, createdAt, updatedAt, ipAddress, userAgent) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    return (bearer, index) => add.run(randomUUID(), bearer, `user${index % users}`, later, now, now, ip, userAgent);
  });
}

function fill(
  path: string,
  sessions: number,
  prepare: (database: DatabaseSync) => (bearer: string, index: number) => unknown,
): string[] {
  const database = new DatabaseSync(path);
  const bearers: string[] = [];
  database.exec("PRAGMA synchronous = OFF; BEGIN");
  const add = prepare(database);
  for (let index = 0; index < sessions; index++) {
    const bearer = randomBytes(48).toString("base64url");
    if (index % Math.max(1, Math.floor(sessions / sampled)) === 0) bearers.push(bearer);
    add(bearer, index);
  }
  database.exec("COMMIT; PRAGMA wal_checkpoint(TRUNCATE); ANALYZE;");
  database.close();
  return bearers;
}
