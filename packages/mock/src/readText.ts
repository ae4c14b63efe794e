import type { IncomingMessage } from "node:http";
import { maxBodyBytes } from "./parseBody.ts";
import { Refusal } from "./Refusal.ts";

/** Reads a request's body, and of one that is too large as much as shows it. */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    // What is too large is read to its end all the same: whoever is still sending would not hear an earlier answer.
    for await (const chunk of request) {
      if (bytes <= maxBodyBytes) chunks.push(chunk);
      bytes += chunk.length;
    }
  } catch {
    throw new Refusal(400, "the client left before its request was complete");
  }
  // As what is intercepted: without a byte order mark.
  return chunks.length === 0 ? "" : new TextDecoder().decode(Buffer.concat(chunks));
}
