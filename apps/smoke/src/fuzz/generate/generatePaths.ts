import type { Operation } from "@session-api/contract";
import fc from "fast-check";
import { encodeSegment, longText, oddText } from "./oddTexts.ts";

/** Generates paths of an operation, with any text as its path parameter, and with a query that it does not declare. */
export function generatePaths(operation: Operation): fc.Arbitrary<string> {
  const queries = fc.constantFrom("", "", "", "?", "?x=1&x=2", "?%");
  return fc.tuple(generatePlainPaths(operation), queries).map((parts) => parts.join(""));
}

function generatePlainPaths(operation: Operation): fc.Arbitrary<string> {
  if (!findPathParameter(operation)) return fc.constant(operation.path);
  return (
    fc
      .oneof({ weight: 9, arbitrary: oddText }, longText)
      // Without an id it is another path, and a path of 1,025 characters may be refused with 414.
      .filter((id) => id !== "" && id !== ".." && id.length <= 300)
      .map((id) => fillPath(operation, id))
  );
}

/** Puts an id in the place of the path parameter, if there is one. */
export function fillPath(operation: Operation, id: string): string {
  const parameter = findPathParameter(operation);
  return parameter ? operation.path.replace(`{${parameter.name}}`, encodeSegment(id)) : operation.path;
}

function findPathParameter({ parameters }: Operation) {
  return parameters.find((parameter) => parameter.in === "path");
}
