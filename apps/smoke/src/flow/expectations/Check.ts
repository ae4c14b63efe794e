import type { OperationId } from "../requests/requests.ts";
import type { Flow } from "../state/Flow.ts";

/** Sends a request, and throws an `Error` when the response is not as expected. */
export interface Check {
  operation: OperationId;
  run(flow: Flow): Promise<void>;
}
