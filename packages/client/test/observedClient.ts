import {
  type CheckedSession,
  createSessionClient,
  type SessionClient,
  type SessionClientOptions,
  type SessionEvent,
} from "../src/index.ts";

type Handler = (request: Request) => Response | Promise<Response>;

/** The real client over handlers that the test supplies, and what the handlers and `onEvent` saw. */
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
/** Answers never. As fetch does, it rejects when its signal says so. */
export const silent: Handler = (request) =>
  new Promise((_resolve, reject) => {
    request.signal.throwIfAborted();
    request.signal.addEventListener("abort", () => reject(request.signal.reason));
  });
