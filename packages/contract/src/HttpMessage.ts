/** A request to check. */
export interface Request {
  query: Record<string, string>;
  /** Names in lower case. */
  headers: Record<string, string | string[] | undefined>;
  /** The parsed body. Undefined when there is none. */
  body: unknown;
}

/** A response to check. */
export interface ReceivedResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  /** The text of the body, empty when there is none. */
  body: string;
}
