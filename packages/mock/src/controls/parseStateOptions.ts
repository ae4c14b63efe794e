import type { Mail } from "../state/Mail.ts";
import type { SessionRules } from "../state/SessionRules.ts";
import { checkOptions } from "./checkOptions.ts";

/** The options of a mock that remembers, the same for a server and for MSW handlers. */
export interface StateOptions {
  /**
   * Whether the mock remembers sessions, as the live server does: only the mailed code verifies a session, and a closed
   * one stays closed. False by default. An object changes how long sessions last.
   */
  state?: boolean | SessionRules | undefined;
  /** Called with each code that the live server would mail. It needs `state`. */
  mail?: ((mail: Mail) => void) | undefined;
}

/** How a mock remembers. */
export interface StateSettings {
  rules: SessionRules;
  mail: (mail: Mail) => void;
}

/** Returns how a mock remembers, or undefined when it does not. Throws an `Error` for wrong options. */
export function parseStateOptions({ state = false, mail }: StateOptions): StateSettings | undefined {
  if (state === false) {
    if (mail) throw new Error("mail needs a mock that remembers: add state: true");
    return undefined;
  }
  const rules = state === true ? {} : state;
  checkOptions("state", rules, { sessionLifetimeSeconds: ["number"], sessionMaxAgeSeconds: ["number"] });
  return { rules, mail: mail ?? (() => {}) };
}
