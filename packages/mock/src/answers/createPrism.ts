import { createInstance, type IHttpMockConfig, type IHttpRequest, ProblemJsonError } from "@stoplight/prism-http";
import type { LoadedDocument } from "../document/loadDocument.ts";
import { createExample, writeExample } from "./createExample.ts";
import { createRefusal } from "./createRefusal.ts";
import { formatPrismViolations, isPrismError } from "./formatPrismViolations.ts";
import type { MockResponse } from "./MockResponse.ts";
import { mockOnce } from "./mockOnce.ts";
import type { MatchedRequest, ResponseSource, WantedResponse } from "./ResponseSource.ts";
import { writeBody } from "./writeBody.ts";

const config: Omit<IHttpMockConfig, "mock"> = {
  isProxy: false,
  // Examples that lint has validated need no check, and neither do responses made up from the schemas.
  validateResponse: false,
  checkSecurity: false,
  validateRequest: false,
  errors: false,
  upstreamProxy: undefined,
};

export interface PrismSettings {
  /** Whether to make responses up from the schemas instead of taking the examples. */
  dynamic: boolean;
  /** A made-up response is the same for the same seed, operation and turn. */
  seed: string;
}

/** Prepares Prism's core, without its HTTP server, as the source of a document's responses. */
export function createPrism({ dynamic, seed }: PrismSettings): (document: LoadedDocument) => ResponseSource {
  const prism = createInstance({ ...config, mock: { dynamic } }, { logger: silentLogger, mock: mockOnce });

  return ({ operations }) => {
    function ask(request: MatchedRequest, wanted: WantedResponse, validate: boolean) {
      const { status, example, turn } = wanted;
      const mock = {
        dynamic: wanted.dynamic ?? dynamic,
        seed: `${seed}/${request.match.operation.operationId}/${turn}`,
        ...(status !== undefined && { code: status }),
        ...(example !== undefined && { exampleKey: example }),
      };
      const all = { ...config, checkSecurity: validate, validateRequest: validate, mock };
      return prism.request(toPrismRequest(request), operations, all)();
    }

    return {
      isDynamic: true,
      async respond(request, wanted) {
        const result = await ask(request, wanted, false);
        const { status } = wanted;
        // A made-up response has made-up expiries, so that the same seed gets the same response.
        const expireAt = (wanted.dynamic ?? dynamic) ? undefined : wanted.expireAt;
        if (result._tag === "Right") return toMockResponse(result.right.output, expireAt);
        // Prism looks for a status by its name alone, not for the range that declares it.
        const example = status === undefined ? undefined : createExample(request.match.operation, { status });
        if (!example) throw createPrismError(result.left);
        return writeExample(example, expireAt);
      },
      async refuse(request, wanted, violations) {
        // Only a refusal needs Prism's own validation, which decides the status and is listed in a header.
        const result = await ask(request, wanted, true);
        if (result._tag === "Left") return undefined;
        const { output, validations } = result.right;
        if (!validations.input.some(isPrismError)) return createRefusal(request.match.operation, violations);
        const response = toMockResponse(output);
        const headers = { ...response.headers, "sl-violations": formatPrismViolations(validations.input) };
        return { ...response, headers };
      },
    };
  };
}

function toPrismRequest({ match, path, query, headers, body }: MatchedRequest): IHttpRequest {
  const { authorization } = headers;
  const prismHeaders = {
    ...headers,
    // The document offers only JSON. Prism would answer any other `Accept` with 406, which the document does not declare.
    accept: "*/*",
    // The name of an authentication scheme is case-insensitive (RFC 9110, section 11.1).
    ...(authorization && { authorization: String(authorization).replace(/^bearer /i, "Bearer ") }),
  };
  const method = match.operation.method.toLowerCase();
  return { method, url: { path, query }, headers: prismHeaders, body } as IHttpRequest;
}

function toMockResponse(
  output: { statusCode: number; headers?: object; body?: unknown },
  expireAt?: number,
): MockResponse {
  const present = Object.entries(output.headers ?? {}).filter(([, value]) => value !== null && value !== undefined);
  return {
    status: output.statusCode,
    headers: Object.fromEntries(present.map(([name, value]) => [name, String(value)])),
    body: writeBody(output.body, expireAt),
  };
}

function createPrismError(cause: Error): Error {
  const reason = cause instanceof ProblemJsonError ? cause.detail : cause.message;
  return new Error(`Prism has no response: ${reason}`, { cause });
}

const silent = () => {};
const silentLogger = new Proxy(
  {},
  { get: (_target, name) => (name === "child" ? () => silentLogger : silent) },
) as Parameters<typeof createInstance>[1]["logger"];
