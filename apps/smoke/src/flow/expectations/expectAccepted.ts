import type { ApiRequest } from "../requests/requests.ts";
import type { Flow } from "../state/Flow.ts";
import type { Check } from "./Check.ts";

/** Expects a response with status 200 or 202, and checks its body. */
export function expectAccepted<Data>(
  request: ApiRequest<Data>,
  check: (flow: Flow, data: Data | undefined) => void = () => {},
): Check {
  return {
    operation: request.operation,
    async run(flow) {
      const { data } = await request.send(flow);
      check(flow, data);
    },
  };
}
