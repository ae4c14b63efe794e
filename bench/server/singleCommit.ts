import type { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";

/** Stands in for the server's `createGroupCommit`: runs each piece of work in its own transaction. */
export function createGroupCommit(database: DatabaseSync): <T>(run: () => T) => Promise<T> {
  return async (run) => {
    // Without this pause the mail worker, which writes in a loop, would block every request.
    await setImmediate();
    database.exec("BEGIN IMMEDIATE");
    try {
      const result = run();
      database.exec("COMMIT");
      return result;
    } catch (error) {
      database.exec("ROLLBACK");
      throw error;
    }
  };
}
