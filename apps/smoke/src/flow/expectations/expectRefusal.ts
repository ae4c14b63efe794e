import assert from "node:assert/strict";
import type { Exchange } from "../../http/Exchange.ts";
import type { ApiRequest } from "../requests/requests.ts";
import type { Flow } from "../state/Flow.ts";
import type { Check } from "./Check.ts";

/**
 * The statuses that refuse a request, by what is wrong with it. The first one is the decision of this project and binds
 * its own servers. Any other server may answer with any of them.
 */
const statuses = {
  "pending bearer": [403, 401],
  bearer: [401, 403],
  code: [401, 400, 403, 404],
  session: [404, 403],
  request: [400, 413, 415, 422],
  method: [405, 404],
  route: [404],
  "too many": [429],
} satisfies Record<string, [ours: number, ...others: number[]]>;

export type RefusalReason = keyof typeof statuses;

/** A header that this project's servers add to a refusal. */
interface RefusalHeader {
  name: string;
  isRight(value: string, method: string): boolean;
  right: string;
}

const ourHeaders: Partial<Record<RefusalReason, RefusalHeader>> = {
  bearer: { name: "WWW-Authenticate", isRight: (value) => /^Bearer\b/i.test(value), right: "Bearer" },
  method: {
    name: "Allow",
    isRight: (value, method) => !value.split(/\s*,\s*/).includes(method),
    right: "a list without the method that was sent",
  },
  "too many": { name: "Retry-After", isRight: (value) => /^[1-9]\d*$/.test(value), right: "a number of seconds" },
};

/** Expects that a request is refused. Both error headers are checked with every response. */
export function expectRefusal(reason: RefusalReason, request: ApiRequest): Check {
  return {
    operation: request.operation,
    async run(flow) {
      const error = await request.send(flow).then(
        () => undefined,
        (error: unknown) => error,
      );
      const { exchange } = flow.last;
      // The request failed for a reason other than its status.
      if (!exchange) throw error;
      assertStatus(flow, reason, exchange.status, error);
      allowUndeclaredStatus(flow);
      if (!flow.target.isStrict) return;
      if (reason === "code") assertSameWords(flow, exchange.headers.get("x-error") ?? "");
      assertHeader(ourHeaders[reason], exchange);
    },
  };
}

function assertStatus({ target }: Flow, reason: RefusalReason, status: number, error: unknown): void {
  const [ours, ...others] = statuses[reason];
  const right = target.isStrict ? [ours] : [ours, ...others];
  const isAccepted = status === 200 || status === 202;
  assert.ok(!isAccepted, `it was accepted with ${status}; a refusal with ${right.join(" or ")} is right`);
  const explained = error instanceof Error ? error.message : `it answered ${status}`;
  assert.ok(right.includes(status), `${explained}; ${right.join(" or ")} is right`);
}

/** The API's page does not name the status of each refusal, so a server may choose one that the document lacks. */
function allowUndeclaredStatus({ violations }: Flow): void {
  for (const violation of violations) if (violation.rule === "responses") violation.severity = "warning";
}

/** The words must not reveal whether a code is wrong, used, or for another session. */
function assertSameWords(flow: Flow, words: string): void {
  flow.codeRefusal ??= words;
  assert.ok(words === flow.codeRefusal, "its x-error differs from that of another code that was refused");
}

function assertHeader(header: RefusalHeader | undefined, { method, status, headers }: Exchange): void {
  if (!header) return;
  const { name, isRight, right } = header;
  const value = headers.get(name);
  assert.ok(value, `the response ${status} has no ${name} header`);
  assert.ok(isRight(value, method), `the response ${status} has ${name}: ${value}; ${right} is right`);
}
