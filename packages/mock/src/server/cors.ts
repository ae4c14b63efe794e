import type { IncomingMessage } from "node:http";

/** Which pages may read the answers: those of any origin, of one, or none. */
export type Cors = "*" | `http${string}` | false;

/** On every answer. Without the second one a page could not read why it was refused. */
export function sharedHeaders(cors: Cors): Record<string, string> {
  if (cors === false) return {};
  return {
    "Access-Control-Allow-Origin": cors,
    "Access-Control-Expose-Headers": "x-error, x-error-id, Retry-After, WWW-Authenticate, Date, sl-violations",
  };
}

export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === "OPTIONS" && "origin" in headers && "access-control-request-method" in headers;
}

/** What a page may send. The headers are echoed because the wildcard does not include `Authorization`. */
export function preflightHeaders({ headers }: IncomingMessage, methods: string[]): Record<string, string> {
  return {
    "Access-Control-Allow-Methods": methods.join(", "),
    "Access-Control-Allow-Headers": headers["access-control-request-headers"] ?? "",
    "Access-Control-Max-Age": "600",
    Vary: "Access-Control-Request-Headers",
  };
}

/** Throws an `Error` that says what is wanted when it is no origin. */
export function parseCors(text: string): Cors {
  if (text === "*") return text;
  if (text === "off") return false;
  if (/^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text) return text as Cors;
  throw new Error(`cors wants *, off, or an origin such as http://localhost:5173, not ${text}`);
}
