import type { IncomingMessage } from "node:http";
import { parseBody } from "./parseBody.ts";
import { Refusal } from "./Refusal.ts";

/** As large as the live server of this project allows. */
const maxBodyBytes = 4 * 1024;

/** Reads a request's body. Undefined if there is none. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // What is too large is read to its end all the same: whoever is still sending would not hear an earlier answer.
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= maxBodyBytes) chunks.push(chunk);
  }
  if (bytes > maxBodyBytes) {
    const problem = `is larger than ${maxBodyBytes} bytes`;
    throw new Refusal(400, `invalid request: the body ${problem}`, {}, { field: "body", rule: "size", problem });
  }
  return parseBody(Buffer.concat(chunks).toString(), request.headers["content-type"]);
}
