import { createSessionClient, type SessionApi, type SessionClient } from "@session-api/client";
import { bodyProblem } from "./contract.ts";
import type { Target } from "./target.ts";

const defaultTimeoutMs = 10_000;

/** What the steps of one run share: the client, and what earlier steps learned. */
export interface Flow {
  target: Target;
  client: SessionClient;
  /** The request that was sent last, for the report of a failure. */
  lastRequest: string;
  /** What was wrong with its answer, in terms of the document. */
  problem: string | undefined;
  bearer: string;
  sessionID: string;
  verificationCodeID: string;
  code: string;
  expireAt: number;
  /** Calls with the bearer of this run's session. */
  session(): SessionApi;
}

export function createFlow(target: Target, timeoutMs: number = defaultTimeoutMs): Flow {
  const basePath = new URL(target.url).pathname.replace(/\/$/, "");
  const client = createSessionClient({
    baseUrl: target.url,
    // What a server answers is looked at, not smoothed over.
    retry: false,
    fetch: async (request) => {
      flow.lastRequest = `${request.method} ${request.url}`;
      // A redirect is no answer of this API: it is reported, not followed.
      const response = await fetch(request, { redirect: "manual", signal: AbortSignal.timeout(timeoutMs) });
      const isSuccess = response.status === 200 || response.status === 202;
      flow.problem = isSuccess ? await bodyProblem(request, basePath, response.clone()) : undefined;
      return response;
    },
  });
  const flow: Flow = {
    target,
    client,
    lastRequest: "",
    problem: undefined,
    bearer: "",
    sessionID: "",
    verificationCodeID: "",
    code: "",
    expireAt: 0,
    session: () => client.resume(flow.bearer).api,
  };
  return flow;
}
