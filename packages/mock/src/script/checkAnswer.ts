import { type Finding, finding, schemaFindings } from "../contract/findings.ts";
import { type Contract, child, type Operation } from "../contract/readContract.ts";
import { type DeclaredResponse, responseFor, responsesOf } from "../contract/responsesOf.ts";
import type { Facts } from "./Answer.ts";

const parts = ["status", "example", "body", "headers", "delayMs", "cut"];

/** Headers that frame the message. They follow from the body. */
const framing = ["connection", "content-length", "trailer", "transfer-encoding"];
/** A token of HTTP (RFC 9110, section 5.6.2). */
const headerName = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * Returns the answer as the document has it, with its status. Throws an `Error` that quotes the document where the
 * two contradict each other. A body where none is declared does not: a service may add one.
 */
export function checkAnswer(contract: Contract, operation: Operation, answer: Facts): Facts {
  const { status, example, body, headers = {}, delayMs = 0, cut } = answer;
  const unknown = Object.keys(answer).find((part) => !parts.includes(part));
  if (unknown) throw refusal(operation, `an answer has no \`${unknown}\`, only ${parts.join(", ")}`);
  if (!(delayMs >= 0)) throw refusal(operation, "delayMs must be a number from 0 on");
  if (body !== undefined && !isJson(body)) throw refusal(operation, "the body cannot be written as JSON");
  if (cut) return answer;

  const responses = responsesOf(contract, operation);
  const response = responseFor(responses, answer);
  if (!response) throw refusal(operation, undeclared(contract, operation, responses, { status, example }));
  const findings = [
    ...exampleFindings(contract, response, example),
    ...(body === undefined || !response.body
      ? []
      : schemaFindings(contract, response.body.schema, body, { field: "body" })),
    ...Object.entries(headers).flatMap(([name, value]) => headerFindings(contract, response, name, value)),
  ];
  if (findings.length > 0) throw refusal(operation, findings.map(({ message }) => message).join("; "));
  return { ...answer, status: response.status };
}

function isJson(body: unknown): boolean {
  try {
    return JSON.stringify(body) !== undefined;
  } catch {
    return false;
  }
}

function refusal({ operationId }: Operation, problem: string): Error {
  return new Error(`${operationId} cannot be answered so: ${problem}`);
}

function undeclared(
  contract: Contract,
  { pointer }: Operation,
  responses: DeclaredResponse[],
  { status, example }: { status: number | undefined; example: string | undefined },
): string {
  const { file, quote } = contract;
  const { line } = quote(child(pointer, "responses"));
  if (status === undefined) return `no response has the example ${example} (${file}:${line}): ${namesOf(responses)}`;
  return `${file}:${line} declares ${responses.map((response) => response.status).join(", ")}, not ${status}`;
}

function namesOf(responses: DeclaredResponse[]): string {
  const names = new Set(responses.flatMap(({ body }) => Object.keys(body?.examples ?? {})));
  return `there is ${[...names].join(", ")}`;
}

function exampleFindings(contract: Contract, response: DeclaredResponse, example: string | undefined): Finding[] {
  if (example === undefined || Object.hasOwn(response.body?.examples ?? {}, example)) return [];
  const names = Object.keys(response.body?.examples ?? {}).join(", ") || "none";
  return [finding(contract, response.pointer, "example", "example", `must be one of ${response.status}: ${names}`)];
}

function headerFindings(
  contract: Contract,
  { pointer, headers, body }: DeclaredResponse,
  name: string,
  value: string | null,
): Finding[] {
  const field = `header.${name}`;
  const lower = name.toLowerCase();
  if (!headerName.test(name)) return [finding(contract, pointer, field, "name", "is no name of a header")];
  if (value !== null && typeof value !== "string")
    return [finding(contract, pointer, field, "type", "must be a string, or null to leave it out")];
  if (framing.includes(lower)) return [finding(contract, pointer, field, "framing", "is set by the mock itself")];
  if (lower === "content-type" && body && value?.split(";")[0]?.trim() !== body.mediaType)
    return [finding(contract, child(pointer, "content"), field, "content-type", `must be ${body.mediaType}`)];
  const declared = Object.entries(headers).find(([key]) => key.toLowerCase() === lower)?.[1];
  if (!declared) return [];
  if (value !== null)
    return schemaFindings(contract, child(declared.pointer, "schema"), value, { field, coerce: true });
  if (!declared.value.required) return [];
  return [finding(contract, child(declared.pointer, "required"), field, "required", "is required")];
}
