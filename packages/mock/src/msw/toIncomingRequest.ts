import type { IncomingRequest } from "../respond/handleRequest.ts";
import { removeBasePath } from "../respond/matchRequest.ts";
import { createTooLargeRefusal, maxBodyBytes } from "../respond/parseBody.ts";

/** Converts a request that MSW intercepted. */
export function toIncomingRequest(request: Request, basePath: string): IncomingRequest {
  const { pathname, searchParams } = new URL(request.url);
  return {
    method: request.method,
    ...removeBasePath(basePath, pathname),
    query: Object.fromEntries(searchParams),
    headers: Object.fromEntries(request.headers),
    // A page sees neither its address nor the `User-Agent` that its browser sends.
    getClient: () => ({
      ip: "127.0.0.1",
      userAgent: request.headers.get("user-agent") ?? globalThis.navigator?.userAgent ?? "",
    }),
    readText: () => readText(request),
    getSignal: () => request.signal,
  };
}

async function readText(request: Request): Promise<string> {
  const text = await request.text();
  if (new TextEncoder().encode(text).length > maxBodyBytes) throw createTooLargeRefusal();
  return text;
}
