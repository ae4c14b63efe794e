import assert from "node:assert/strict";
import { verifySession } from "../requests/requests.ts";
import type { Actor } from "../state/Actor.ts";
import type { Check } from "./Check.ts";
import { expectAccepted } from "./expectAccepted.ts";

/** A shorter code may occur in a response by chance. */
const minLength = 4;

/** Expects that the mailed code verifies the actor's session, and that no response has shown the code. */
export function expectVerification(actor: Actor, options: { moreFields?: Record<string, unknown> } = {}): Check {
  return expectAccepted(verifySession(actor, options), ({ session, received }) => {
    const own = session(actor);
    own.state = "verified";
    const shown = received.slice(own.firstResponse).find(({ text }) => containsCode(text, own.code));
    assert.ok(!shown, `the response to ${shown?.request} shows the code that was mailed`);
  });
}

/** Finds a code that stands by itself. The same digits may be a part of an id. */
function containsCode(text: string, code: string): boolean {
  const escaped = code.replace(/[^\w]/g, "\\$&");
  return code.length >= minLength && new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`).test(text);
}
