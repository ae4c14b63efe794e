import type { Contract, MediaType, Response } from "./Contract.ts";
import type { ReceivedResponse } from "./HttpMessage.ts";
import { parseMediaType } from "./parseMediaType.ts";
import { appendPointer, type Pointer, parsePointer } from "./pointer.ts";
import type { BareViolation } from "./Violation.ts";
import { type SchemaViolation, validateSchema } from "./validateSchema.ts";
import { walkProperties } from "./walkProperties.ts";

const maxQuoteLength = 60;

/** Lists how the content type and the body of a response differ. Without a declared body, any body is allowed. */
export function checkResponseBody(
  contract: Contract,
  { content }: Response,
  { headers, body }: ReceivedResponse,
  redact: (text: string) => string,
): BareViolation[] {
  const [media] = content;
  if (!media) return [];
  const quote = (value: unknown) => shorten(redact(describe(value)));
  const violations = checkContentType(media, headers["content-type"], quote);
  const value = parseJson(body);
  if (value === undefined) return [...violations, createJsonViolation(contract, media, body)];
  for (const violation of validateSchema(contract, media.schema, value, { field: "body" }))
    violations.push({
      ...violation,
      problem: `${violation.problem}, the server sent ${quoteSent(violation, quote)}`,
    });
  return [...violations, ...listUndeclared(contract, media.schema, value)];
}

function checkContentType(
  { name, pointer }: MediaType,
  sent: string | undefined,
  quote: (value: unknown) => string,
): BareViolation[] {
  if (parseMediaType(sent ?? "") === name) return [];
  const what = sent === undefined ? "no content type" : quote(sent);
  const problem = `must be ${name}, the server sent ${what}`;
  return [{ pointer, field: "header.content-type", rule: "content-type", problem }];
}

function createJsonViolation(contract: Contract, { schema }: MediaType, body: string): BareViolation {
  const pointer = contract.at(schema)?.pointer ?? schema;
  const what = body === "" ? "no body" : "no valid JSON";
  const problem = `must be ${parsePointer(pointer).at(-1)} in JSON, the server sent ${what}`;
  return { pointer, field: "body", rule: "json", problem };
}

function listUndeclared(contract: Contract, schema: Pointer, value: unknown): BareViolation[] {
  const violations: BareViolation[] = [];
  walkProperties(contract, schema, value, "body", {
    onUndeclared({ field, schema }) {
      const pointer = appendPointer(schema, "properties");
      const problem = "is not declared, the server sent one";
      violations.push({ pointer, field, rule: "properties", problem, severity: "warning" });
    },
  });
  return violations;
}

/** A bearer is a secret, so it is never quoted. */
function quoteSent({ rule, field, value }: SchemaViolation, quote: (value: unknown) => string): string {
  if (rule === "required") return "none";
  return /bearer/i.test(field) && typeof value === "string" ? "another text" : quote(value);
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" && value !== null ? "an object" : JSON.stringify(value);
}

function shorten(text: string): string {
  return text.length > maxQuoteLength ? `${text.slice(0, maxQuoteLength - 4)}…"` : text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
