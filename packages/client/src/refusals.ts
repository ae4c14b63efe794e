import type { Middleware } from "openapi-fetch";
import { operationIds } from "./operations.gen.ts";
import { SessionError } from "./SessionError.ts";

/** Turns whatever is not a usable 200 or 202 into a `SessionError`. The status decides: an error may have any body or none. */
export const refusals: Middleware = {
  async onResponse({ request, response, schemaPath, options }) {
    const operation = operationIds[`${request.method} ${schemaPath}`];
    const { status } = response;
    if (status === 200 || status === 202) {
      return options.parseAs === "json" ? readJson(response, operation) : undefined;
    }
    // Nobody reads the body, and an unread body would keep the connection busy. It may be broken or taken: no matter.
    await response.body?.cancel().catch(() => undefined);
    throw new SessionError({
      operation,
      status,
      errorId: response.headers.get("x-error-id") ?? undefined,
      errorText: response.headers.get("x-error") ?? undefined,
    });
  },
  onError({ request, error, schemaPath }) {
    return new SessionError({ operation: operationIds[`${request.method} ${schemaPath}`] }, { cause: error });
  },
};

/** Reads the body here, so that one that breaks off or is no JSON fails like any other call. */
async function readJson(response: Response, operation: SessionError["operation"]): Promise<Response> {
  const { status, statusText, headers } = response;
  const fail = (cause: unknown) => {
    throw new SessionError({ operation, status }, { cause });
  };
  const text = (await response.text().catch(fail)) ?? "";
  // The parser's own words quote the body, which may hold a bearer.
  if (text !== "" && !isJson(text)) fail(new SyntaxError("it is no JSON"));
  return new Response(text, { status, statusText, headers });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
