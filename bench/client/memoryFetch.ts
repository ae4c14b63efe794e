import { answerTo } from "./answers.ts";

export const memoryOrigin = "http://memory.test";

const prepared = new Map<string, Response[]>();

/** Takes an answer that lay ready, so that making it costs nobody time. */
export async function memoryFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const isRequest = typeof input === "object" && "url" in input;
  const url = isRequest ? input.url : String(input);
  const method = (init?.method ?? (isRequest ? input.method : "GET")).toUpperCase();
  const call = `${method} ${url}`;
  const ready = prepared.get(call);
  if (!ready) prepared.set(call, []);
  return ready?.pop() ?? responseTo(call);
}

/** Lays answers ready for all that was called before. */
export function prepareAnswers(count: number): void {
  for (const [call, ready] of prepared) while (ready.length < count) ready.push(responseTo(call));
}

function responseTo(call: string): Response {
  const [method = "", url = ""] = call.split(" ");
  const { status, headers, body } = answerTo(method, url.slice(memoryOrigin.length));
  return new Response(body, { status, headers });
}
