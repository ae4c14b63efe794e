import { type Finding, finding, schemaFindings } from "../contract/findings.ts";
import { type Contract, child, type Operation } from "../contract/readContract.ts";
import { type DeclaredResponse, responseFor, responsesOf } from "../contract/responsesOf.ts";
import { mayHaveBody } from "../respond/HttpResponse.ts";
import type { Facts } from "./Answer.ts";

const parts = ["status", "example", "body", "headers", "delayMs", "cut"];
const partsOfCut = ["cut", "delayMs"];

/** Headers that frame the message. They follow from the body. */
const framing = ["connection", "content-length", "trailer", "transfer-encoding"];
/** A token of HTTP (RFC 9110, section 5.6.2). */
const headerName = /^[\w!#$%&'*+.^`|~-]+$/;
/** What every client can read, and Node sends. */
const headerValue = /^[\x20-\x7e]*$/;

/** An answer that the document rules out. */
export class Contradiction extends Error {
  readonly problem: string;

  constructor({ operationId }: Operation, problem: string) {
    super(`${operationId} cannot be answered so: ${problem}`);
    this.problem = problem;
  }
}

/**
 * Returns the answer as the document has it, with its status. Throws an `Error` that quotes the document where the
 * two contradict each other. A body where none is declared does not: a service may add one.
 */
export function checkAnswer(contract: Contract, operation: Operation, answer: Facts): Facts {
  const contradicts = (problem: string) => new Contradiction(operation, problem);
  if (!isPlain(answer)) throw contradicts("an answer is an object or a function");
  const { status, example, headers = {}, delayMs = 0, cut } = answer;
  const unknown = Object.keys(answer).find((part) => !parts.includes(part));
  if (unknown) throw contradicts(`an answer has no \`${unknown}\`, only ${parts.join(", ")}`);
  if (status !== undefined && typeof status !== "number") throw contradicts("status must be a number");
  if (!isPlain(headers)) throw contradicts("headers must be an object of names and values");
  if (typeof delayMs !== "number" || !(delayMs >= 0)) throw contradicts("delayMs must be a number from 0 on");
  if (cut !== undefined && cut !== true) throw contradicts("cut must be true");
  const body = asJson(answer.body, contradicts);
  if (cut) {
    if (Object.keys(answer).some((part) => !partsOfCut.includes(part)))
      throw contradicts(`a cut connection has only ${partsOfCut.join(", ")}`);
    return answer;
  }

  const responses = responsesOf(contract, operation);
  const response = responseFor(responses, answer);
  if (!response) throw contradicts(undeclared(contract, operation, responses, status));
  const findings = [
    ...exampleFindings(contract, response, example),
    ...bodyFindings(contract, response, body),
    ...Object.entries(headers).flatMap(([name, value]) => headerFindings(contract, response, name, value)),
  ];
  if (findings.length > 0) throw contradicts(sentenceOf(findings));
  // A copy, so that what a test does to its own later changes no answer.
  return { ...answer, headers: { ...headers }, status: response.status, ...(body !== undefined && { body }) };
}

/** Fields of which the document says the same are named together. */
function sentenceOf(findings: Finding[]): string {
  const fields = new Map<string, string[]>();
  for (const { field, message } of findings) {
    const said = message.slice(field.length);
    fields.set(said, [...(fields.get(said) ?? []), field]);
  }
  return [...fields].map(([said, names]) => `${names.join(", ")}${said}`).join("; ");
}

/** No list, and nothing of a class of its own, such as a `Response` or a promise. */
function isPlain(value: unknown): value is object {
  return Object.prototype.toString.call(value) === "[object Object]";
}

function asJson(body: unknown, contradicts: (problem: string) => Error): unknown {
  if (body === undefined) return undefined;
  try {
    return JSON.parse(JSON.stringify(body));
  } catch {
    throw contradicts("the body cannot be written as JSON");
  }
}

function undeclared(
  { file, quote }: Contract,
  { pointer }: Operation,
  responses: DeclaredResponse[],
  status: number | undefined,
): string {
  const { line } = quote(child(pointer, "responses"));
  if (status === undefined) return `no response has such an example (${file}:${line}): ${namesOf(responses)}`;
  return `${file}:${line} declares ${responses.map(({ name }) => name).join(", ")}, not ${status}`;
}

function namesOf(responses: DeclaredResponse[]): string {
  const names = new Set(responses.flatMap(({ body }) => Object.keys(body?.examples ?? {})));
  return `there is ${[...names].join(", ") || "none"}`;
}

function exampleFindings(contract: Contract, response: DeclaredResponse, example: string | undefined): Finding[] {
  if (example === undefined || Object.hasOwn(response.body?.examples ?? {}, example)) return [];
  const names = Object.keys(response.body?.examples ?? {}).join(", ") || "none";
  return [finding(contract, response.pointer, "example", "example", `must be one of ${response.status}: ${names}`)];
}

function bodyFindings(
  contract: Contract,
  { status, pointer, body: declared }: DeclaredResponse,
  body: unknown,
): Finding[] {
  if (body === undefined) return [];
  if (!mayHaveBody(status)) return [finding(contract, pointer, "body", "status", `cannot stand in a ${status}`)];
  return declared ? schemaFindings(contract, declared.schema, body, { field: "body" }) : [];
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
  if (value !== null && !headerValue.test(value))
    return [finding(contract, pointer, field, "characters", "must be printable ASCII")];
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
