import fc from "fast-check";
import { userAgent } from "../../http/userAgent.ts";
import { visibleText } from "./oddTexts.ts";

/** Headers that must not make a server fail. */
export const anyHeaders: fc.Arbitrary<Record<string, string>> = fc.record(
  {
    "Content-Type": fc.constantFrom("application/json", "application/json; charset=utf-8", "application/json"),
    // Mostly our own, so that the server's operator recognises these requests. An empty one is not sent.
    "User-Agent": fc.oneof({ weight: 5, arbitrary: fc.constant(userAgent) }, visibleText, fc.constant("")),
    Accept: fc.constantFrom("*/*", "application/json", "text/html", "nonsense"),
    "X-Forwarded-For": fc.constantFrom("198.51.100.7", "nonsense"),
    Cookie: visibleText,
  },
  { requiredKeys: ["Content-Type"] },
);
