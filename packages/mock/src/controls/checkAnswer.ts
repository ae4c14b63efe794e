import {
  appendPointer,
  type BareViolation,
  type Contract,
  createViolation,
  type Operation,
  type Response,
  type Violation,
  validateSchema,
} from "@session-api/contract";
import { mayHaveBody } from "../answers/MockResponse.ts";
import { pickResponse } from "../answers/pickResponse.ts";
import { copyJson } from "../document/copyJson.ts";
import type { UntypedAnswer } from "./Answer.ts";
import { checkAnswerHeader } from "./checkAnswerHeader.ts";
import { findShapeProblem } from "./findShapeProblem.ts";
import { InvalidAnswerError } from "./InvalidAnswerError.ts";

/**
 * Returns a copy of an answer. It has a status when the answer names one, or names an example.
 *
 * Throws an `InvalidAnswerError` that quotes the document when it does not allow the answer. A response that declares no
 * body may have any, because a service may add one.
 */
export function checkAnswer(contract: Contract, operation: Operation, answer: UntypedAnswer): UntypedAnswer {
  const problem = findShapeProblem(answer);
  if (problem) throw new InvalidAnswerError(operation, problem);
  if (answer.cut) return answer;
  const { example, headers = {} } = answer;
  // A copy, so that later changes by the test do not change the answer.
  const body = copyJson(answer.body);
  const response = pickResponse(operation, answer);
  if (!response) throw new InvalidAnswerError(operation, describeUndeclared(contract, operation, answer));
  const bareViolations = [
    ...checkExample(response, example),
    ...checkBody(contract, response, body),
    ...Object.entries(headers).flatMap(([name, value]) => checkAnswerHeader(contract, response, name, value)),
  ];
  const violations = bareViolations.map((violation) => createViolation(contract, operation, violation));
  if (violations.length > 0) throw new InvalidAnswerError(operation, joinViolations(violations));
  const status = example === undefined ? answer.status : response.status;
  return { ...answer, status, headers: { ...headers }, body };
}

function describeUndeclared(
  { file, quote }: Contract,
  { pointer, responses }: Operation,
  { status }: UntypedAnswer,
): string {
  const { line } = quote(appendPointer(pointer, "responses"));
  if (status !== undefined)
    return `${file}:${line} declares ${responses.map(({ name }) => name).join(", ")}, not ${status}`;
  const examples = responses.flatMap(listExamples);
  return `no response has such an example (${file}:${line}): there is ${[...new Set(examples)].join(", ") || "none"}`;
}

function checkExample(response: Response, example: string | undefined): BareViolation[] {
  const examples = listExamples(response);
  if (example === undefined || examples.includes(example)) return [];
  const problem = `must be one of ${response.status}: ${examples.join(", ") || "none"}`;
  return [{ pointer: response.pointer, field: "example", rule: "example", problem }];
}

function checkBody(contract: Contract, { status, pointer, content }: Response, body: unknown): BareViolation[] {
  if (body === undefined) return [];
  if (!mayHaveBody(status))
    return [{ pointer, field: "body", rule: "status", problem: `is not allowed in a ${status}` }];
  const [media] = content;
  return media ? validateSchema(contract, media.schema, body, { field: "body" }) : [];
}

function listExamples({ content: [media] }: Response): string[] {
  return Object.keys(media?.examples ?? {});
}

/** Names fields with the same problem together. */
function joinViolations(violations: Violation[]): string {
  const fields = new Map<string, string[]>();
  for (const { field, message } of violations) {
    const problem = message.slice(field.length);
    fields.set(problem, [...(fields.get(problem) ?? []), field]);
  }
  return [...fields]
    .map(([problem, names]) => `${names.join(", ")}${names.length > 1 ? problem.replace(/^ is /, " are ") : problem}`)
    .join("; ");
}
