import { createSessionClient, type SessionClientOptions, type SessionEvent } from "@session-api/client";
import { driftGuard } from "@session-api/client/validate";
import { equal, ok, refusal } from "../assert.ts";
import { faultUrl, type Place, type Scenario } from "../Place.ts";

/** Checks a session that meets a fault. Tries once, unless the options say otherwise. */
function check(place: Place, fault: string, options: SessionClientOptions = {}, signal?: AbortSignal) {
  const client = createSessionClient({ baseUrl: faultUrl(place, fault), retry: false, ...options });
  return client.resume("b").check({ ...(signal && { signal }) });
}

export const failures: Record<string, Scenario> = {
  async "names the error id of a refusal without a body"(place) {
    for (const fault of ["refusedEmpty", "refusedChunked"]) {
      const error = await refusal(check(place, fault));
      equal([error.kind, error.status, error.errorText, error.errorId], ["api", 401, "no such session", "id-1"], fault);
    }
  },

  async "tries again after a 503"(place) {
    const events: SessionEvent[] = [];
    const retry = { maxAttempts: 2 };
    const checked = await check(place, "busyOnce", { retry, onEvent: (event) => events.push(event) });
    equal(checked.verified, true, "what check answers");
    equal(
      events.map(({ type }) => type),
      ["request", "response", "retry", "request", "response"],
      "the events",
    );
  },

  async "names the network when nobody listens"(place) {
    const client = createSessionClient({ baseUrl: place.closedUrl, retry: false });
    const error = await refusal(client.resume("b").check());
    equal([error.kind, error.status, error.operation], ["network", undefined, "checkSession"], "the error");
    ok(error.cause !== undefined, "the error has no cause");
  },

  async "names the network when an answer breaks off"(place) {
    const error = await refusal(check(place, "cut"));
    equal([error.kind, error.status], ["network", 200], "the error");
  },

  async "follows no redirect"(place) {
    const error = await refusal(check(place, "moved"));
    // A page is not told the status.
    equal([error.kind, error.status], ["api", place.isBrowser ? 0 : 307], "the error");
    ok(error.message.includes("it leads elsewhere"), "the message does not say that it was a redirect");
  },

  async "gives up after its time-out"(place) {
    const error = await refusal(check(place, "silent", { timeoutMs: { perTry: 100 } }));
    equal([error.kind, error.attempts], ["timeout", 1], "the error");
  },

  async "ends at once when the caller's signal says so"(place) {
    const controller = new AbortController();
    const isSent = (event: SessionEvent) => event.type === "request" && queueMicrotask(abort);
    const reason = new Error("the user left");
    const abort = () => controller.abort(reason);
    // Nothing else would end it before the scenario's time is up.
    const timeoutMs = { perTry: 30_000, overall: 30_000 };
    const error = await refusal(check(place, "silent", { onEvent: isSent, timeoutMs }, controller.signal));
    equal(error.kind, "aborted", "the kind");
    ok(error.cause === reason, "the cause is not the caller's reason");
  },

  async "calls a missing or foreign body malformed"(place) {
    for (const fault of ["empty", "html"]) {
      const error = await refusal(check(place, fault));
      equal([error.kind, error.status], ["malformed", 200], fault);
    }
  },

  async "guards against drift, and lets new fields pass"(place) {
    const error = await refusal(check(place, "drifted", { validate: driftGuard("throw") }));
    equal(error.kind, "malformed", "the kind");
    ok(error.message.includes("expireAt is no integer"), "the message does not name the field");
    const warnings: string[] = [];
    await check(place, "drifted", { validate: driftGuard("warn", (problem) => warnings.push(problem)) });
    equal(warnings, ["checkSession: the body.expireAt is no integer"], "the warnings");
    await check(place, "grown", { validate: driftGuard("throw") });
  },

  async "says what must be exposed where the headers are hidden"(place) {
    const error = await refusal(check({ ...place, hostUrl: place.foreignHostUrl }, "hidden"));
    const isExplained = error.message.includes("must send Access-Control-Expose-Headers");
    equal([isExplained, error.errorId], place.isBrowser ? [true, undefined] : [false, "id-1"], "the error");
  },
};
