import { checkOptions, mustBe, type OptionCheck } from "./checkOptions.ts";
import { callback, positiveNumber } from "./optionChecks.ts";
import type { SessionClientOptions } from "./SessionClientOptions.ts";

const attempts = mustBe("a number of at least 1", (value) => typeof value === "number" && value >= 1);

const known: Record<keyof SessionClientOptions, OptionCheck> = {
  baseUrl: mustBe(
    "the text of an http or https URL without credentials, query or fragment, or in a page a path alone",
    isBaseUrl,
  ),
  fetch: callback,
  timeoutMs: (value, name) =>
    checkOptions(name, value, { perTry: positiveNumber, overall: positiveNumber }, `${name}.`),
  retry(value, name) {
    if (value === false) return;
    checkOptions(name, value, { maxAttempts: attempts }, `${name}.`);
    attempts((value as { maxAttempts?: number }).maxAttempts, `${name}.maxAttempts`);
  },
  userAgent: mustBe(
    "a text that a header can hold",
    (value) => typeof value === "string" && value.trim() !== "" && areHeaders({ "User-Agent": value }),
  ),
  headers: mustBe("an object of valid header names and values", areHeaders),
  validate: callback,
  onEvent: callback,
};

/** Throws a `TypeError` that names the wrong option. Its value may be a secret, so the message does not quote it. */
export function checkClientOptions(options: SessionClientOptions): void {
  checkOptions("createSessionClient", options, known);
}

function isBaseUrl(baseUrl: unknown): boolean {
  if (typeof baseUrl !== "string") return false;
  try {
    // In a page, a path without a host is enough.
    const { protocol, username, password } = new URL(baseUrl, globalThis.location?.href);
    return /^https?:$/.test(protocol) && !username && !password && !/[?#\s]/.test(baseUrl);
  } catch {
    return false;
  }
}

function areHeaders(headers: unknown): boolean {
  // A `Headers` object has no keys of its own, so all its headers would be lost.
  if (Object.prototype.toString.call(headers) !== "[object Object]") return false;
  try {
    new Headers(headers as Record<string, string>);
    return Object.values(headers as object).every((value) => typeof value === "string");
  } catch {
    return false;
  }
}
