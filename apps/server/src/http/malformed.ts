import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyBaseLogger } from "fastify";
import { errorHeaders } from "./sendError.ts";

const statusByCode: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Answers what Node could not parse, or stopped waiting for: there is no request then, only a socket. */
export function refuseMalformed({ code = "" }: NodeJS.ErrnoException, socket: Duplex, log: FastifyBaseLogger): void {
  if (code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  writeError(socket, log, statusByCode[code] ?? 400, "invalid request: it is not proper HTTP or never ended");
}

/** Answers requests that Node hands to nobody unless somebody listens. */
export function answerMalformed(server: Server, log: FastifyBaseLogger): void {
  server.on("connect", (_request: IncomingMessage, socket: Duplex) => {
    writeError(socket, log, 404, "not found: this is no proxy");
  });
  server.on("checkExpectation", (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(400, { ...logged(log, 400, "invalid request: unknown expectation"), connection: "close" }).end();
  });
}

/** HTTP/1.1 requires a `Host` header, and no version allows two (RFC 9112, section 3.2). */
export function hasOneHost({ httpVersion, headers, rawHeaders }: IncomingMessage): boolean {
  // Of two, `headers` has only the first.
  const count = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host").length;
  return count < 2 && (Boolean(headers.host) || httpVersion !== "1.1");
}

function writeError(socket: Duplex, log: FastifyBaseLogger, status: number, text: string): void {
  const headers = { ...logged(log, status, text), "content-length": "0", connection: "close" };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  // Node takes its own listener off the socket of a CONNECT, and a reset without a listener ends the process.
  socket.on("error", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n`, () => socket.destroy());
}

function logged(log: FastifyBaseLogger, status: number, text: string): ReturnType<typeof errorHeaders> {
  const headers = errorHeaders(text);
  log.info({ errorId: headers["x-error-id"], status, error: text }, "refused");
  return headers;
}
