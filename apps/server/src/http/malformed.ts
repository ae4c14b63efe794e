import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { errorHeaders } from "./sendError.ts";

const statusByCode: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Answers what Node could not parse, or stopped waiting for: there is no request then, only a socket. */
export function refuseMalformed({ code = "" }: NodeJS.ErrnoException, socket: Duplex): void {
  if (code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  writeError(socket, statusByCode[code] ?? 400, "invalid request: it is not proper HTTP or never ended");
}

/** Requests that Node hands to nobody unless somebody listens. */
export function answerMalformed(server: Server): void {
  server.on("connect", (_request: IncomingMessage, socket: Duplex) =>
    writeError(socket, 404, "not found: this is no proxy"),
  );
  server.on("checkExpectation", (_request: IncomingMessage, response: ServerResponse) => {
    response
      .writeHead(400, {
        ...errorHeaders("invalid request: unknown expectation"),
        connection: "close",
      })
      .end();
  });
}

function writeError(socket: Duplex, status: number, text: string): void {
  const headers = { ...errorHeaders(text), "content-length": "0", connection: "close" };
  const head = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n`);
}
