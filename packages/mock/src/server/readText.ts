import type { IncomingMessage } from "node:http";
// Jest's jsdom environment has no global one.
import { TextDecoder } from "node:util";
import { createTooLargeRefusal, maxBodyBytes } from "../respond/parseBody.ts";
import { Refusal } from "../respond/Refusal.ts";

/** Reads a request's body. Throws a `Refusal` when it is too large or incomplete. */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    // A body that is too large is still read to its end, because many clients read no response while they send.
    for await (const chunk of request) {
      bytes += chunk.length;
      if (bytes <= maxBodyBytes) chunks.push(chunk);
    }
  } catch {
    throw new Refusal(400, "the client left before its request was complete");
  }
  if (bytes > maxBodyBytes) throw createTooLargeRefusal();
  // `TextDecoder` removes a byte order mark, as `Request.text()` does for MSW.
  return chunks.length === 0 ? "" : new TextDecoder().decode(Buffer.concat(chunks));
}
