import { createSessionClient, type SessionApi, type SessionClient } from "@session-api/client";
import type { Target } from "./target.ts";

const timeoutMs = 10_000;

/** What the steps of one run share: the client, and what earlier steps learned. */
export interface Flow {
  target: Target;
  client: SessionClient;
  /** The request that was sent last, for the report of a failure. */
  lastRequest: string;
  bearer: string;
  sessionID: string;
  verificationCodeID: string;
  code: string;
  expireAt: number;
  /** Calls with the bearer of this run's session. */
  session(): SessionApi;
}

export function createFlow(target: Target): Flow {
  const client = createSessionClient({
    baseUrl: target.url,
    fetch: (request) => {
      flow.lastRequest = `${request.method} ${request.url}`;
      // A redirect is no answer of this API: it is reported, not followed.
      return fetch(request, { redirect: "manual", signal: AbortSignal.timeout(timeoutMs) });
    },
  });
  const flow: Flow = {
    target,
    client,
    lastRequest: "",
    bearer: "",
    sessionID: "",
    verificationCodeID: "",
    code: "",
    expireAt: 0,
    session: () => client.resume(flow.bearer).api,
  };
  return flow;
}
