import type { IncomingMessage } from "node:http";
// Jest's jsdom has no global one.
import { TextDecoder } from "node:util";
import { maxBodyBytes, tooLarge } from "../respond/parseBody.ts";
import { Refusal } from "../respond/Refusal.ts";

/** Reads a request's body. Throws a `Refusal` when it is too large or never came to its end. */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    // What is too large is read to its end all the same: whoever is still sending would not hear an earlier answer.
    for await (const chunk of request) {
      bytes += chunk.length;
      if (bytes <= maxBodyBytes) chunks.push(chunk);
    }
  } catch {
    throw new Refusal(400, "the client left before its request was complete");
  }
  if (bytes > maxBodyBytes) throw tooLarge();
  // As what is intercepted: without a byte order mark.
  return chunks.length === 0 ? "" : new TextDecoder().decode(Buffer.concat(chunks));
}
