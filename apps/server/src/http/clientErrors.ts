import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyBaseLogger } from "fastify";
import { createErrorHeaders } from "./sendError.ts";

const statusByCode: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Answers a request that Node could not parse or stopped waiting for. It has no request object, only a socket. */
export function answerParseError({ code = "" }: NodeJS.ErrnoException, socket: Duplex, log: FastifyBaseLogger): void {
  if (code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  writeError(socket, log, statusByCode[code] ?? 400, "invalid request: it is not proper HTTP or never ended");
}

/** Answers the requests that Node passes to none of the request listeners: CONNECT, and an unknown `Expect`. */
export function answerClientErrors(server: Server, log: FastifyBaseLogger): void {
  server.on("connect", (_request: IncomingMessage, socket: Duplex) => {
    writeError(socket, log, 404, "not found: this server is not a proxy");
  });
  server.on("checkExpectation", (_request: IncomingMessage, response: ServerResponse) => {
    const headers = logError(log, 400, "invalid request: unknown expectation");
    response.writeHead(400, { ...headers, connection: "close" }).end();
  });
}

function writeError(socket: Duplex, log: FastifyBaseLogger, status: number, text: string): void {
  const headers = { ...logError(log, status, text), "content-length": "0", connection: "close" };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  // Node removes its own listener from the socket of a CONNECT, and a reset without a listener ends the process.
  socket.on("error", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n`, () => socket.destroy());
}

/** Writes an error to the log, and returns its headers. */
function logError(log: FastifyBaseLogger, status: number, text: string): ReturnType<typeof createErrorHeaders> {
  const headers = createErrorHeaders(text);
  log.info({ errorId: headers["x-error-id"], status, error: text }, "refused");
  return headers;
}
