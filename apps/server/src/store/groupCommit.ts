import type { DatabaseSync } from "node:sqlite";

interface Job {
  run(): unknown;
  resolve(result: unknown): void;
  reject(error: unknown): void;
  /** The job fails when another process still locks the database at this time. */
  deadline: number;
}

const busyLimitMs = 2_000;
const busyPauseMs = 25;
const sqliteBusy = 5;

/** Runs synchronous work in one transaction, and one flush to disk, with all other work of the same tick. */
export type GroupCommit = <T>(run: () => T) => Promise<T>;

/**
 * Requests that arrive during a flush share the next one. A result is returned only when its transaction is on disk.
 * While another process writes, the work waits here, because SQLite's own waiting would block every other request.
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
    const failure = begin(database);
    if (failure === undefined) commit(database, jobs);
    else postpone(jobs, failure);
  }

  function postpone(jobs: Job[], failure: unknown): void {
    const now = Date.now();
    const canWait = ({ deadline }: Job) => isBusy(failure) && deadline > now;
    for (const job of jobs) if (!canWait(job)) job.reject(failure);
    waiting = [...jobs.filter(canWait), ...waiting];
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

/** Runs the jobs within a transaction that has begun, and commits it. */
function commit(database: DatabaseSync, jobs: Job[]): void {
  let isOneJobWrong = false;
  try {
    const results: unknown[] = [];
    for (const job of jobs) {
      isOneJobWrong = jobs.length > 1;
      results.push(job.run());
      isOneJobWrong = false;
    }
    database.exec("COMMIT");
    for (const [index, job] of jobs.entries()) job.resolve(results[index]);
  } catch (error) {
    rollBack(database);
    // One wrong job must not fail the others. All changes are rolled back, so each job can run again on its own.
    for (const job of jobs) {
      const failure = isOneJobWrong ? begin(database) : error;
      if (failure === undefined) commit(database, [job]);
      else job.reject(failure);
    }
  }
}

function rollBack(database: DatabaseSync): void {
  if (database.isOpen && database.isTransaction) database.exec("ROLLBACK");
}
