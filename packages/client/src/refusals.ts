import type { Middleware } from "openapi-fetch";
import { operationIds } from "./operations.gen.ts";
import { SessionError } from "./SessionError.ts";

/** Turns everything but a 200 or 202 into a `SessionError`. The status decides: an error may have any body or none. */
export const refusals: Middleware = {
  async onResponse({ request, response, schemaPath }) {
    if (response.status === 200 || response.status === 202) return;
    // Nobody reads the body, and an unread body would keep the connection busy.
    await response.body?.cancel();
    throw new SessionError({
      operation: operationIds[`${request.method} ${schemaPath}`],
      status: response.status,
      errorId: response.headers.get("x-error-id") ?? undefined,
      errorText: response.headers.get("x-error") ?? undefined,
    });
  },
  onError({ request, error, schemaPath }) {
    return new SessionError({ operation: operationIds[`${request.method} ${schemaPath}`] }, { cause: error });
  },
};
