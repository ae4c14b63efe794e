import type { CreateSessionRequest, VerifySessionRequest } from "@session-api/types";

/** The calls that the methods of this client make, each of which checks the body that it gets. */
export interface Calls {
  GET(path: "/session" | "/sessions", init: CallInit): Promise<Answer>;
  POST(path: "/session", init: CallInit & { body: CreateSessionRequest }): Promise<Answer>;
  PUT(path: "/session/extend", init: CallInit): Promise<Answer>;
  PUT(path: "/session/verification", init: CallInit & { body: VerifySessionRequest }): Promise<Answer>;
  DELETE(path: "/session/{id}", init: CallInit & { params: { path: { id: string } } }): Promise<Answer>;
}

/** A type alias, because openapi-fetch does not accept an interface here. */
type CallInit = { signal?: AbortSignal };

interface Answer {
  data?: unknown;
  response: Response;
}
