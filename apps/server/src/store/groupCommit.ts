import type { DatabaseSync } from "node:sqlite";

interface Job {
  run(): unknown;
  resolve(result: unknown): void;
  reject(error: unknown): void;
  /** Until when it waits for another process to let go of the database. */
  deadline: number;
}

const busyLimitMs = 2_000;
const busyPauseMs = 25;
const sqliteBusy = 5;

/** Runs synchronous work in a transaction with all other work of the same tick: one flush to disk for all of them. */
export type GroupCommit = <T>(run: () => T) => Promise<T>;

/**
 * A flush takes milliseconds, in which further requests arrive: they share the next one. A caller hears of its
 * result only when the transaction is on disk. While another process writes, the work waits and the process does
 * not: SQLite's own waiting would stop every other request.
 */
export function createGroupCommit(database: DatabaseSync): GroupCommit {
  let waiting: Job[] = [];
  let isPlanned = false;

  function plan(pauseMs: number): void {
    if (isPlanned) return;
    isPlanned = true;
    if (pauseMs > 0) setTimeout(commitWaiting, pauseMs);
    else setImmediate(commitWaiting);
  }

  function commitWaiting(): void {
    isPlanned = false;
    const jobs = waiting;
    waiting = [];
    const problem = begin(database);
    if (problem === undefined) commit(database, jobs);
    else putOff(jobs, problem);
  }

  function putOff(jobs: Job[], problem: unknown): void {
    const now = Date.now();
    const isPatient = ({ deadline }: Job) => isBusy(problem) && deadline > now;
    for (const job of jobs) if (!isPatient(job)) job.reject(problem);
    waiting = [...jobs.filter(isPatient), ...waiting];
    if (waiting.length > 0) plan(busyPauseMs);
  }

  return <T>(run: () => T) =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ run, resolve: resolve as Job["resolve"], reject, deadline: Date.now() + busyLimitMs });
      plan(0);
    });
}

function begin(database: DatabaseSync): unknown {
  try {
    database.exec("BEGIN IMMEDIATE");
    return undefined;
  } catch (error) {
    return error;
  }
}

function isBusy(error: unknown): boolean {
  return Object(error).errcode === sqliteBusy;
}

/** Within a transaction that has begun. */
function commit(database: DatabaseSync, jobs: Job[]): void {
  let isCulpritAmongMany = false;
  try {
    const results: unknown[] = [];
    for (const job of jobs) {
      isCulpritAmongMany = jobs.length > 1;
      results.push(job.run());
      isCulpritAmongMany = false;
    }
    database.exec("COMMIT");
    for (const [index, job] of jobs.entries()) job.resolve(results[index]);
  } catch (error) {
    rollBack(database);
    // One bad job must not fail the others. Nothing of it stands, so each can run again on its own.
    for (const job of jobs) {
      const problem = isCulpritAmongMany ? begin(database) : error;
      if (problem === undefined) commit(database, [job]);
      else job.reject(problem);
    }
  }
}

function rollBack(database: DatabaseSync): void {
  if (database.isOpen && database.isTransaction) database.exec("ROLLBACK");
}
