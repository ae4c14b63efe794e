import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { Refusal } from "../respond/Refusal.ts";
import { type Cors, sharedHeaders } from "./cors.ts";

const statusByCode: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** As far as it could be read: `-` stands for what could not. The path is as it was sent. */
type Broken = { method: string; path: string };
const unread: Broken = { method: "-", path: "-" };

/**
 * Answers what never becomes a request, and tells of it: what Node cannot parse, stops waiting for, or hands to nobody.
 */
export function refuseBroken(server: Server, cors: Cors, tell: (broken: Broken, refusal: Refusal) => void): void {
  const shared = sharedHeaders(cors);
  server.on("clientError", ({ code = "" }: NodeJS.ErrnoException, socket) => {
    if (code === "ECONNRESET" || !socket.writable) return;
    const refusal = broken(statusByCode[code] ?? 400, "is not proper HTTP or never ended");
    write(socket, shared, refusal);
    // Whoever leaves in the middle has broken nothing.
    if (code !== "HPE_INVALID_EOF_STATE") tell(unread, refusal);
  });
  server.on("connect", (request: IncomingMessage, socket: Duplex) => {
    const refusal = broken(404, "wants a proxy, which this is not");
    write(socket, shared, refusal);
    tell(lineOf(request), refusal);
  });
  server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) => {
    const refusal = broken(400, "has an unknown expectation");
    response
      .writeHead(refusal.status, { ...shared, ...refusal.headers, "Content-Length": "0", Connection: "close" })
      .end();
    tell(lineOf(request), refusal);
  });
}

function broken(status: number, problem: string): Refusal {
  const breach = { pointer: "#/paths", field: "request", rule: "http", problem } as const;
  return new Refusal(status, `invalid request: it ${problem}`, {}, breach);
}

function lineOf({ method = "-", url = "-" }: IncomingMessage): Broken {
  return { method, path: url.split("?", 1)[0] ?? "" };
}

/** There is no response object here, only the socket. */
function write(socket: Duplex, shared: Record<string, string>, { status, headers }: Refusal): void {
  const all = { ...shared, ...headers, Connection: "close", "Content-Length": "0" };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n`);
}
