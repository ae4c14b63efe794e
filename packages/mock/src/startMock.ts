import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAnswers } from "./createAnswers.ts";
import { loadOperations } from "./loadOperations.ts";
import { refuseBroken } from "./refuseBroken.ts";

/** Where a mock listens, and how it answers. */
export interface MockOptions {
  /** The port to listen on. A free one by default. */
  port?: number;
  /** The address to listen on. 127.0.0.1 by default, so that only this machine can connect. */
  host?: string;
  /** Whether answers are made up from the schemas instead of taken from the examples. */
  dynamic?: boolean;
  /** The path of an OpenAPI document of the session API. The published one by default. */
  document?: string;
}

/** A mock server that runs. */
export interface Mock extends AsyncDisposable {
  /** Where the API is served, for a client's base URL: `http://127.0.0.1:PORT/api/auth/v2`. */
  readonly url: string;
  /** Stops the server. The port is free once it resolves. Calling it again does nothing. */
  close(): Promise<void>;
}

/**
 * Starts a mock server of the session API and resolves once it listens. It keeps no state: every valid request
 * is answered with the document's example, or as a `Prefer` header asks.
 *
 * Rejects with a one-line `Error` when the port is taken or the document cannot be read.
 *
 * @example
 * ```ts
 * import { startMock } from "@session-api/mock";
 *
 * await using mock = await startMock();
 * const response = await fetch(`${mock.url}/session`, { headers: { authorization: "Bearer any" } });
 * ```
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const { port = 0, host = "127.0.0.1", dynamic = false, document } = options;
  const { operations, basePath } = await loadOperations(document);
  // A missing Host is no concern of a mock, and Node's own refusal would carry no error headers.
  const server = createServer({ requireHostHeader: false, requestTimeout: 30_000, connectionsCheckingInterval: 1_000 });
  server.on("request", createAnswers({ operations, basePath, dynamic }));
  refuseBroken(server);
  await listen(server, port, host);
  const address = server.address() as AddressInfo;
  const hostname = address.family === "IPv6" ? `[${address.address}]` : address.address;
  const close = () => stop(server);
  return { url: `http://${hostname}:${address.port}${basePath}`, close, [Symbol.asyncDispose]: close };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new Error(advice(error, port, host), { cause: error })),
    );
    server.listen(port, host, resolve);
  });
}

function advice({ code, message }: NodeJS.ErrnoException, port: number, host: string): string {
  if (code === "EADDRINUSE") return `port ${port} on ${host} is taken: stop what listens there, or choose another port`;
  if (code === "EACCES") return `port ${port} is reserved for the system: choose one above 1023`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `this machine has no address ${host}: try 127.0.0.1 or 0.0.0.0`;
  return `cannot listen on ${host}:${port}: ${message}`;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
