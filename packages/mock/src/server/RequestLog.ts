import type { Violation } from "../controls/createScript.ts";

/** What happened to one request. It holds no bearer and nothing of a body. */
export interface RequestLog {
  /** Absent when the request means no operation. */
  operationId?: string;
  method: string;
  path: string;
  /** Absent when the connection was cut, or the client left before there was an answer. */
  status?: number;
  violations: Violation[];
  /** Why it was refused, where it broke nothing of the document: its `Prefer` header, or a failure of the mock. */
  reason?: string;
}
