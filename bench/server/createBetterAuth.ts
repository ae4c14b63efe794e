import { randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { betterAuth } from "better-auth";
import { bearer, emailOTP } from "better-auth/plugins";

/** Creates better-auth with bearers and codes by mail. Its SQLite is as durable as ours: WAL, and a flush for each commit. */
export function createBetterAuth(database: DatabaseSync) {
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA mmap_size = 1073741824;");
  return betterAuth({
    baseURL: "http://127.0.0.1",
    secret: randomBytes(32).toString("base64url"),
    database,
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    plugins: [bearer(), emailOTP({ sendVerificationOTP: async () => {} })],
  });
}
