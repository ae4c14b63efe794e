import { createInstance, type IHttpMockConfig, type IHttpRequest, ProblemJsonError } from "@stoplight/prism-http";
import { checkRequest } from "../contract/checkRequest.ts";
import { type Finding, finding } from "../contract/findings.ts";
import type { Contract } from "../contract/readContract.ts";
import type { PrismOperations } from "../document/loadDocument.ts";
import type { Source, Understood } from "../respond/handleRequest.ts";
import { exampleAnswer, written } from "./createExample.ts";
import { mockOnce } from "./mockOnce.ts";

type PrismViolation = { path?: string[]; severity: number; code?: string | number; message: string };
type Logger = Parameters<typeof createInstance>[1]["logger"];

/** The names of Prism's severities, by their number. */
const severities = ["Error", "Warning", "Information", "Hint"];

/** Longer headers are refused by many clients, so no more than the first of them are listed. */
const maxViolations = 10;

/**
 * Prism's core without its HTTP server: finds the operation, checks bearer and body, and picks the answer. What is made
 * up from a schema is the same for the same seed and turn.
 */
export function createPrism(
  dynamic: boolean,
  seed: string,
): (contract: Contract, operations: PrismOperations) => Source {
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

  return (contract, operations) =>
    async (request, { status, example, turn, ...wanted }) => {
      const { found, url, query, headers, body } = request;
      const { operationId, method } = found.operation;
      const input = {
        method: method.toLowerCase(),
        url: { path: url, query },
        headers: plainHeaders(headers),
        body,
      } as IHttpRequest;
      const mock = {
        ...{ dynamic, ...wanted, seed: `${seed}/${operationId}/${turn}` },
        ...(status !== undefined && { code: status }),
        ...(example !== undefined && { exampleKey: example }),
      };
      const result = await prism.request(input, operations, { ...config, mock })();
      if (result._tag === "Left") {
        // Prism looks for a status by its name alone, not for the range that declares it.
        const own = status === undefined ? undefined : exampleAnswer(contract, found.operation, { status });
        if (!own) throw unanswerable(result.left);
        return { answer: written(own), findings: [] };
      }
      const { output, validations } = result.right;
      const answer = {
        status: output.statusCode,
        headers: { ...stringValues(output.headers ?? {}), ...violationHeader(validations.input) },
        body: output.body === undefined ? "" : JSON.stringify(output.body),
      };
      return { answer, findings: findingsOf(contract, request, validations.input) };
    };
}

/** What a request that Prism refuses breaks, with the lines of the document. */
function findingsOf(contract: Contract, request: Understood, violations: PrismViolation[]): Finding[] {
  if (violations.length === 0) return [];
  const findings = checkRequest(contract, request.found, request);
  if (findings.length > 0) return findings;
  // What Prism finds and this mock's own check does not, such as another kind of security.
  return violations.map(({ path = [], code = "prism", message }) =>
    finding(contract, request.found.operation.pointer, path.join(".") || "request", String(code), message),
  );
}

/** The headers as Prism understands them. */
function plainHeaders(headers: Understood["headers"]): Record<string, string> {
  const { authorization } = headers;
  return {
    ...(headers as Record<string, string>),
    // The document offers JSON alone, and a refusal of anything else would be a 406, which it does not declare.
    accept: "*/*",
    // The name of a scheme has no case (RFC 9110, section 11.1).
    ...(authorization && { authorization: String(authorization).replace(/^bearer /i, "Bearer ") }),
  };
}

function unanswerable(error: Error): Error {
  const detail = error instanceof ProblemJsonError ? error.detail : error.message;
  return new Error(`Prism has no answer: ${detail}`, { cause: error });
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
