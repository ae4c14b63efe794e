/** A request and its answer, as they went over the wire. */
export interface Exchange {
  method: string;
  /** Below the base path. */
  path: string;
  requestBody?: string | undefined;
  status: number;
  headers: Headers;
  text: string;
}

/** What kind of difference it is. */
export type FindingKind =
  | "undeclared status"
  | "undeclared header"
  | "undeclared field"
  | "missing header"
  | "missing field"
  | "type difference"
  | "content type"
  | "repeated error id";

/** One way in which an answer differs from the document. */
export interface Finding {
  kind: FindingKind;
  /** Whether a right server cannot differ in this. The API gains fields over time, so a new one convicts nobody. */
  convicts: boolean;
  operationID: string | undefined;
  status: number;
  /** A sentence that quotes the document: `openapi.yaml:613 says integer, the server sent "1674492894"`. */
  message: string;
}

/** Takes a finding down. */
export type Find = (kind: FindingKind, message: string, convicts?: boolean) => void;
