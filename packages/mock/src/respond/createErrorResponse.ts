import { type Finding, finding } from "../contract/findings.ts";
import { type Contract, child, type Operation } from "../contract/readContract.ts";
import { Contradiction } from "../controls/checkAnswer.ts";
import type { HttpAnswer } from "./HttpResponse.ts";
import { Refusal } from "./Refusal.ts";

interface Refused extends HttpAnswer {
  findings: Finding[];
}

/** The answer to a request that failed, and what it has against the document. */
export function refused(error: unknown, contract: Contract, operation: Operation | undefined): Refused {
  const refusal = error instanceof Refusal ? error : new Refusal(500, `the mock failed: ${publicReason(error)}`);
  const { status, headers, breach } = refusal;
  if (!breach) return { status, headers, body: "", findings: [] };
  const pointer = breach.pointer ?? (operation ? child(operation.pointer, "requestBody") : "#/paths");
  // A body where the document wants none is the operation's concern.
  const place = contract.at(pointer)?.pointer ?? operation?.pointer ?? "#/paths";
  return {
    ...{ status, headers, body: "" },
    findings: [finding(contract, place, breach.field, breach.rule, breach.problem)],
  };
}

/** What a test's function throws may quote what it was sent. */
function publicReason(error: unknown): string {
  return error instanceof Contradiction ? error.message : "reset() and close() tell why";
}
