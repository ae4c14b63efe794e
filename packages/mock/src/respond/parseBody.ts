import { Refusal } from "./Refusal.ts";

/** The limit of this project's live server. */
export const maxBodyBytes: number = 4 * 1024;

export function createTooLargeRefusal(): Refusal {
  const problem = `is larger than ${maxBodyBytes} bytes`;
  return new Refusal(400, `invalid request: the body ${problem}`, {}, { field: "body", rule: "size", problem });
}

/** Parses a body of JSON, and returns any other as text. Throws a `Refusal` when it cannot be read. */
export function parseBody(text: string, contentType = "text/plain"): unknown {
  if (text === "") return undefined;
  const type = /^\s*([\w.+-]+\/[\w.+-]+)\s*(;|$)/.exec(contentType)?.[1];
  if (type?.toLowerCase() === "application/json") return parseJson(text);
  // Prism would accept another kind of JSON as JSON, and fail on a malformed type.
  if (type === undefined || /\+json$/i.test(type)) {
    const violation = { field: "header.content-type", rule: "content-type", problem: "must be application/json" };
    throw new Refusal(400, "invalid request: the content type is not application/json", {}, violation);
  }
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const violation = { field: "body", rule: "json", problem: "must be JSON" };
    throw new Refusal(400, "invalid request: malformed JSON", {}, violation);
  }
}
