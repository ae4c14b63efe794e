import type { CheckedExchange } from "../http/checkExchange.ts";
import type { Exchange } from "../http/Exchange.ts";
import { parseJson } from "../http/parseJson.ts";
import type { FuzzRequest } from "./generate/FuzzRequest.ts";

/** Undeclared statuses that may refuse a body that is too large, of the wrong type or not valid by its schema. */
const bodyRefusals = [413, 415, 422];

/** Says in a sentence what is wrong with a response. Returns undefined when it is correct. */
export function findProblem(request: FuzzRequest, exchange: Exchange, checked: CheckedExchange): string | undefined {
  const { mistake, isOdd } = request;
  const { status } = exchange;
  if (status >= 500) return `it failed with ${status}`;
  // A preflight request of a browser is not a request of this API.
  if (request.method === "OPTIONS" && status < 300) return undefined;
  const isAccepted = status === 200 || status === 202;
  if (isAccepted && mistake !== undefined && !showsPending(request, exchange, checked))
    return `it was accepted with ${status}, though ${mistake}`;
  const isAllowedRefusal = (mistake !== undefined || isOdd) && bodyRefusals.includes(status);
  const violation = checked.violations.find(
    ({ severity, field }) => severity === "error" && !(field === "status" && isAllowedRefusal),
  );
  return violation?.message;
}

/** `checkSession` may accept the bearer of a pending session and show the session as not verified. */
function showsPending({ bearer }: FuzzRequest, { text }: Exchange, { operation }: CheckedExchange): boolean {
  if (bearer !== "pending" || operation?.operationId !== "checkSession") return false;
  return (parseJson(text) as { verified?: unknown } | null | undefined)?.verified === false;
}
