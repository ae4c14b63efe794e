import type { SessionClientOptions } from "./createSessionClient.ts";

/** Throws a `TypeError` that names an option nothing can be done with. Its value may be a secret, and is not repeated. */
export function checkOptions({ baseUrl, timeoutMs = {}, retry, headers }: SessionClientOptions): void {
  if (baseUrl !== undefined && !isBaseUrl(baseUrl))
    throw new TypeError("baseUrl must be an http or https URL without user, query or fragment");
  for (const [name, value] of Object.entries(timeoutMs))
    if (value !== undefined && !(value > 0)) throw new TypeError(`timeoutMs.${name} must be a number above 0`);
  if (retry && !(retry.maxAttempts >= 1)) throw new TypeError("retry.maxAttempts must be a number from 1 on");
  if (headers && !areHeaders(headers)) throw new TypeError("headers has a name or a value that cannot be sent");
}

function isBaseUrl(baseUrl: string): boolean {
  try {
    // In a page, a path alone will do.
    const { protocol, username, password } = new URL(baseUrl, globalThis.location?.href);
    return /^https?:$/.test(protocol) && !username && !password && !/[?#\s]/.test(baseUrl);
  } catch {
    return false;
  }
}

function areHeaders(headers: Record<string, string>): boolean {
  try {
    new Headers(headers);
    return true;
  } catch {
    return false;
  }
}
