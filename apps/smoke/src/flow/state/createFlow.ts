import { createSessionClient } from "@session-api/client";
import type { Contract } from "@session-api/contract";
import { normalizeBaseUrl } from "../../http/normalizeBaseUrl.ts";
import { sendRequest } from "../../http/sendRequest.ts";
import { userAgent } from "../../http/userAgent.ts";
import { createRedactor } from "../../reports/createRedactor.ts";
import type { Target } from "../../targets/Target.ts";
import { actors } from "./Actor.ts";
import { createActorSession } from "./ActorSession.ts";
import { createLastRequest, type Flow } from "./Flow.ts";
import { observeExchange } from "./observeExchange.ts";

export interface FlowSettings {
  contract: Contract;
  timeoutMs: number;
  signal: AbortSignal | undefined;
}

export function createFlow(target: Target, { contract, timeoutMs, signal }: FlowSettings): Flow {
  const baseUrl = normalizeBaseUrl(target.url);
  const redactor = createRedactor();
  for (const email of [target.email, target.otherEmail ?? ""]) redactor.addAddress(email);
  const sessions = new Map(actors.map((actor) => [actor, createActorSession(actor, target)]));

  async function send(request: Request, isUndeclared: boolean) {
    flow.last = createLastRequest(`${request.method} ${request.url}`);
    const { exchange, response } = await sendRequest(request, { baseUrl, timeoutMs, signal });
    observeExchange(flow, exchange, { authorization: request.headers.get("Authorization") ?? "", isUndeclared });
    flow.last.exchange = exchange;
    return { exchange, response };
  }

  const client = createSessionClient({
    baseUrl,
    // Each response is a result of the run. A retry by the client would hide one.
    retry: false,
    // `sendRequest` enforces the time limit, so the client's own limits must be longer.
    timeoutMs: { perTry: 2 * timeoutMs, overall: 2 * timeoutMs },
    headers: { "User-Agent": userAgent },
    fetch: async (request) => {
      const { exchange, response } = await send(request, false);
      const { status, headers } = response;
      return status === 200 || status === 202 ? new Response(exchange.text, { status, headers }) : response;
    },
  });
  const flow: Flow = {
    target,
    contract,
    redactor,
    signal,
    session: (actor) => sessions.get(actor) ?? createActorSession(actor, target),
    async readCode(actor) {
      const session = flow.session(actor);
      if (session.code !== "") return session.code;
      const { email, verificationCodeID, askedAt } = session;
      session.code = (await target.readCode?.({ email, verificationCodeID, askedAt, signal })) ?? "";
      redactor.addSecret(session.code);
      return session.code;
    },
    api: client.api,
    async send(method, path, { headers, body, isUndeclared = false } = {}) {
      const init = { method, headers: { ...headers, "User-Agent": userAgent }, body: body ?? null };
      return (await send(new Request(`${baseUrl}${path}`, init), isUndeclared)).exchange;
    },
    received: [],
    last: createLastRequest(),
    violations: [],
    exercised: new Set(),
    errorIds: new Set(),
    codeRefusal: undefined,
  };
  return flow;
}
