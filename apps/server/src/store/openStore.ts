import { openSqliteStore } from "./openSqliteStore.ts";
import type { Store } from "./Store.ts";

/** Opens `sqlite::memory:` or `sqlite:path`. Another kind of store gets its own prefix here. Throws an `Error` for others. */
export function openStore(database: string): Store {
  if (database.startsWith("sqlite:")) return openSqliteStore(database.slice("sqlite:".length));
  throw new Error("unknown kind of database: use sqlite:path/to/file.db or sqlite::memory:");
}
