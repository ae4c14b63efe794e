import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { isPreflight, preflightHeaders, sharedHeaders } from "./cors.ts";
import type { Operations } from "./operations.ts";
import { preferences } from "./preferences.ts";
import { createPrism } from "./prism.ts";
import { Refusal } from "./Refusal.ts";
import { readBody } from "./readBody.ts";

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

interface MockSettings {
  operations: Operations;
  basePath: string;
  dynamic: boolean;
}

/** Prism answers whatever the document covers; everything else is refused here, with the headers of an error. */
export function createAnswers({ operations, basePath, dynamic }: MockSettings): RequestListener {
  const prism = createPrism(operations, dynamic);

  async function answer(request: IncomingMessage): Promise<Answer> {
    const method = request.method ?? "";
    const { path, query } = target(request.url ?? "/", basePath);
    const allow = methodsAt(operations, path);
    if (isPreflight(request)) return { status: 204, headers: preflightHeaders(request, allow), body: "" };
    if (allow.length === 0) throw new Refusal(404, "not found: no such route");
    if (!allow.includes(method)) throw new Refusal(405, "method not allowed", { Allow: allow.join(", ") });
    return prism({
      method,
      path,
      query,
      headers: request.headers,
      body: await readBody(request),
      preferences: preferences(request),
    });
  }

  return async (request, response) => {
    const { status, headers, body } = await answer(request).catch(refused);
    send(response, { status, headers: { ...sharedHeaders, ...headers }, body });
  };
}

/** The path below the base path, which may be left out, as `prism mock` serves it. */
function target(url: string, basePath: string): { path: string; query: Record<string, string> } {
  const [path = "", query] = url.split("?", 2);
  try {
    decodeURIComponent(path);
  } catch {
    throw new Refusal(400, "invalid request: broken percent-encoding in the path");
  }
  return {
    path: path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path,
    query: Object.fromEntries(new URLSearchParams(query)),
  };
}

function methodsAt(operations: Operations, path: string): string[] {
  return operations
    .filter((operation) => new RegExp(`^${operation.path.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(path))
    .map(({ method }) => method.toUpperCase());
}

function refused(error: unknown): Answer {
  const refusal = error instanceof Refusal ? error : new Refusal(500, `the mock failed: ${error}`);
  return { status: refusal.status, headers: refusal.headers, body: "" };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body) }).end(body);
}
