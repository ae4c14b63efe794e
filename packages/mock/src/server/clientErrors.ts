import { type IncomingMessage, type RequestListener, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { Refusal } from "../respond/Refusal.ts";
import { type Cors, sharedHeaders } from "./cors.ts";

const statusByCode: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** As far as it could be read: `-` stands for what could not. The path is as it was sent. */
type Broken = { method: string; path: string };
const unread: Broken = { method: "-", path: "-" };

/**
 * Passes proper requests to `answer`. Refuses and reports the others: those that Node cannot parse, stops waiting for,
 * or gives only to listeners, and those without exactly one `Host`.
 */
export function refuseBroken(
  server: Server,
  answer: RequestListener,
  cors: Cors,
  tell: (broken: Broken, refusal: Refusal) => void,
): void {
  const shared = sharedHeaders(cors);
  server.on("clientError", ({ code = "" }: NodeJS.ErrnoException, socket) => {
    if (code === "ECONNRESET" || !socket.writable) return void socket.destroy();
    const refusal = broken(statusByCode[code] ?? 400, "is not proper HTTP or never ended");
    write(socket, shared, refusal);
    // Whoever leaves in the middle has broken nothing.
    if (code !== "HPE_INVALID_EOF_STATE") tell(unread, refusal);
  });
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (hasOneHost(request)) answer(request, response);
    else refuse(request, response, broken(400, "has no Host header, or more than one"));
  });
  server.on("connect", (request: IncomingMessage, socket: Duplex) => {
    const refusal = broken(404, "wants a proxy, which this is not");
    write(socket, shared, refusal);
    tell(lineOf(request), refusal);
  });
  server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) => {
    refuse(request, response, broken(400, "has an unknown expectation"));
  });

  function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
    const headers = { ...shared, ...refusal.headers, "Content-Length": "0", Connection: "close" };
    response.writeHead(refusal.status, headers).end();
    tell(lineOf(request), refusal);
  }
}

/** HTTP/1.1 requires a `Host` header, and no version allows two (RFC 9112, section 3.2). */
function hasOneHost({ httpVersion, headers, rawHeaders }: IncomingMessage): boolean {
  // Of two, `headers` has only the first.
  const count = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host").length;
  return count < 2 && (Boolean(headers.host) || httpVersion !== "1.1");
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
  // Node takes its own listener off the socket of a CONNECT, and a reset without a listener ends the process.
  socket.on("error", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n`, () => socket.destroy());
}
