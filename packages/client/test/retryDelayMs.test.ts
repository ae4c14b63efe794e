import { describe, expect, it } from "vitest";
import { parseRetryAfterMs } from "../src/http/parseRetryAfterMs.ts";
import { retryDelayMs } from "../src/http/retryDelayMs.ts";
import { type OperationId, SessionError, type SessionErrorFacts } from "../src/index.ts";

const now = Date.UTC(2030, 0, 1);

function delayMs(facts: Partial<SessionErrorFacts>, { method = "GET", maxAttempts = 9, random = 1 } = {}) {
  const error = new SessionError({ kind: "api", operation: "checkSession", status: 503, attempts: 1, ...facts });
  return retryDelayMs({ error, method, maxAttempts, random });
}

describe("the delay before the next attempt", () => {
  it("is a random part of a time that doubles from 250 ms up to 8 s", () => {
    const longest = [1, 2, 3, 4, 5, 6, 7].map((attempts) => delayMs({ attempts }));
    expect(longest).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 8_000]);
    expect([0, 0.5].map((random) => delayMs({ attempts: 2 }, { random }))).toEqual([0, 250]);
  });

  it("follows Retry-After up to a minute, and a longer one ends the call", () => {
    expect([251, 60_000, 60_001].map((retryAfterMs) => delayMs({ retryAfterMs }))).toEqual([251, 60_000, undefined]);
  });

  it("is never shorter than without Retry-After, so that a `Retry-After: 0` cannot cause a flood", () => {
    expect(delayMs({ retryAfterMs: 0 })).toBe(250);
  });

  it("is undefined after the last attempt", () => {
    expect([1, 2, 3].map((attempts) => delayMs({ attempts }, { maxAttempts: 3 }) !== undefined)).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe("retries", () => {
  it.each<[OperationId | undefined, method: string, after: string[]]>([
    ["checkSession", "GET", ["network", "timeout", "429", "502", "503", "504"]],
    ["getSessions", "GET", ["network", "timeout", "429", "502", "503", "504"]],
    ["extendSession", "PUT", ["network", "timeout", "429", "502", "503", "504"]],
    ["closeSession", "DELETE", ["network", "timeout", "429", "502", "503", "504"]],
    ["createSession", "POST", ["429"]],
    ["verifySession", "PUT", []],
    [undefined, "GET", ["network", "timeout", "429", "502", "503", "504"]],
    [undefined, "POST", []],
  ])("of %s with %s happen only after %j", (operation, method, after) => {
    const failures: Record<string, Partial<SessionErrorFacts>> = {
      network: { kind: "network", status: undefined },
      timeout: { kind: "timeout", status: undefined },
      aborted: { kind: "aborted", status: undefined },
      malformed: { kind: "malformed", status: 200 },
    };
    for (const status of [201, 400, 401, 403, 404, 429, 500, 501, 502, 503, 504, 505])
      failures[status] = { kind: "api", status };
    const retried = Object.keys(failures).filter(
      (failure) => delayMs({ ...failures[failure], operation }, { method }) !== undefined,
    );
    expect(retried.sort()).toEqual([...after].sort());
  });
});

describe("Retry-After", () => {
  it.each([
    ["7", 7_000],
    ["0", 0],
    [new Date(now + 90_000).toUTCString(), 90_000],
    [new Date(now - 90_000).toUTCString(), 0],
    ["soon", undefined],
    ["7 apples", undefined],
    ["in 7", undefined],
    ["soon, GMT", undefined],
    ["2015 GMT", undefined],
    ["-, Tue, 01 Jan 2030 00:01:30 GMT", undefined],
    ["Tue, 01 Jan 2030 00:01:30 GMT+1", undefined],
    [null, undefined],
  ])("of %j means %j ms", (header, expected) => {
    expect(parseRetryAfterMs(header, now)).toBe(expected);
  });
});
