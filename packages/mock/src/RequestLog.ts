import type { Violation } from "./script/createScript.ts";

/** What happened to one request. It holds no bearer and nothing of a body. */
export interface RequestLog {
  /** Absent when the request means no operation. */
  operationId?: string;
  method: string;
  path: string;
  /** Absent when the connection was cut, or the client left before there was an answer. */
  status?: number;
  violations: Violation[];
}
