import type { IncomingMessage, RequestListener } from "node:http";
import { isPreflight, preflightHeaders, sharedHeaders } from "./cors.ts";
import { type Answer, createPrism } from "./createPrism.ts";
import type { Operations } from "./loadOperations.ts";
import { preferencesOf } from "./preferencesOf.ts";
import { headerSafe, Refusal } from "./Refusal.ts";
import { readBody } from "./readBody.ts";

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
    if (allow.length === 0) throw new Refusal(404, "not found: no such route");
    if (isPreflight(request)) return { status: 204, headers: preflightHeaders(request, allow), body: "" };
    if (!allow.includes(method)) throw new Refusal(405, "method not allowed", { Allow: allow.join(", ") });
    const { headers } = request;
    return prism({ method, path, query, headers, body: await readBody(request), preferences: preferencesOf(request) });
  }

  return async (request, response) => {
    const { status, headers, body } = await answer(request).catch(refused);
    const safe = Object.entries({ ...sharedHeaders, ...headers }).map(([name, value]) => [name, headerSafe(value)]);
    response.writeHead(status, { ...Object.fromEntries(safe), "Content-Length": Buffer.byteLength(body) }).end(body);
  };
}

/** The path below the base path, which may be left out, as `prism mock` serves it. */
function target(url: string, basePath: string): { path: string; query: Record<string, string> } {
  // A proxy is sent the whole URL, and may pass it on (RFC 9112, section 3.2.2).
  const [path = "", query] = url.replace(/^https?:\/\/[^/]+/i, "").split("?", 2);
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
  const { status, headers } = error instanceof Refusal ? error : new Refusal(500, `the mock failed: ${error}`);
  return { status, headers, body: "" };
}
