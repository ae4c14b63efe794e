import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type Cors, sharedHeaders } from "./cors.ts";
import { Refusal } from "./Refusal.ts";

const statusByCode: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Answers what never becomes a request: what Node cannot parse, stops waiting for, or hands to nobody. */
export function refuseBroken(server: Server, cors: Cors): void {
  const shared = sharedHeaders(cors);
  server.on("clientError", ({ code = "" }: NodeJS.ErrnoException, socket) => {
    if (code === "ECONNRESET" || !socket.writable) return;
    write(
      socket,
      shared,
      new Refusal(statusByCode[code] ?? 400, "invalid request: it is not proper HTTP or never ended"),
    );
  });
  server.on("connect", (_request: IncomingMessage, socket: Duplex) =>
    write(socket, shared, new Refusal(404, "not found: this is no proxy")),
  );
  server.on("checkExpectation", (_request: IncomingMessage, response: ServerResponse) => {
    const { status, headers } = new Refusal(400, "invalid request: unknown expectation");
    response.writeHead(status, { ...shared, ...headers, "Content-Length": "0", Connection: "close" }).end();
  });
}

/** There is no response object here, only the socket. */
function write(socket: Duplex, shared: Record<string, string>, { status, headers }: Refusal): void {
  const all = { ...shared, ...headers, Connection: "close", "Content-Length": "0" };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n`);
}
