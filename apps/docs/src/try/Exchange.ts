import type { OperationId } from "@session-api/client";

/** A request and its answer, with `***` in place of every secret. */
export interface Exchange {
  /** The button that caused it. */
  action: string;
  operation: OperationId | undefined;
  method: string;
  url: string;
  /** The headers that the page set. The browser adds its own. */
  requestHeaders: [name: string, value: string][];
  requestBody: string;
  /** Undefined when the browser let the page read no response. */
  response: { status: number; headers: [name: string, value: string][]; body: string } | undefined;
  durationMs: number;
}
