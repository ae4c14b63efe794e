/// <reference lib="esnext.disposable" />
import { Acknowledgement, CheckedSession, CreateSessionRequest, CreatedSession, SessionList, VerifySessionRequest, operations } from "@session-api/types";
/**
 * A schema of a body of the document, which follows [Standard Schema](https://standardschema.dev) version 1. Form
 * libraries, tRPC and others accept it. Unknown fields pass and are kept. It validates at once, without a promise.
 *
 * @example
 * ```ts
 * import type { CreateSessionRequest } from "@session-api/types";
 * import { type BodySchema, createSessionRequestSchema } from "@session-api/client/validate";
 *
 * const schema: BodySchema<CreateSessionRequest> = createSessionRequestSchema;
 * const result = schema["~standard"].validate({ email: "john@doe.net" });
 * console.log(result.issues ?? result.value);
 * ```
 */
interface BodySchema<Body> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => {
      readonly value: Body;
      readonly issues?: undefined;
    } | {
      readonly issues: readonly Issue[];
    };
    /** Exists only for the compiler. */
    readonly types?: {
      readonly input: Body;
      readonly output: Body;
    } | undefined;
  };
}
/**
 * One thing that is wrong with a body: its place, and a message that names the field and never quotes the value.
 *
 * @example
 * ```ts
 * import { type Issue, verifySessionRequestSchema } from "@session-api/client/validate";
 *
 * const issues: readonly Issue[] = verifySessionRequestSchema["~standard"].validate({ code: 12345 }).issues ?? [];
 * for (const { path, message } of issues) console.log(path, message);
 * // [ 'verificationCodeID' ] verificationCodeID is missing
 * // [ 'code' ] code is not a string
 * ```
 */
interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}
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
type OperationId = keyof operations;
/**
 * Checks the body of a response. Returns a description of the violation, or undefined when there is none. A violation
 * makes the call reject with a `SessionError` of kind `malformed`. The description must not contain a secret.
 *
 * @example
 * ```ts
 * import { createSessionClient, type Validate } from "@session-api/client";
 *
 * const isObject: Validate = (_operation, body) => (typeof body === "object" ? undefined : "it is not an object");
 * await createSessionClient({ validate: isObject }).login("john@doe.net");
 * ```
 */
type Validate = (operation: OperationId, body: unknown) => string | undefined;
/**
 * Checks the required fields and their types in every response. Unknown fields and values pass, because the API gains
 * fields over time. `throw` makes a violation a `SessionError` of kind `malformed`. `warn` passes its description to
 * `report`, which is `console.warn` by default, and accepts the response. A description never contains a value.
 * Throws a `TypeError` for another mode.
 *
 * @example
 * ```ts
 * import { createSessionClient } from "@session-api/client";
 * import { reportViolations } from "@session-api/client/validate";
 *
 * const client = createSessionClient({ validate: reportViolations("warn") });
 * await client.login("john@doe.net");
 * ```
 */
declare function reportViolations(mode: "warn" | "throw", report?: (violation: string) => void): Validate;
/**
 * The schema of the type `CreateSessionRequest`. The request body of `createSession`.
 *
 * @example
 * ```ts
 * import { createSessionRequestSchema } from "@session-api/client/validate";
 *
 * console.log(createSessionRequestSchema["~standard"].validate({}).issues);
 * ```
 */
declare const createSessionRequestSchema: BodySchema<CreateSessionRequest>;
/**
 * The schema of the type `CreatedSession`. A pending session, its bearer, and the id of the code that verifies it.
 *
 * @example
 * ```ts
 * import { createdSessionSchema } from "@session-api/client/validate";
 *
 * console.log(createdSessionSchema["~standard"].validate({}).issues);
 * ```
 */
declare const createdSessionSchema: BodySchema<CreatedSession>;
/**
 * The schema of the type `CheckedSession`. The session behind a bearer, its user, and the privileges of that user.
 *
 * @example
 * ```ts
 * import { checkedSessionSchema } from "@session-api/client/validate";
 *
 * console.log(checkedSessionSchema["~standard"].validate({}).issues);
 * ```
 */
declare const checkedSessionSchema: BodySchema<CheckedSession>;
/**
 * The schema of the type `Acknowledgement`. Says that the request was carried out. Rely on the status, not on the text.
 *
 * @example
 * ```ts
 * import { acknowledgementSchema } from "@session-api/client/validate";
 *
 * console.log(acknowledgementSchema["~standard"].validate({}).issues);
 * ```
 */
declare const acknowledgementSchema: BodySchema<Acknowledgement>;
/**
 * The schema of the type `VerifySessionRequest`. The request body of `verifySession`.
 *
 * @example
 * ```ts
 * import { verifySessionRequestSchema } from "@session-api/client/validate";
 *
 * console.log(verifySessionRequestSchema["~standard"].validate({}).issues);
 * ```
 */
declare const verifySessionRequestSchema: BodySchema<VerifySessionRequest>;
/**
 * The schema of the type `SessionList`. The response body of `getSessions`. It is an object, not a bare array.
 *
 * @example
 * ```ts
 * import { sessionListSchema } from "@session-api/client/validate";
 *
 * console.log(sessionListSchema["~standard"].validate({}).issues);
 * ```
 */
declare const sessionListSchema: BodySchema<SessionList>;
export { type BodySchema, type Issue, type Validate, acknowledgementSchema, checkedSessionSchema, createSessionRequestSchema, createdSessionSchema, reportViolations, sessionListSchema, verifySessionRequestSchema };