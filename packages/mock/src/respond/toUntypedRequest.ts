import type { MatchedRequest } from "../answers/ResponseSource.ts";
import type { UntypedRequest } from "../controls/MockRequest.ts";

/** Makes the form of a request that a test sees. */
export function toUntypedRequest({ match, query, headers, body }: MatchedRequest): UntypedRequest {
  const header = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return { operationId: match.operation.operationId, parameters: { path: match.path, query, header }, body };
}
