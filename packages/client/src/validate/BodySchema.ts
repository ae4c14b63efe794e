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
export interface BodySchema<Body> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (
      value: unknown,
    ) => { readonly value: Body; readonly issues?: undefined } | { readonly issues: readonly Issue[] };
    /** Exists only for the compiler. */
    readonly types?: { readonly input: Body; readonly output: Body } | undefined;
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
export interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}
