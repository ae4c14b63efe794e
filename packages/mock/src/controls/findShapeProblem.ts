import { suggestName } from "@session-api/contract";
import { copyJson } from "../document/copyJson.ts";
import type { UntypedAnswer } from "./Answer.ts";

const parts = ["status", "example", "body", "headers", "delayMs", "cut"];
const partsOfCut = ["cut", "delayMs"];

/** Returns the first problem with the shape of an answer, which JavaScript does not check. Undefined when it is right. */
export function findShapeProblem(answer: UntypedAnswer): string | undefined {
  if (!isPlainObject(answer)) return "an answer is an object or a function";
  const { status, headers = {}, delayMs = 0, cut, body } = answer;
  const unknown = Object.keys(answer).find((part) => !parts.includes(part));
  if (unknown) return `an answer has no "${unknown}": it takes ${parts.join(", ")}${suggestName(unknown, parts)}`;
  if (status !== undefined && typeof status !== "number") return "status must be a number";
  if (!isPlainObject(headers)) return "headers must be an object of names and values";
  if (typeof delayMs !== "number" || !(delayMs >= 0)) return "delayMs must be a number, 0 or more";
  if (cut !== undefined && cut !== true) return "cut must be true";
  if (!isJson(body)) return "the body cannot be written as JSON";
  if (cut && Object.keys(answer).some((part) => !partsOfCut.includes(part)))
    return `a cut connection has only ${partsOfCut.join(", ")}`;
  return undefined;
}

/** Excludes arrays and instances of classes, such as a `Response` or a promise. */
function isPlainObject(value: unknown): value is object {
  return Object.prototype.toString.call(value) === "[object Object]";
}

function isJson(value: unknown): boolean {
  try {
    copyJson(value);
    return true;
  } catch {
    return false;
  }
}
