import { type IncomingMessage, type RequestListener, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { Refusal } from "../respond/Refusal.ts";
import { hasOneHost } from "./hasOneHost.ts";

const statusByCode: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** The first line of a request. `-` stands for a part that could not be read. */
export interface RequestLine {
  method: string;
  path: string;
}

/**
 * Passes valid HTTP requests to `listener` and answers all others: those that Node cannot parse, those that do not end in
 * time, those without exactly one Host, and those with CONNECT or an unknown expectation. Calls `onRefused` for each.
 */
export function answerClientErrors(
  server: Server,
  listener: RequestListener,
  sharedHeaders: Record<string, string>,
  onRefused: (line: RequestLine, refusal: Refusal) => void,
): void {
  server.on("clientError", ({ code = "" }: NodeJS.ErrnoException, socket) => {
    if (code === "ECONNRESET" || !socket.writable) return void socket.destroy();
    const refusal = createHttpRefusal(statusByCode[code] ?? 400, "is not valid HTTP or never ended");
    write(socket, sharedHeaders, refusal);
    // A client that leaves in the middle of its request has violated nothing.
    if (code !== "HPE_INVALID_EOF_STATE") onRefused({ method: "-", path: "-" }, refusal);
  });
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (hasOneHost(request)) listener(request, response);
    else refuse(request, response, createHttpRefusal(400, "has no Host header, or more than one"));
  });
  server.on("connect", (request: IncomingMessage, socket: Duplex) => {
    const refusal = createHttpRefusal(404, "needs a proxy, and this is not one");
    write(socket, sharedHeaders, refusal);
    onRefused(readLine(request), refusal);
  });
  server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) => {
    refuse(request, response, createHttpRefusal(400, "has an unknown expectation"));
  });

  function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
    const headers = { ...sharedHeaders, ...refusal.headers, "Content-Length": "0", Connection: "close" };
    response.writeHead(refusal.status, headers).end();
    onRefused(readLine(request), refusal);
  }
}

function createHttpRefusal(status: number, problem: string): Refusal {
  const violation = { pointer: "#/paths", field: "request", rule: "http", problem } as const;
  return new Refusal(status, `invalid request: it ${problem}`, {}, violation);
}

function readLine({ method = "-", url = "-" }: IncomingMessage): RequestLine {
  return { method, path: url.split("?", 1)[0] ?? "" };
}

/** Writes to the socket itself, because there is no response object. */
function write(socket: Duplex, sharedHeaders: Record<string, string>, { status, headers }: Refusal): void {
  const all = { ...sharedHeaders, ...headers, Connection: "close", "Content-Length": "0" };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  // Node removes its own listener from the socket of a CONNECT, and a reset without a listener would end the process.
  socket.on("error", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n`, () => socket.destroy());
}
