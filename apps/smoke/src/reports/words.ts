import type { Coverage } from "../contract/coverage.ts";

/** `Coverage: operations 100 % (6 of 6), …` */
export function coverageLine(coverage: Coverage[]): string {
  const parts = coverage.map(({ kind, percent, seen, declared }) => `${kind} ${percent} % (${seen} of ${declared})`);
  return `Coverage of the document: ${parts.join(", ")}`;
}

/** `createSession 200 401, checkSession 400 …`: the declared statuses that no answer had. */
export function notAnswered(coverage: Coverage[]): string {
  const { missing = [] } = coverage.find(({ kind }) => kind === "statuses") ?? {};
  const statuses = new Map<string, string>();
  for (const name of missing) {
    const [operationID = "", status = ""] = name.split(" ");
    statuses.set(operationID, `${statuses.get(operationID) ?? operationID} ${status}`);
  }
  return statuses.size === 0 ? "nothing" : [...statuses.values()].join(", ");
}
