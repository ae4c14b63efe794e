import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import sirv from "sirv";

/** The same path from `src` and from `dist`. */
const folder = fileURLToPath(new URL("../dist/site", import.meta.url));

/**
 * The API that the page "Try it" offers.
 *
 * @example
 * ```ts
 * import { createDocsHandler, type DocsTarget } from "@session-api/docs";
 *
 * const target: DocsTarget = { baseUrl: "/api/auth/v2", kind: "mock" };
 * console.log(typeof createDocsHandler({ target })); // function
 * ```
 */
export interface DocsTarget {
  /** The URL of the API. A path means the host that serves the site. */
  baseUrl: string;
  kind: "mock" | "server";
}

/**
 * The options of `createDocsHandler`.
 *
 * @example
 * ```ts
 * import { createDocsHandler, type DocsOptions } from "@session-api/docs";
 *
 * const options: DocsOptions = { target: { baseUrl: "http://127.0.0.1:4020/api/auth/v2", kind: "server" } };
 * console.log(typeof createDocsHandler(options)); // function
 * ```
 */
export interface DocsOptions {
  /** The API that the page "Try it" offers. By default it offers the usual ports of this machine. */
  target?: DocsTarget | undefined;
}

/**
 * A handler for `node:http`. It calls `next` for a request that is not a GET of a file of the site, and answers 404 without
 * a `next`.
 *
 * @example
 * ```ts
 * import { createServer } from "node:http";
 * import { createDocsHandler, type DocsHandler } from "@session-api/docs";
 *
 * const handler: DocsHandler = createDocsHandler();
 * const server = createServer((request, response) =>
 *   handler(request, response, () => response.writeHead(404).end("not here")),
 * );
 * console.log(server.listening); // false
 * ```
 */
export type DocsHandler = (request: IncomingMessage, response: ServerResponse, next?: () => void) => void;

/**
 * Creates a handler that serves the documentation site at the root of a host.
 *
 * Throws an `Error` when the site is not built.
 *
 * @example
 * ```ts
 * import { createServer } from "node:http";
 * import { createDocsHandler } from "@session-api/docs";
 *
 * const handler = createDocsHandler({ target: { baseUrl: "http://127.0.0.1:4020/api/auth/v2", kind: "server" } });
 * const server = createServer(handler).listen(0, "127.0.0.1", () => {
 *   console.log("listening");
 *   server.close();
 * });
 * ```
 */
export function createDocsHandler({ target }: DocsOptions = {}): DocsHandler {
  if (!existsSync(folder)) throw new Error(`the site is not built: run "npm run docs:build"`);
  const serveFile = sirv(folder, { etag: true });
  const targetText = JSON.stringify(target ?? {});
  return (request, response, next = () => response.writeHead(404).end()) => {
    if (request.method !== "GET" && request.method !== "HEAD") return next();
    if (request.url !== "/try/target.json") return serveFile(request, response, next);
    response.writeHead(200, { "Content-Type": "application/json", "Cache-Control": "no-store" }).end(targetText);
  };
}
