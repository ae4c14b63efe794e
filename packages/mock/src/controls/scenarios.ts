import { suggestName } from "@session-api/contract";
import type { UntypedAnswer } from "./Answer.ts";

/** The names of the scenarios, each with its description. */
export const scenarios = {
  login: "every step succeeds, with 202 for all but GET, as on the live server",
  "wrong-code": "verifySession refuses the code",
  "code-expired":
    "the pending session and its code have expired: verifySession and every use of the bearer are refused",
  "session-expired": "the session has expired: every use of its bearer is refused",
  "closed-elsewhere": "another device closed the session: every use of its bearer is refused, as if it had expired",
  "rate-limited": "every operation responds with 429 and Retry-After",
  outage: "every operation responds with 500, with headers and no body",
  hang: "no request gets a response until the client gives up or the mock is closed",
} as const;

/** The name of a scenario. */
export type ScenarioName = keyof typeof scenarios;

const refused: UntypedAnswer = { status: 401 };
const accepted: UntypedAnswer = { status: 202 };
const bearerRefused = { checkSession: refused, getSessions: refused, extendSession: refused, closeSession: refused };

/** The answers of each scenario by operation. `every` is for the operations without one of their own. */
const answers: Record<ScenarioName, Record<string, UntypedAnswer>> = {
  login: { createSession: accepted, verifySession: accepted, extendSession: accepted, closeSession: accepted },
  "wrong-code": { verifySession: refused },
  "code-expired": { verifySession: refused, ...bearerRefused },
  "session-expired": bearerRefused,
  "closed-elsewhere": bearerRefused,
  "rate-limited": { every: { status: 429 } },
  outage: { every: { status: 500 } },
  hang: { every: { delayMs: Number.POSITIVE_INFINITY } },
};

/** Throws an `Error` that lists the scenarios when there is none of this name. */
export function parseScenarioName(name: string): ScenarioName {
  if (Object.hasOwn(scenarios, name)) return name as ScenarioName;
  const names = Object.keys(scenarios);
  throw new Error(`there is no scenario "${name}": it is one of ${names.join(", ")}${suggestName(name, names)}`);
}

/** Returns the answer of a scenario to an operation. Undefined leaves the response to the document. */
export function findScenarioAnswer(name: ScenarioName, operationId: string): UntypedAnswer | undefined {
  return answers[name][operationId] ?? answers[name].every;
}
