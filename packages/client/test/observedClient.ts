import type { CheckedSession, SessionClient, SessionClientOptions, SessionEvent } from "../src/index.ts";
import { createSessionClient } from "./createSessionClient.ts";

export type Handler = (request: Request) => Response | Promise<Response>;

/**
 * Creates a real client over the handlers of a test, and records its requests and events. The last handler answers all
 * further requests.
 */
export function observedClient(
  handler: Handler | Handler[],
  options: SessionClientOptions = {},
): { client: SessionClient; requests: Request[]; events: SessionEvent[] } {
  const requests: Request[] = [];
  const events: SessionEvent[] = [];
  const client = createSessionClient({
    baseUrl: "https://session.example/api",
    onEvent: (event) => events.push(event),
    fetch: async (request) => {
      requests.push(request.clone());
      const next = Array.isArray(handler) ? (handler[requests.length - 1] ?? handler.at(-1)) : handler;
      if (!next) throw new Error("no handler");
      return next(request);
    },
    ...options,
  });
  return { client, requests, events };
}

export const created = {
  bearer: "s3cr3t-bearer-s3cr3t",
  sessionID: "mine",
  verificationCodeID: "code-1",
  expireAt: 1_900_000_000,
  ip: "198.51.100.7",
  userAgent: "",
};
export const checked: CheckedSession = {
  sessionID: "mine",
  userID: "john",
  alias: "johny",
  fullName: "John Doe",
  expireAt: 1_900_000_000,
  ip: "198.51.100.7",
  userAgent: "",
  verified: true,
  roles: [],
  groups: [],
};

export const ok =
  (body: object, status = 200, headers: Record<string, string> = {}): Handler =>
  () =>
    Response.json(body, { status, headers });
export const done: Handler = ok({ message: "acknowledged" }, 202);
export const refused =
  (status: number, headers: Record<string, string> = {}): Handler =>
  () =>
    new Response(null, { status, headers: { "x-error": "refused", "x-error-id": "id", ...headers } });
export const cut: Handler = () => Promise.reject(new TypeError("fetch failed"));
/** Never answers. Rejects when the signal aborts, as fetch does. */
export const silent: Handler = (request) =>
  new Promise((_resolve, reject) => {
    request.signal.throwIfAborted();
    request.signal.addEventListener("abort", () => reject(request.signal.reason));
  });
