import type { SessionClientOptions } from "./SessionClientOptions.ts";

/** Throws a `TypeError` that names the invalid option. Its value may be a secret, so the message does not quote it. */
export function checkOptions({ baseUrl, timeoutMs = {}, retry, headers }: SessionClientOptions): void {
  if (baseUrl !== undefined && !isBaseUrl(baseUrl))
    throw new TypeError("baseUrl must be an http or https URL without credentials, query or fragment");
  for (const [name, value] of Object.entries(timeoutMs))
    if (value !== undefined && !(value > 0)) throw new TypeError(`timeoutMs.${name} must be a number above 0`);
  if (retry && !(retry.maxAttempts >= 1)) throw new TypeError("retry.maxAttempts must be a number of at least 1");
  if (headers && !areHeaders(headers)) throw new TypeError("headers must have valid names and values");
}

function isBaseUrl(baseUrl: string): boolean {
  try {
    // In a page, a path without a host is enough.
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
