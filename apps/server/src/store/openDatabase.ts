import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { migrations } from "./migrations.ts";

/** SQLite blocks the process while it waits. That is harmless only at the start; later, `groupCommit` waits instead. */
const busyTimeoutMs = { atStart: 5_000, later: 0 };
const mappedBytes = 2 ** 30;

/**
 * Opens or creates a database file (or `:memory:`) and runs the missing migrations. Throws an `Error` that names
 * the file when it cannot be opened, or was written by a newer server.
 */
export function openDatabase(path: string): DatabaseSync {
  const database = connect(path);
  try {
    // FULL: a commit is on disk before it is acknowledged. WAL: readers never wait for the writer.
    database.exec(`
      PRAGMA busy_timeout = ${busyTimeoutMs.atStart};
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA mmap_size = ${mappedBytes};
    `);
    migrate(database, path);
    database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs.later}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function connect(path: string): DatabaseSync {
  try {
    if (path !== ":memory:") createFile(path);
    return new DatabaseSync(path);
  } catch (cause) {
    throw new Error(`cannot open the database ${path}: check that this user may write there`, { cause });
  }
}

/** SQLite would create a file that all users can read. Its other files take over the mode of this one. */
function createFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  closeSync(openSync(path, "a", 0o600));
}

function migrate(database: DatabaseSync, path: string): void {
  database.exec("BEGIN IMMEDIATE");
  const done = Number(database.prepare("PRAGMA user_version").get()?.user_version);
  if (done > migrations.length)
    throw new Error(`${path} was written by a newer version of this server: start that version`);
  for (const migration of migrations.slice(done)) database.exec(migration);
  database.exec(`PRAGMA user_version = ${migrations.length}`);
  database.exec("COMMIT");
}
