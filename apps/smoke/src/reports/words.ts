import type { Coverage, LeftBehind, Run } from "./Run.ts";

/** `66 passed, 0 failed, 0 skipped in 1.42 s` */
export function summaryOf({ passed, failed, skipped, notRun, milliseconds }: Run): string {
  const left = notRun > 0 ? `, ${notRun} not run` : "";
  return `${passed} passed, ${failed} failed, ${skipped} skipped${left} in ${(milliseconds / 1_000).toFixed(2)} s`;
}

/** `left behind: session 7c9e… of j…@doe.net, since closeSession answered 500` */
export function leftBehindLine({ sessionID, account, reason }: LeftBehind): string {
  return `left behind: session ${sessionID} of ${account}, since ${reason}`;
}

/** `Coverage: operations 100 % (6 of 6), …` */
export function coverageLine(coverage: Coverage[]): string {
  const parts = coverage.map(({ kind, percent, seen, declared }) => `${kind} ${percent} % (${seen} of ${declared})`);
  return `Coverage of the document: ${parts.join(", ")}`;
}

/** `Not answered by this server: createSession 200 401, checkSession 400 …`: the declared statuses that no answer had. */
export function notAnswered({ coverage, notRun }: Run): string {
  const title = notRun > 0 ? "Not seen before the run stopped" : "Not answered by this server";
  const { missing = [] } = coverage.find(({ kind }) => kind === "statuses") ?? {};
  const statuses = new Map<string, string>();
  for (const name of missing) {
    const [operationID = "", status = ""] = name.split(" ");
    statuses.set(operationID, `${statuses.get(operationID) ?? operationID} ${status}`);
  }
  return `${title}: ${statuses.size === 0 ? "nothing" : [...statuses.values()].join(", ")}`;
}
