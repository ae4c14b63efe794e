import { driftOf } from "./driftOf.ts";
import type { OperationID } from "./SessionError.ts";
import { shapes } from "./shapes.gen.ts";

/**
 * What a client asks of each answer: the problem in words, which must hold no secret, or undefined. A problem makes
 * the call reject with a `SessionError` of kind `malformed`.
 *
 * @example
 * ```ts
 * import { createSessionClient, type Validate } from "@session-api/client";
 *
 * const isObject: Validate = (_operation, body) => (typeof body === "object" ? undefined : "it is no object");
 * await createSessionClient({ validate: isObject }).login("john@doe.net");
 * ```
 */
export type Validate = (operation: OperationID, body: unknown) => string | undefined;

/**
 * Holds every answer against the document: required fields and their types. Unknown fields and unknown values pass,
 * since the API gains some over time. `throw` makes a drifted answer a `SessionError` of kind `malformed`; `warn`
 * hands its description to `report`, `console.warn` by default, and lets it pass. No description holds a value.
 *
 * @example
 * ```ts
 * import { createSessionClient } from "@session-api/client";
 * import { driftGuard } from "@session-api/client/validate";
 *
 * const client = createSessionClient({ validate: driftGuard("warn") });
 * await client.login("john@doe.net");
 * ```
 */
export function driftGuard(mode: "warn" | "throw", report: (problem: string) => void = console.warn): Validate {
  return (operation, body) => {
    const problem = driftOf(shapes[operation], body, "the body");
    if (problem === undefined || mode === "throw") return problem;
    report(`${operation}: ${problem}`);
    return undefined;
  };
}
