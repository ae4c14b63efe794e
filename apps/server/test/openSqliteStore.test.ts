import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, it } from "vitest";
import { createGroupCommit } from "../src/store/groupCommit.ts";
import { openDatabase } from "../src/store/openDatabase.ts";
import { openStore } from "../src/store/openStore.ts";
import { isWindows } from "./childServer.ts";
import { storeContract } from "./storeContract.ts";

const folder = mkdtempSync(join(tmpdir(), "session-server-store-"));
let files = 0;
const newFile = () => join(folder, `${files++}`, "sessions.db");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

storeContract("SQLite in memory", () => openStore("sqlite::memory:"));
storeContract("SQLite in a file", () => openStore(`sqlite:${newFile()}`));

describe("a SQLite file", () => {
  // Windows has no mode of a file.
  it.skipIf(isWindows)("is readable only by its owner", async () => {
    const path = newFile();
    await using store = Object.assign(openStore(`sqlite:${path}`), { [Symbol.asyncDispose]: () => store.close() });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("is refused when a newer server wrote it", async () => {
    const path = newFile();
    await openStore(`sqlite:${path}`).close();
    const database = new DatabaseSync(path);
    database.exec("PRAGMA user_version = 99");
    database.close();
    expect(() => openStore(`sqlite:${path}`)).toThrow("was written by a newer version of this server");
  });

  it("is named when it cannot be opened", async () => {
    const path = newFile();
    await openStore(`sqlite:${path}`).close();
    expect(() => openStore(`sqlite:${path}/below`)).toThrow(`cannot open the database ${path}/below`);
    expect(() => openStore("mysql:x")).toThrow("use sqlite:path/to/file.db or sqlite::memory:");
  });
});

describe("a mail whose session is gone", () => {
  it("is leased without an address, and does not block others", async () => {
    const path = newFile();
    const store = openStore(`sqlite:${path}`);
    const shell = new DatabaseSync(path);
    shell.exec("PRAGMA foreign_keys = OFF; INSERT INTO mails (verification_code_id, next_at) VALUES ('orphan', 1)");
    shell.close();
    expect(await store.leaseMail(2, 3)).toMatchObject({ verificationCodeID: "orphan", mailAddress: null });
    await store.removeMail("orphan");
    expect(await store.nextMailAt()).toBeUndefined();
    await store.close();
  });
});

describe("durability", () => {
  it("asks SQLite to flush each commit", () => {
    const database = openDatabase(newFile());
    expect(database.prepare("PRAGMA synchronous").get()).toEqual({ synchronous: 2 });
    expect(database.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
    database.close();
  });
});

describe("group commit", () => {
  const open = () => {
    const database = new DatabaseSync(":memory:");
    database.exec("CREATE TABLE t (n INTEGER PRIMARY KEY)");
    const rows = () =>
      database
        .prepare("SELECT n FROM t ORDER BY n")
        .all()
        .map(({ n }) => n);
    return {
      database,
      rows,
      commit: createGroupCommit(database),
      add: (n: number) => void database.prepare("INSERT INTO t VALUES (?)").run(n),
    };
  };

  it("puts the work of one tick into one transaction, and resolves after it", async () => {
    const { commit, add, rows, database } = open();
    const inTransaction: boolean[] = [];
    const first = commit(() => add(1));
    const second = commit(() => {
      inTransaction.push(database.isTransaction);
      return rows();
    });
    expect(rows()).toEqual([]);
    expect(await second).toEqual([1]);
    await first;
    expect([inTransaction, database.isTransaction]).toEqual([[true], false]);
  });

  it("rejects work after the database is closed", async () => {
    const { database, commit, add } = open();
    database.close();
    await expect(commit(() => add(1))).rejects.toThrow("database is not open");
    await expect(commit(() => add(2))).rejects.toThrow("database is not open");
  });

  it("rejects only the work that fails, and writes nothing of it", async () => {
    const { commit, add, rows } = open();
    const results = await Promise.allSettled([
      commit(() => add(1)),
      commit(() => {
        add(2);
        add(1);
      }),
      commit(() => add(3)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(rows()).toEqual([1, 3]);
  });
});
