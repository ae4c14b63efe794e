import type { IncomingMessage } from "node:http";
import { Refusal } from "./Refusal.ts";

/** As large as the live server of this project allows. */
const maxBodyBytes = 4 * 1024;

/** Reads a request's body: parsed if it is JSON, as text if it is something else, undefined if there is none. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // What is too large is read to its end all the same: whoever is still sending would not hear an earlier answer.
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= maxBodyBytes) chunks.push(chunk);
  }
  if (bytes > maxBodyBytes) throw wrongBody("size", `is larger than ${maxBodyBytes} bytes`);
  if (bytes === 0) return undefined;
  const text = Buffer.concat(chunks).toString();
  const type = /^\s*([\w.+-]+\/[\w.+-]+)\s*(;|$)/.exec(request.headers["content-type"] ?? "text/plain")?.[1];
  if (type?.toLowerCase() === "application/json") return parseJson(text);
  // Prism would take the one for JSON and fail on the other.
  if (type === undefined || /\+json$/i.test(type))
    throw new Refusal(
      400,
      "invalid request: the content type is not application/json",
      {},
      { field: "header.content-type", rule: "content-type", problem: "must be application/json" },
    );
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(
      400,
      "invalid request: malformed JSON",
      {},
      {
        field: "body",
        rule: "json",
        problem: "must be JSON",
      },
    );
  }
}

function wrongBody(rule: string, problem: string): Refusal {
  return new Refusal(400, `invalid request: the body ${problem}`, {}, { field: "body", rule, problem });
}
