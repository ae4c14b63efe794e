import { Refusal } from "./Refusal.ts";

/** As large as the live server of this project allows. */
export const maxBodyBytes: number = 4 * 1024;

export function tooLarge(): Refusal {
  const problem = `is larger than ${maxBodyBytes} bytes`;
  return new Refusal(400, `invalid request: the body ${problem}`, {}, { field: "body", rule: "size", problem });
}

/** A body as it is held against the document: parsed if it is JSON, as text if it is something else. */
export function parseBody(text: string, contentType = "text/plain"): unknown {
  if (text === "") return undefined;
  const type = /^\s*([\w.+-]+\/[\w.+-]+)\s*(;|$)/.exec(contentType)?.[1];
  if (type?.toLowerCase() === "application/json") return parseJson(text);
  // Prism would take the one for JSON and fail on the other.
  if (type === undefined || /\+json$/i.test(type)) {
    const breach = { field: "header.content-type", rule: "content-type", problem: "must be application/json" };
    throw new Refusal(400, "invalid request: the content type is not application/json", {}, breach);
  }
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const breach = { field: "body", rule: "json", problem: "must be JSON" };
    throw new Refusal(400, "invalid request: malformed JSON", {}, breach);
  }
}
