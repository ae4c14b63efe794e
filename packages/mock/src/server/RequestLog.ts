import type { Violation } from "@session-api/contract";

/** The log entry of one request. It contains no bearer and no part of a body. */
export interface RequestLog {
  /** Absent when the request matches no operation. */
  operationId?: string | undefined;
  method: string;
  /** The path template of the operation, or the path with unknown parts redacted. */
  path: string;
  /** Absent when the connection was cut, or the client left before there was a response. */
  status?: number | undefined;
  violations: Violation[];
  /** The reason for a refusal without violations: the request's `Prefer` header, or a failure of the mock. */
  reason?: string | undefined;
}
