import type { Contract, Operation } from "../contract/readContract.ts";
import { examplesAt, responseFor, responsesOf } from "../contract/responsesOf.ts";
import { copyOf } from "../controls/copyJson.ts";
import type { HttpAnswer } from "../respond/HttpResponse.ts";

export interface ExampleAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** The document's own answer to an operation: its first example, or the one of a status or a name. */
export function exampleAnswer(
  contract: Contract,
  operation: Operation,
  wanted: { status?: number; example?: string } = {},
): ExampleAnswer | undefined {
  const response = responseFor(responsesOf(contract, operation), wanted);
  if (!response) return undefined;
  const { status, body, headers } = response;
  const values = Object.entries(headers).flatMap(([name, { pointer }]) => {
    const [value] = Object.values(examplesAt(contract, pointer));
    return value === undefined ? [] : [[name, String(value)]];
  });
  const examples = body?.examples ?? {};
  return {
    status,
    headers: { ...(body && { "Content-Type": body.mediaType }), ...Object.fromEntries(values) },
    body: copyOf(wanted.example === undefined ? Object.values(examples)[0] : examples[wanted.example]),
  };
}

export function written({ status, headers, body }: ExampleAnswer): HttpAnswer {
  return { status, headers, body: body === undefined ? "" : JSON.stringify(body) };
}
