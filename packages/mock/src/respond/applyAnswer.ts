import type { MockResponse } from "../answers/MockResponse.ts";
import type { UntypedAnswer } from "../controls/Answer.ts";

/** Applies the headers and the body of an answer to the document's response. */
export function applyAnswer(response: MockResponse, { body, headers = {} }: UntypedAnswer): MockResponse {
  const answered = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const others = Object.entries(response.headers).filter(([name]) => !answered.has(name.toLowerCase()));
  const set = Object.entries(headers).filter((header): header is [string, string] => header[1] !== null);
  const isTyped = answered.has("content-type") || body === undefined || response.body !== "";
  const type = isTyped ? [] : [["Content-Type", "application/json"]];
  const all: Record<string, string> = Object.fromEntries([...type, ...others, ...set]);
  return { status: response.status, headers: all, body: body === undefined ? response.body : writeBody(body, all) };
}

/** Sends a string of another type than JSON as it is, such as a gateway's HTML page. */
function writeBody(body: unknown, headers: Record<string, string>): string {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  return typeof body === "string" && !/[/+]json\b/i.test(type) ? body : JSON.stringify(body);
}
