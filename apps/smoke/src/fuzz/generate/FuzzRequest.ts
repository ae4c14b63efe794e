/** The bearer of a request. The fuzzer fills in the real one when it sends, so that no request holds a secret. */
export type BearerKind =
  | ("none" | "live" | "live, in lower case" | "pending" | "closed")
  | ("unknown" | "malformed" | "another scheme");

export interface FuzzBody {
  text: string;
  encoding: "utf8" | "utf16le" | "latin1";
}

/** A request that is generated from the document. */
export interface FuzzRequest {
  method: string;
  /** Below the base path. */
  path: string;
  headers: Record<string, string>;
  bearer: BearerKind;
  body: FuzzBody | undefined;
  /** The mistake for which the server must refuse it. Undefined in a request without one. */
  mistake: string | undefined;
  /** Whether it is so odd that any status below 500 is allowed. */
  isOdd: boolean;
}

/** The parts of a request that make it wrong or odd. */
export type Change = Partial<FuzzRequest>;
