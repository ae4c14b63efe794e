import { HttpResponse } from "msw";
import { type MockResponse, toHeaderValue } from "../answers/MockResponse.ts";

/** Converts a response for MSW. Undefined makes a network error. */
export function toResponse(response: MockResponse | undefined): Response {
  if (!response) return HttpResponse.error();
  const { status, headers, body } = response;
  const values = Object.entries(headers).map(([name, value]) => [name, toHeaderValue(value)]);
  const length = body === "" ? [["Content-Length", "0"]] : [];
  const init = { status, headers: Object.fromEntries([...values, ...length]) };
  return new HttpResponse(body === "" ? null : body, init);
}
