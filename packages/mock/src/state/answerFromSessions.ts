import { findResponse, type Operation } from "@session-api/contract";
import { createExample } from "../answers/createExample.ts";
import type { MatchedRequest } from "../answers/ResponseSource.ts";
import type { Sessions } from "./createSessions.ts";
import type { Mail } from "./Mail.ts";
import type { Session } from "./Session.ts";

/** The part of a response that the sessions decide. The document's example fills in the rest. */
export interface SessionAnswer {
  /** Undefined for the lowest success that the document declares. */
  status: number | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

/** The client that sent a request. */
export interface Client {
  ip: string;
  userAgent: string;
}

/** The operations that need sessions. */
export const sessionOperations = [
  "createSession",
  "verifySession",
  "checkSession",
  "getSessions",
  "extendSession",
  "closeSession",
] as const;

const maxUserAgentLength = 512;

/**
 * Carries a valid request out on the sessions. Returns undefined for an operation that does not concern them. `mail` is
 * called with the code of a new session, unless its email has no account.
 */
export function answerFromSessions(
  sessions: Sessions,
  { match: { operation, path }, headers, body }: MatchedRequest,
  client: Client,
  mail: (mail: Mail) => void,
): SessionAnswer | undefined {
  const { operationId } = operation;
  if (!sessionOperations.some((one) => one === operationId)) return undefined;
  // The document has checked the body, so these fields are strings.
  const { email, verificationCodeID, code } = Object(body);
  if (operationId === "createSession") {
    const userAgent = client.userAgent.replace(/\p{Cc}/gu, "").slice(0, maxUserAgentLength);
    const session = sessions.create({ email, ip: client.ip, userAgent });
    if (session.user) mail({ to: email, code: session.code, verificationCodeID: session.verificationCodeID });
    const { bearer, sessionID, verificationCodeID } = session;
    return accept(operation, { bearer, sessionID, verificationCodeID, ...pickShared(session) });
  }
  if (operationId === "verifySession")
    return sessions.verify(verificationCodeID, code) ? accept(operation) : refuse(401);

  const session = sessions.find(/^Bearer +(\S+)$/i.exec(String(headers.authorization))?.[1] ?? "");
  if (!session) return refuse(401);
  const { user, sessionID, verifiedAt } = session;
  if (verifiedAt === undefined || !user) return refuse(403);
  switch (operationId) {
    case "checkSession":
      return show(operation, { sessionID, ...user, ...pickShared(session), verified: true });
    case "getSessions": {
      const [first] = Object(createExample(operation)?.body).sessions ?? [];
      const list = sessions.list(user).map((one) => ({
        ...first,
        sessionID: one.sessionID,
        ...pickShared(one),
        current: one === session,
      }));
      return show(operation, { sessions: list });
    }
    case "extendSession":
      sessions.extend(session);
      return accept(operation);
    default:
      return sessions.close(path.id ?? "", user) ? accept(operation) : refuse(404);
  }
}

function pickShared({ expireAt, ip, userAgent }: Session) {
  return { expireAt: Math.floor(expireAt / 1_000), ip, userAgent };
}

/** Shows a resource. Fields that a later document adds are those of its example. */
function show(operation: Operation, body: object): SessionAnswer {
  return { status: 200, body: { ...Object(createExample(operation)?.body), ...body } };
}

/** Accepts a request with 202, as the live server does. */
function accept(operation: Operation, body?: object): SessionAnswer {
  const status = findResponse(operation, 202) ? 202 : undefined;
  return body ? { ...show(operation, body), status } : { status };
}

/** Refuses a request with the document's text and an id of its own. */
function refuse(status: number): SessionAnswer {
  return { status, headers: { "x-error-id": crypto.randomUUID() } };
}
