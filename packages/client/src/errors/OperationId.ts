import type { operations } from "@session-api/types";

/**
 * The operationId of an operation of the document.
 *
 * @example
 * ```ts
 * import { createSessionClient, type OperationId } from "@session-api/client";
 *
 * const calls = new Map<OperationId | undefined, number>();
 * const client = createSessionClient({
 *   onEvent: ({ type, operation }) => type === "request" && calls.set(operation, (calls.get(operation) ?? 0) + 1),
 * });
 * await client.login("john@doe.net");
 * console.log(calls.get("createSession"));
 * ```
 */
export type OperationId = keyof operations;
