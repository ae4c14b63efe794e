import type { Operation } from "@session-api/contract";
import type { MockResponse } from "./MockResponse.ts";
import { pickResponse } from "./pickResponse.ts";
import type { WantedResponse } from "./ResponseSource.ts";
import { writeBody } from "./writeBody.ts";

export interface Example {
  status: number;
  headers: Record<string, string>;
  /** The value of the document itself, so do not change it. */
  body: unknown;
}

/** Makes an operation's response from the document's examples: the first success, or the one that is wanted. */
export function createExample(
  operation: Operation,
  wanted: Pick<WantedResponse, "status" | "example"> = {},
): Example | undefined {
  const response = pickResponse(operation, wanted);
  if (!response) return undefined;
  const [media] = response.content;
  const headers = response.headers.flatMap(({ name, examples }) => {
    const [value] = Object.values(examples);
    return value === undefined ? [] : [[name, String(value)]];
  });
  const examples = media?.examples ?? {};
  return {
    status: response.status,
    headers: { ...(media && { "Content-Type": media.name }), ...Object.fromEntries(headers) },
    body: wanted.example === undefined ? Object.values(examples)[0] : examples[wanted.example],
  };
}

/** Writes an example as a response, with `expireAt` as its expiry if there is one. */
export function writeExample({ status, headers, body }: Example, expireAt?: number): MockResponse {
  return { status, headers, body: writeBody(body, expireAt) };
}
