import type { Contract } from "@session-api/contract";
import fc from "fast-check";
import { anyHeaders } from "./anyHeaders.ts";
import type { BearerKind, FuzzRequest } from "./FuzzRequest.ts";
import { fillPath } from "./generatePaths.ts";
import { encodeSegment, oddText } from "./oddTexts.ts";

const methods = ["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS"];
const oddPaths = ["/", "/session/", "//session", "/session/%zz", "/session/a/b", "/Session", "/session;x", "/%00"];

/** Generates requests that match no operation: another method of a declared path, or a path that the document lacks. */
export function generateUndeclared({ operations }: Contract): fc.Arbitrary<FuzzRequest> {
  const declared = new Set(operations.map((operation) => `${operation.method} ${fillPath(operation, "id")}`));
  const paths = [...new Set(operations.map((operation) => fillPath(operation, "id")))];
  return fc
    .record({
      method: fc.constantFrom(...methods),
      path: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...paths) },
        fc.constantFrom(...oddPaths),
        oddText.map((text) => `/${encodeSegment(text)}`),
      ),
      headers: anyHeaders,
      bearer: fc.constantFrom<BearerKind>("none", "unknown"),
    })
    .filter(({ method, path }) => !declared.has(`${method} ${path}`))
    .map((request) => {
      // A server may answer HEAD like GET, without a body, and OPTIONS for browsers.
      const isMistake = paths.includes(request.path) && !["HEAD", "OPTIONS"].includes(request.method);
      const mistake = isMistake ? `the document declares no ${request.method} there` : undefined;
      return { ...request, body: undefined, mistake, isOdd: true };
    });
}
