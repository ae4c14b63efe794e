import {
  type CallOptions,
  createSessionClient,
  type SessionClientOptions,
  type SessionEvent,
} from "@session-api/client";
import { reportViolations } from "@session-api/client/validate";
import { equal, getRefusal, ok } from "./assert.ts";
import { type Environment, getFaultUrl, type Scenario } from "./Environment.ts";

/** Checks a session while the host responds with a fault. Does not retry by default. */
function check(environment: Environment, fault: string, options: SessionClientOptions = {}, call: CallOptions = {}) {
  const client = createSessionClient({ baseUrl: getFaultUrl(environment, fault), retry: false, ...options });
  return client.resume("b").check(call);
}

export const failures: Record<string, Scenario> = {
  async "reads the error id of a refusal without a body"(environment) {
    for (const fault of ["emptyRefusal", "chunkedRefusal"]) {
      const error = await getRefusal(check(environment, fault));
      equal([error.kind, error.status, error.errorText, error.errorId], ["api", 401, "no such session", "id-1"], fault);
    }
  },

  async "retries after a 503"(environment) {
    const events: SessionEvent[] = [];
    const retry = { maxAttempts: 2 };
    const checked = await check(environment, "busyOnce", { retry, onEvent: (event) => events.push(event) });
    equal(checked.verified, true, "verified");
    equal(
      events.map(({ type }) => type),
      ["request", "response", "retry", "request", "response"],
      "the types of the events",
    );
  },

  async "reports a network error when no server listens"(environment) {
    const client = createSessionClient({ baseUrl: environment.closedUrl, retry: false });
    const error = await getRefusal(client.resume("b").check());
    equal([error.kind, error.status, error.operation], ["network", undefined, "checkSession"], "the error");
    ok(error.cause !== undefined, "the error has no cause");
  },

  async "says that a port does not speak TLS"(environment) {
    const baseUrl = environment.baseUrl.replace("http:", "https:");
    const error = await getRefusal(createSessionClient({ baseUrl, retry: false }).resume("b").check());
    ok(error.message.startsWith(`checkSession got no response from ${new URL(baseUrl).host}: `), "no host is named");
    // Browsers and workerd hide the reason.
    const isHidden = environment.isBrowser || globalThis.navigator?.userAgent === "Cloudflare-Workers";
    const isExplained = error.message.endsWith(
      "the port does not speak TLS: baseUrl needs http, or the port for https",
    );
    equal(isExplained, !isHidden, error.message);
  },

  async "reports a network error when a body breaks off"(environment) {
    const error = await getRefusal(check(environment, "brokenOff"));
    equal([error.kind, error.status], ["network", 200], "the error");
  },

  async "does not follow a redirect"(environment) {
    const error = await getRefusal(check(environment, "redirect"));
    // A browser hides the status.
    equal([error.kind, error.status], ["api", environment.isBrowser ? 0 : 307], "the error");
    ok(error.message.includes("redirects are not followed"), "the message does not mention the redirect");
  },

  async "fails after its time limit"(environment) {
    const error = await getRefusal(check(environment, "silent", { timeoutMs: { perTry: 100 } }));
    equal([error.kind, error.attempts], ["timeout", 1], "the error");
  },

  async "fails at once when the signal of the caller aborts"(environment) {
    const controller = new AbortController();
    const reason = new Error("the user left");
    const abort = () => controller.abort(reason);
    const onEvent = (event: SessionEvent) => event.type === "request" && queueMicrotask(abort);
    // Only the signal can end the call before the time limit of the scenario.
    const timeoutMs = { perTry: 30_000, overall: 30_000 };
    const error = await getRefusal(check(environment, "silent", { onEvent, timeoutMs }, { signal: controller.signal }));
    equal(error.kind, "aborted", "the kind");
    ok(error.cause === reason, "the cause is not the reason of the abort");
  },

  async "reports a missing body and an HTML body as malformed"(environment) {
    for (const fault of ["empty", "html"]) {
      const error = await getRefusal(check(environment, fault));
      equal([error.kind, error.status], ["malformed", 200], fault);
    }
  },

  async "reports a violation with `reportViolations`, and accepts new fields"(environment) {
    const error = await getRefusal(check(environment, "wrongType", { validate: reportViolations("throw") }));
    equal(error.kind, "malformed", "the kind");
    ok(error.message.includes("expireAt is not an integer"), "the message does not name the field");
    const warnings: string[] = [];
    await check(environment, "wrongType", {
      validate: reportViolations("warn", (violation) => warnings.push(violation)),
    });
    equal(warnings, ["checkSession: body.expireAt is not an integer"], "the warnings");
    await check(environment, "extraField", { validate: reportViolations("throw") });
  },

  async "names the headers that the service must expose when a browser hides them"(environment) {
    const error = await getRefusal(check({ ...environment, hostUrl: environment.foreignHostUrl }, "refusal"));
    const isExplained = error.message.includes("must send Access-Control-Expose-Headers");
    equal([isExplained, error.errorId], environment.isBrowser ? [true, undefined] : [false, "id-1"], "the error");
  },
};
