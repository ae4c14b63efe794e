import type { Match, Request, Violation } from "@session-api/contract";
import type { MockResponse } from "./MockResponse.ts";

/** A request that matches an operation, with its body parsed. */
export interface MatchedRequest extends Request {
  match: Match;
  /** As it was sent, below the base path. */
  path: string;
}

/** The response of the document to give. */
export interface WantedResponse {
  status?: number | undefined;
  example?: string | undefined;
  /** Whether to make the response up from the schema. */
  dynamic?: boolean | undefined;
  /** The expiry in the body of an example, in Unix seconds. Undefined leaves the example as it is. */
  expireAt?: number | undefined;
  /** How many requests the operation has had. A made-up response differs from one turn to the next. */
  turn: number;
}

/** Makes the document's responses, with Prism or from the examples alone. It does not check requests. */
export interface ResponseSource {
  /** Whether it can make responses up from the schemas. */
  isDynamic: boolean;
  /** Makes the response to a valid request. */
  respond(request: MatchedRequest, wanted: WantedResponse): Promise<MockResponse>;
  /** Makes the refusal of a request that has violations. Undefined when the operation declares none. */
  refuse(request: MatchedRequest, wanted: WantedResponse, violations: Violation[]): Promise<MockResponse | undefined>;
}
