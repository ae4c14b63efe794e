import type { Store } from "./Store.ts";
import { openSqliteStore } from "./sqliteStore.ts";

/** Opens `sqlite::memory:` or `sqlite:path`. Another kind of store gets its own prefix here. */
export function openStore(database: string): Store {
  if (database.startsWith("sqlite:")) return openSqliteStore(database.slice("sqlite:".length));
  throw new Error("the database is not known: use sqlite:path/to/file.db or sqlite::memory:");
}
