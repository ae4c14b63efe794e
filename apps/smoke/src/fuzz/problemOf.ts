import type { Exchange } from "../contract/Finding.ts";
import type { Judgement } from "../contract/judge.ts";
import type { FuzzRequest } from "./requestsOf.ts";

/** A right server may refuse what is too large, of another type or not as the schema says with a status of its own. */
const ofItsOwn = [413, 415, 422];

/** What an answer has wrong, in a sentence; undefined if it is right. */
export function problemOf(request: FuzzRequest, { status }: Exchange, { findings }: Judgement): string | undefined {
  if (status >= 500) return `it failed with ${status}`;
  const isAccepted = status === 200 || status === 202;
  if (isAccepted && request.wrong !== undefined) return `it was accepted with ${status}, though ${request.wrong}`;
  const isRefusalOfItsOwn = (request.wrong !== undefined || request.isOdd) && ofItsOwn.includes(status);
  return findings.find(({ kind, convicts }) => convicts && !(kind === "undeclared status" && isRefusalOfItsOwn))
    ?.message;
}
