import type { Operation, Violation } from "@session-api/contract";
import { createExample, writeExample } from "./createExample.ts";
import type { MockResponse } from "./MockResponse.ts";

/** Makes the refusal that Prism would pick: 401 where the bearer is missing, else the first declared of 422 and 400. */
export function createRefusal(operation: Operation, violations: Violation[]): MockResponse | undefined {
  const isUnauthorized = violations.some(({ rule }) => rule === "security");
  const statuses = isUnauthorized ? [401] : [422, 400];
  const [example] = statuses.flatMap((status) => createExample(operation, { status }) ?? []);
  return example && writeExample(example);
}
