import type { IncomingMessage } from "node:http";

/** On every answer. Without the second one a page could not read why it was refused. */
export const sharedHeaders: Record<string, string> = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "x-error, x-error-id, Retry-After, WWW-Authenticate, Date, sl-violations",
};

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
