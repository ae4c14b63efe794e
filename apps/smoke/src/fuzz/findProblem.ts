import type { Exchange } from "../contract/Finding.ts";
import type { Judgement } from "../contract/judge.ts";
import { parseJson } from "../contract/judgeBody.ts";
import type { FuzzRequest } from "./generateRequests.ts";

/** A right server may refuse what is too large, of another type or not as the schema says with a status of its own. */
const ofItsOwn = [413, 415, 422];

/** What an answer has wrong, in a sentence; undefined if it is right. */
export function problemOf(request: FuzzRequest, exchange: Exchange, judgement: Judgement): string | undefined {
  const { status } = exchange;
  const { findings } = judgement;
  if (status >= 500) return `it failed with ${status}`;
  // What a browser asks before it sends anything is no request of this API.
  if (request.method === "OPTIONS" && status < 300) return undefined;
  const isAccepted = status === 200 || status === 202;
  if (isAccepted && request.wrong !== undefined && !showsPending(request, exchange, judgement))
    return `it was accepted with ${status}, though ${request.wrong}`;
  const isRefusalOfItsOwn = (request.wrong !== undefined || request.isOdd) && ofItsOwn.includes(status);
  return findings.find(({ kind, convicts }) => convicts && !(kind === "undeclared status" && isRefusalOfItsOwn))
    ?.message;
}

/** A check may also name a pending session, as one that is not verified. */
function showsPending({ bearer }: FuzzRequest, { text }: Exchange, { operation }: Judgement): boolean {
  if (bearer !== "pending" || operation?.operationID !== "checkSession") return false;
  return (parseJson(text) as { verified?: unknown } | null | undefined)?.verified === false;
}
