import { findResponse, type Operation, type Response } from "@session-api/contract";
import type { WantedResponse } from "./ResponseSource.ts";

/** Picks a declared response: by its status, by the name of an example of its body, or else the first success. */
export function pickResponse(
  operation: Operation,
  { status, example }: Pick<WantedResponse, "status" | "example">,
): Response | undefined {
  if (status !== undefined) {
    const response = findResponse(operation, status);
    // A range declares many statuses.
    return response && { ...response, status };
  }
  const candidates = operation.responses.filter(
    ({ content: [media] }) => example === undefined || Object.hasOwn(media?.examples ?? {}, example),
  );
  return candidates.find(isSuccess) ?? candidates[0];
}

function isSuccess({ status }: Response): boolean {
  return status >= 200 && status < 300;
}
