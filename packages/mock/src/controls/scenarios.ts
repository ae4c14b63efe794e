import type { Facts } from "./Answer.ts";

/** The names of the scenarios, each with what it plays. */
export const scenarios = {
  login: "every step succeeds, with 202 for what is not a GET, as the live server answers",
  "wrong-code": "verifySession refuses the code",
  "code-expired": "the pending session and its code are over: verifySession and every use of the bearer are refused",
  "session-expired": "the bearer's session is over: every use of it is refused",
  "closed-elsewhere": "another device closed the session: every use of its bearer is refused, like an expired one",
  "rate-limited": "every operation answers 429 with Retry-After",
  outage: "every operation answers 500, with headers and no body",
  hang: "nothing is answered until the client gives up or the mock is closed",
} as const;

export type ScenarioName = keyof typeof scenarios;

const refused: Facts = { status: 401 };
const withBearer = { checkSession: refused, getSessions: refused, extendSession: refused, closeSession: refused };
const accepted: Facts = { status: 202 };

/** What a scenario answers to an operation. `every` speaks for those it does not name. */
const answers: Record<ScenarioName, Record<string, Facts>> = {
  login: { createSession: accepted, verifySession: accepted, extendSession: accepted, closeSession: accepted },
  "wrong-code": { verifySession: refused },
  "code-expired": { verifySession: refused, ...withBearer },
  "session-expired": withBearer,
  "closed-elsewhere": withBearer,
  "rate-limited": { every: { status: 429 } },
  outage: { every: { status: 500 } },
  hang: { every: { delayMs: Number.POSITIVE_INFINITY } },
};

/** Throws an `Error` that lists the names when there is no such scenario. */
export function scenarioName(name: string): ScenarioName {
  if (Object.hasOwn(scenarios, name)) return name as ScenarioName;
  throw new Error(`there is no scenario ${name}: it is one of ${Object.keys(scenarios).join(", ")}`);
}

export function scenarioAnswer(name: ScenarioName, operationId: string): Facts | undefined {
  return answers[name][operationId] ?? answers[name].every;
}
