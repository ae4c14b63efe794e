/// <reference lib="esnext.disposable" />
import { operations } from "@session-api/types";
/**
 * The name of an operation, as in the document.
 *
 * @example
 * ```ts
 * import { createSessionClient, type OperationID } from "@session-api/client";
 *
 * const calls = new Map<OperationID | undefined, number>();
 * const client = createSessionClient({
 *   onEvent: ({ type, operation }) => type === "request" && calls.set(operation, (calls.get(operation) ?? 0) + 1),
 * });
 * await client.login("john@doe.net");
 * console.log(calls.get("createSession"));
 * ```
 */
type OperationID = keyof operations;
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
type Validate = (operation: OperationID, body: unknown) => string | undefined;
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
declare function driftGuard(mode: "warn" | "throw", report?: (problem: string) => void): Validate;
export { Validate, driftGuard };