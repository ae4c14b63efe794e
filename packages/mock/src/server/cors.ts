import type { IncomingMessage } from "node:http";

/** The pages that may read the responses: those of any origin, of one origin, or none. */
export type Cors = "*" | `http${string}` | false;

/** Returns the CORS headers of every response. Without the second one, a page cannot read why a request was refused. */
export function createCorsHeaders(cors: Cors): Record<string, string> {
  if (cors === false) return {};
  return {
    "Access-Control-Allow-Origin": cors,
    "Access-Control-Expose-Headers": "x-error, x-error-id, Retry-After, WWW-Authenticate, Date, sl-violations",
  };
}

export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === "OPTIONS" && "origin" in headers && "access-control-request-method" in headers;
}

/** Returns what a page may send. It echoes the headers, because the wildcard does not include `Authorization`. */
export function createPreflightHeaders({ headers }: IncomingMessage, methods: string[]): Record<string, string> {
  return {
    "Access-Control-Allow-Methods": methods.join(", "),
    "Access-Control-Allow-Headers": headers["access-control-request-headers"] ?? "",
    "Access-Control-Max-Age": "600",
    Vary: "Access-Control-Request-Headers",
  };
}

/** Throws an `Error` that lists the allowed values when the text is not one of them. */
export function parseCors(text: string): Cors {
  return text === "off" ? false : checkCors(text, "*, off or an origin");
}

/** Throws an `Error` that lists the allowed values when the value is not one of them. */
export function checkCors(value: unknown, expected = '"*", false or an origin'): Cors {
  if (value === "*" || value === false) return value;
  const text = String(value);
  if (/^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text) return text as Cors;
  throw new Error(`cors must be ${expected} such as http://localhost:5173, not ${text}`);
}
