import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { sharedHeaders } from "./cors.ts";
import { Refusal } from "./Refusal.ts";

const statusByCode: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Answers what Node could not parse, or stopped waiting for. There is no response object then, only the socket. */
export function refuseBrokenRequest({ code = "" }: NodeJS.ErrnoException, socket: Duplex): void {
  if (code === "ECONNRESET" || !socket.writable) return;
  const status = statusByCode[code] ?? 400;
  const { headers } = new Refusal(status, "invalid request: it is not proper HTTP or never ended");
  const lines = Object.entries({ ...sharedHeaders, ...headers, Connection: "close", "Content-Length": "0" });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n`);
}
