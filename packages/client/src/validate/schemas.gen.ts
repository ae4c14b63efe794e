// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.
import type { Acknowledgement, CheckedSession, CreateSessionRequest, CreatedSession, SessionList, VerifySessionRequest } from "@session-api/types";
import type { BodySchema } from "./BodySchema.ts";
import { createSchema } from "./createSchema.ts";
import { email } from "./email.ts";

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
export const createSessionRequestSchema: BodySchema<CreateSessionRequest> = /* @__PURE__ */ createSchema({ type: "object", required: ["email"], properties: { "email": { type: "string", maxLength: 254, format: email } } });

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
export const createdSessionSchema: BodySchema<CreatedSession> = /* @__PURE__ */ createSchema({ type: "object", required: ["bearer","sessionID","expireAt","ip","userAgent","verificationCodeID"], properties: { "bearer": { type: "string", minLength: 1 }, "sessionID": { type: "string", minLength: 1 }, "expireAt": { type: "integer", minimum: 0, maximum: 253402300799 }, "ip": { type: "string" }, "userAgent": { type: "string" }, "verificationCodeID": { type: "string", minLength: 1 } } });

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
export const checkedSessionSchema: BodySchema<CheckedSession> = /* @__PURE__ */ createSchema({ type: "object", required: ["sessionID","userID","alias","fullName","expireAt","ip","userAgent","verified","roles","groups"], properties: { "sessionID": { type: "string", minLength: 1 }, "userID": { type: "string", minLength: 1 }, "alias": { type: "string" }, "fullName": { type: "string" }, "expireAt": { type: "integer", minimum: 0, maximum: 253402300799 }, "ip": { type: "string" }, "userAgent": { type: "string" }, "verified": { type: "boolean" }, "roles": { type: "array", items: { type: "string" } }, "groups": { type: "array", items: { type: "string" } } } });

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
export const acknowledgementSchema: BodySchema<Acknowledgement> = /* @__PURE__ */ createSchema({ type: "object", required: ["message"], properties: { "message": { type: "string" } } });

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
export const verifySessionRequestSchema: BodySchema<VerifySessionRequest> = /* @__PURE__ */ createSchema({ type: "object", required: ["verificationCodeID","code"], properties: { "verificationCodeID": { type: "string", minLength: 1 }, "code": { type: "string" } } });

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
export const sessionListSchema: BodySchema<SessionList> = /* @__PURE__ */ createSchema({ type: "object", required: ["sessions"], properties: { "sessions": { type: "array", items: { type: "object", required: ["sessionID","ip","userAgent","expireAt","current"], properties: { "sessionID": { type: "string", minLength: 1 }, "ip": { type: "string" }, "userAgent": { type: "string" }, "expireAt": { type: "integer", minimum: 0, maximum: 253402300799 }, "current": { type: "boolean" } } } } } });
