import type { IncomingMessage } from "node:http";

/** Returns whether a request has the `Host` header that HTTP/1.1 requires, and not two (RFC 9112, section 3.2). */
export function hasOneHost({ httpVersion, headers, rawHeaders }: IncomingMessage): boolean {
  // `headers` holds only the first of two.
  const count = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host").length;
  return count < 2 && (Boolean(headers.host) || httpVersion !== "1.1");
}
