import assert from "node:assert/strict";
import { SessionError } from "@session-api/client";

/** Expects a refusal with one of `statuses`, described by both error headers. */
export async function refuses(statuses: number[], call: () => Promise<unknown>): Promise<void> {
  const error = await call().then(
    () => assert.fail(`it was accepted; ${statuses.join(" or ")} is right`),
    (error: unknown) => error,
  );
  if (!(error instanceof SessionError) || error.status === undefined) throw error;
  assert.ok(statuses.includes(error.status), `${error.message}; ${statuses.join(" or ")} is right`);
  assert.ok(error.errorText, `the answer ${error.status} has no x-error header`);
  assert.ok(error.errorId, `the answer ${error.status} has no x-error-id header`);
}
