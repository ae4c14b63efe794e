import type { IncomingHttpHeaders } from "node:http";
import { createInstance, type IHttpMockConfig, type IHttpRequest, ProblemJsonError } from "@stoplight/prism-http";
import type { HttpAnswer } from "./HttpAnswer.ts";
import type { PrismOperations } from "./loadDocument.ts";
import { mockOnce } from "./mockOnce.ts";
import { Refusal } from "./Refusal.ts";

/** What Prism is asked to answer with. */
export interface Wanted {
  code?: number;
  exampleKey?: string;
  dynamic?: boolean;
  /** What is made up from a schema is the same for the same seed. */
  seed: string;
}

interface PrismRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: IncomingHttpHeaders;
  body: unknown;
  wanted: Wanted;
}

/** Prism's answer, and what it has against the request. */
export interface PrismAnswer extends HttpAnswer {
  violations: PrismViolation[];
}

export type PrismViolation = { path?: string[]; severity: number; code?: string | number; message: string };
type Logger = Parameters<typeof createInstance>[1]["logger"];

/** The names of Prism's severities, by their number. */
const severities = ["Error", "Warning", "Information", "Hint"];

/** Longer headers are refused by many clients, so no more than the first of them are listed. */
const maxViolations = 10;

/** Prism's core without its HTTP server: finds the operation, checks bearer and body, and picks the answer. */
export function createPrism(
  dynamic: boolean,
): (operations: PrismOperations, request: PrismRequest) => Promise<PrismAnswer> {
  const config: IHttpMockConfig = {
    isProxy: false,
    mock: { dynamic },
    checkSecurity: true,
    validateRequest: true,
    // Answers come from examples that lint has validated, or from the schemas themselves.
    validateResponse: false,
    errors: false,
    upstreamProxy: undefined,
  };
  const prism = createInstance(config, { logger: silentLogger, mock: mockOnce });

  return async (operations, { method, path, query, headers, body, wanted }) => {
    const input = {
      method: method.toLowerCase(),
      url: { path, query },
      headers: plainHeaders(headers),
      body,
    } as IHttpRequest;
    const result = await prism.request(input, operations, { ...config, mock: { dynamic, ...wanted } })();
    if (result._tag === "Left") throw unanswerable(result.left, wanted);
    const { output, validations } = result.right;
    return {
      status: output.statusCode,
      headers: { ...stringValues(output.headers ?? {}), ...violationHeader(validations.input) },
      body: output.body === undefined ? "" : JSON.stringify(output.body),
      violations: validations.input,
    };
  };
}

/** The headers as Prism understands them. */
function plainHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const { authorization } = headers;
  return {
    ...(headers as Record<string, string>),
    // The document offers JSON alone, and a refusal of anything else would be a 406, which it does not declare.
    accept: "*/*",
    // The name of a scheme has no case (RFC 9110, section 11.1).
    ...(authorization && { authorization: authorization.replace(/^bearer /i, "Bearer ") }),
  };
}

/** Prism found the operation and no answer: the `Prefer` header asked for one that the document does not declare. */
function unanswerable(error: Error, { code, exampleKey }: Wanted): Refusal {
  const detail = error instanceof ProblemJsonError ? error.detail : error.message;
  const asked = code !== undefined || exampleKey !== undefined;
  return asked
    ? new Refusal(400, `Prefer cannot be honoured: ${detail}`)
    : new Refusal(500, `the mock has no answer: ${detail}`);
}

function stringValues(headers: Record<string, unknown>): Record<string, string> {
  const present = Object.entries(headers).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, String(value)]));
}

/** What exactly is wrong with the request, in the header and the form that `prism mock` uses. */
function violationHeader(violations: PrismViolation[]): Record<string, string> {
  if (violations.length === 0) return {};
  const list = violations.slice(0, maxViolations).map(({ path = [], severity, code, message }) => ({
    location: ["request", ...path],
    severity: severities[severity],
    code,
    message,
  }));
  return { "sl-violations": JSON.stringify(list) };
}

const silent = () => {};
const silentLogger = new Proxy(
  {},
  { get: (_target, name) => (name === "child" ? () => silentLogger : silent) },
) as Logger;
