import type { DatabaseSync } from "node:sqlite";

interface Job {
  run(): unknown;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** Runs synchronous work in a transaction with all other work of the same tick: one flush to disk for all of them. */
export type GroupCommit = <T>(run: () => T) => Promise<T>;

/**
 * A flush takes milliseconds, in which further requests arrive: they share the next one. A caller hears of its
 * result only when the transaction is on disk.
 */
export function createGroupCommit(database: DatabaseSync): GroupCommit {
  let waiting: Job[] = [];

  function commitWaiting(): void {
    const jobs = waiting;
    waiting = [];
    commit(database, jobs);
  }

  return <T>(run: () => T) =>
    new Promise<T>((resolve, reject) => {
      if (waiting.push({ run, resolve: resolve as Job["resolve"], reject }) === 1) setImmediate(commitWaiting);
    });
}

function commit(database: DatabaseSync, jobs: Job[]): void {
  let isCulpritAmongMany = false;
  try {
    database.exec("BEGIN IMMEDIATE");
    const results: unknown[] = [];
    for (const job of jobs) {
      isCulpritAmongMany = jobs.length > 1;
      results.push(job.run());
      isCulpritAmongMany = false;
    }
    database.exec("COMMIT");
    jobs.forEach((job, index) => {
      job.resolve(results[index]);
    });
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    // One bad job must not fail the others. Nothing of it stands, so each can run again on its own.
    if (isCulpritAmongMany) for (const job of jobs) commit(database, [job]);
    else for (const job of jobs) job.reject(error);
  }
}
