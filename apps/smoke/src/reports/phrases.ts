import type { Coverage, LeftBehind, Run, StepResult } from "./Run.ts";

/** How a step ended, at the beginning of its line. */
export const labels = { passed: "ok", failed: "FAIL", stopped: "STOP" } as const;

/** `66 passed, 0 failed, 0 skipped in 1.42 s` */
export function formatSummary({ passed, failed, skipped, notRun, milliseconds }: Run): string {
  const left = notRun > 0 ? `, ${notRun} not run` : "";
  return `${passed} passed, ${failed} failed, ${skipped} skipped${left} in ${(milliseconds / 1_000).toFixed(2)} s`;
}

/** `75 steps need a server that keeps sessions (try --target server)`: one sentence for each reason. */
export function formatSkipped(steps: StepResult[]): string[] {
  const counts = new Map<string, number>();
  for (const step of steps) if (step.outcome === "skipped") counts.set(step.reason, 1 + (counts.get(step.reason) ?? 0));
  return [...counts].map(([reason, count]) =>
    count === 1 ? `1 step ${reason}` : `${count} steps ${reason.replace(/^needs/, "need")}`,
  );
}

/** `left behind: session 7c9e… of j…@doe.net, because closeSession answered 500` */
export function formatLeftBehind({ sessionID, account, reason }: LeftBehind): string {
  return `left behind: session ${sessionID} of ${account}, because ${reason}`;
}

/** `Coverage of the document: operations 100 % (6 of 6), …` */
export function formatCoverage(coverage: Coverage[]): string {
  const parts = coverage.map(({ kind, percent, seen, declared }) => `${kind} ${percent} % (${seen} of ${declared})`);
  return `Coverage of the document: ${parts.join(", ")}`;
}

/** `Not answered by this server: createSession 200 401, checkSession 400 …`: the statuses that no response had. */
export function formatUnanswered({ coverage, notRun }: Run): string {
  const title = notRun > 0 ? "Not seen before the run stopped" : "Not answered by this server";
  const { missing = [] } = coverage.find(({ kind }) => kind === "statuses") ?? {};
  const statuses = new Map<string, string>();
  for (const name of missing) {
    const [operationId = "", status = ""] = name.split(" ");
    statuses.set(operationId, `${statuses.get(operationId) ?? operationId} ${status}`);
  }
  return `${title}: ${statuses.size === 0 ? "nothing" : [...statuses.values()].join(", ")}`;
}
