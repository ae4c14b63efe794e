import type { Actor } from "../state/Actor.ts";
import type { Flow } from "../state/Flow.ts";

/** The sender of a request: an actor with the bearer of their session, or any other `Authorization` header. */
export type Caller = Actor | Authorization;

export interface Authorization {
  /** Returns the whole header. Undefined sends none. */
  authorization(flow: Flow): string | undefined;
}

export const withoutBearer: Authorization = { authorization: () => undefined };

export const withUnknownBearer: Authorization = { authorization: () => `Bearer ${crypto.randomUUID()}` };

export function withAuthorization(text: string): Authorization {
  return { authorization: () => text };
}

/** Sends an id of an actor's session as the bearer. An id is not a secret. */
export function withId(actor: Actor, id: "sessionID" | "verificationCodeID"): Authorization {
  return { authorization: ({ session }) => `Bearer ${session(actor)[id]}` };
}

/** Sends an actor's bearer under another scheme, or without one if `scheme` is empty. */
export function withScheme(actor: Actor, scheme: string): Authorization {
  return { authorization: ({ session }) => `${scheme} ${session(actor).bearer}`.trimStart() };
}

/** Sends a text that is nearly an actor's bearer. */
export function withChangedBearer(actor: Actor, change: (bearer: string) => string): Authorization {
  return {
    authorization({ session, redactor }) {
      const changed = change(session(actor).bearer);
      // It differs from the bearer in one character, so it is as secret.
      redactor.addSecret(changed);
      return `Bearer ${changed}`;
    },
  };
}

/** Returns the headers that a caller adds to a request. */
export function authorize(flow: Flow, caller: Caller): Record<string, string> {
  const isActor = "user" in caller;
  const authorization = isActor ? `Bearer ${flow.session(caller).bearer}` : caller.authorization(flow);
  return authorization === undefined ? {} : { Authorization: authorization };
}
