import { findResponse } from "./findResponse.ts";

export const memoryOrigin = "http://memory.test";

const prepared = new Map<string, Response[]>();

/** Returns a response that was created before, so that the creation is not part of the time. */
export async function memoryFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const isRequest = typeof input === "object" && "url" in input;
  const url = isRequest ? input.url : String(input);
  const method = (init?.method ?? (isRequest ? input.method : "GET")).toUpperCase();
  const call = `${method} ${url}`;
  const ready = prepared.get(call);
  if (!ready) prepared.set(call, []);
  return ready?.pop() ?? createResponse(call);
}

/** Creates responses in advance for every call that was made before. */
export function prepareResponses(count: number): void {
  for (const [call, ready] of prepared) while (ready.length < count) ready.push(createResponse(call));
}

function createResponse(call: string): Response {
  const [method = "", url = ""] = call.split(" ");
  const { status, headers, body } = findResponse(method, url.slice(memoryOrigin.length));
  return new Response(body, { status, headers });
}
