import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { checked, created, cut, done, observedClient, ok, refused, silent } from "./observedClient.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Runs all timers, and returns the outcome of a call. */
async function settle<T>(call: Promise<T>): Promise<PromiseSettledResult<T>> {
  const result = Promise.allSettled([call]);
  await vi.runAllTimersAsync();
  const [first] = await result;
  if (!first) throw new Error("the call did not settle");
  return first;
}

describe("a retryable call", () => {
  it.each([
    ["a network error", cut],
    ["429", refused(429)],
    ["502", refused(502)],
    ["503", refused(503)],
    ["504", refused(504)],
  ])("is retried after %s, with an event for the retry", async (_failure, failure) => {
    const { client, requests, events } = observedClient([failure, ok(checked)]);
    expect(await settle(client.resume("b").check())).toMatchObject({ status: "fulfilled" });
    expect(requests).toHaveLength(2);
    expect(events.filter(({ type }) => type === "retry")).toHaveLength(1);
  });

  it.each([400, 401, 403, 404, 500])("is not retried after %i", async (status) => {
    const { client, requests } = observedClient(refused(status));
    expect(await settle(client.resume("b").check())).toMatchObject({ reason: { status, attempts: 1, kind: "api" } });
    expect(requests).toHaveLength(1);
  });

  it("fails after three attempts by default, after `maxAttempts`, or after one attempt without retries", async () => {
    for (const [retry, attempts] of [
      [undefined, 3],
      [{ maxAttempts: 5 }, 5],
      [false as const, 1],
    ] as const) {
      const { client, requests } = observedClient(refused(503), retry === undefined ? {} : { retry });
      expect(await settle(client.resume("b").list())).toMatchObject({ reason: { attempts } });
      expect(requests).toHaveLength(attempts);
    }
  });

  it("waits for the seconds, or until the date, of Retry-After", async () => {
    for (const formatAfter of [() => "7", () => new Date(Date.now() + 7_500).toUTCString()]) {
      const after = formatAfter();
      const { client, events } = observedClient([refused(429, { "retry-after": after }), ok(checked)]);
      await settle(client.resume("b").check());
      const retry = events.find(({ type }) => type === "retry");
      expect(retry && "delayMs" in retry && retry.delayMs).toBeGreaterThan(5_500);
      expect(retry && "delayMs" in retry && retry.delayMs).toBeLessThanOrEqual(7_500);
    }
  });

  it("fails at once when Retry-After is longer than a minute", async () => {
    const { client, requests } = observedClient(refused(429, { "retry-after": "61" }));
    await expect(client.resume("b").check()).rejects.toMatchObject({ retryAfterMs: 61_000, attempts: 1 });
    expect(requests).toHaveLength(1);
  });

  it("ignores a Retry-After that is neither seconds nor a date", async () => {
    const { client } = observedClient(refused(500, { "retry-after": "soon" }));
    await expect(client.resume("b").check()).rejects.toMatchObject({ retryAfterMs: undefined });
  });

  it("stops waiting when it is aborted, and removes its listener", async () => {
    const controller = new AbortController();
    const { client, requests } = observedClient(refused(503, { "retry-after": "20" }));
    const call = client.resume("b").check({ signal: controller.signal });
    const outcome = expect(call).rejects.toMatchObject({ kind: "aborted", cause: "enough" });
    await vi.advanceTimersByTimeAsync(1_000);
    controller.abort("enough");
    await outcome;
    expect(requests).toHaveLength(1);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("reads a date in Retry-After by the clock of the service", async () => {
    const serviceNow = Date.now() - 3_600_000;
    const headers = {
      date: new Date(serviceNow).toUTCString(),
      "retry-after": new Date(serviceNow + 5_000).toUTCString(),
    };
    const { client } = observedClient(refused(500, headers));
    await expect(client.resume("b").check()).rejects.toMatchObject({ retryAfterMs: 5_000 });
  });

  it("is not retried when it was aborted during its failure", async () => {
    const controller = new AbortController();
    const { client, requests, events } = observedClient((request) => {
      controller.abort("enough");
      return refused(503)(request);
    });
    await expect(client.resume("b").check({ signal: controller.signal })).rejects.toMatchObject({
      kind: "aborted",
      cause: "enough",
      message: "checkSession was aborted: enough",
    });
    expect(events.at(-1)).toMatchObject({ type: "failure", kind: "aborted", call: 1, attempt: 1 });
    expect(requests).toHaveLength(1);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  it("leaves no listener and no timer after a success", async () => {
    const { signal } = new AbortController();
    const { client } = observedClient([refused(503, { "retry-after": "1" }), ok(checked)]);
    const call = client.resume("b").check({ signal });
    await vi.advanceTimersByTimeAsync(1_000);
    await call;
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("emits an event for each request, response, failure and retry, with its duration", async () => {
    const { client, events } = observedClient([
      (request) => {
        vi.setSystemTime(Date.now() + 70);
        return refused(503, { "retry-after": "1" })(request);
      },
      (request) => {
        vi.setSystemTime(Date.now() + 30);
        return cut(request);
      },
      ok(checked),
    ]);
    await settle(client.resume("b").check());
    const operation = "checkSession";
    expect(events).toEqual([
      { type: "request", call: 1, operation, attempt: 1 },
      { type: "response", call: 1, operation, attempt: 1, status: 503, errorId: "id", durationMs: 70 },
      { type: "retry", call: 1, operation, attempt: 1, delayMs: 1_000 },
      { type: "request", call: 1, operation, attempt: 2 },
      { type: "failure", call: 1, operation, attempt: 2, kind: "network", durationMs: 30 },
      { type: "retry", call: 1, operation, attempt: 2, delayMs: expect.any(Number) },
      { type: "request", call: 1, operation, attempt: 3 },
      { type: "response", call: 1, operation, attempt: 3, status: 200, errorId: undefined, durationMs: 0 },
    ]);
  });
});

describe("a call that changes something", () => {
  it("createSession is retried only after a 429, because each request sends a mail", async () => {
    const bodies: string[] = [];
    const limited = observedClient(async (request) => {
      bodies.push(await request.text());
      return (bodies.length < 3 ? refused(429) : ok(created, 202))(request);
    });
    expect(await settle(limited.client.login("john@doe.net"))).toMatchObject({ status: "fulfilled" });
    expect(bodies).toEqual(Array(3).fill(`{"email":"john@doe.net"}`));
    for (const failure of [cut, refused(502), refused(503)]) {
      const { client, requests } = observedClient(failure);
      expect(await settle(client.login("john@doe.net"))).toMatchObject({ status: "rejected" });
      expect(requests).toHaveLength(1);
    }
  });

  it("verifySession is never retried", async () => {
    for (const failure of [refused(429), refused(503), refused(401)]) {
      const { client, requests } = observedClient([ok(created, 202), failure, refused(403)]);
      const pending = await client.login("john@doe.net");
      expect(await settle(pending.verify("012345"))).toMatchObject({ status: "rejected" });
      expect(requests.filter(({ method }) => method === "PUT")).toHaveLength(1);
    }
  });

  it("extendSession is retried", async () => {
    const { client, requests } = observedClient([cut, done, ok(checked)]);
    expect(await settle(client.resume("b").extend())).toMatchObject({ value: checked.expireAt });
    expect(requests.map(({ method }) => method)).toEqual(["PUT", "PUT", "GET"]);
  });

  it.each([401, 404])("close succeeds when its retry answers %i", async (status) => {
    const { client } = observedClient([ok(checked), cut, refused(status)]);
    expect(await settle(client.resume("b").close())).toMatchObject({ status: "fulfilled" });
  });

  it("closeOther succeeds when its retry answers 404", async () => {
    const { client } = observedClient([cut, refused(404)]);
    expect(await settle(client.resume("b").closeOther("x"))).toMatchObject({ status: "fulfilled" });
  });

  it.each([400, 401, 403, 500])("closeOther fails when its retry answers %i", async (status) => {
    const { client } = observedClient([cut, refused(status)]);
    expect(await settle(client.resume("b").closeOther("x"))).toMatchObject({ reason: { status, attempts: 2 } });
  });

  it.each([401, 404])("closeOther fails when its first attempt answers %i", async (status) => {
    const { client } = observedClient(refused(status));
    expect(await settle(client.resume("b").closeOther("x"))).toMatchObject({ reason: { status } });
  });
});

describe("a time limit", () => {
  it("ends an attempt after 10 seconds, and the call after 30 seconds", async () => {
    const { client, requests } = observedClient(silent);
    const start = Date.now();
    const call = client.resume("b").check();
    expect(await settle(call)).toMatchObject({
      reason: { kind: "timeout", message: "checkSession got no response from session.example in time" },
    });
    expect(requests.length).toBe(3);
    expect(Date.now() - start).toBeLessThanOrEqual(30_000);
  });

  it("also ends a custom fetch that ignores its signal", async () => {
    const controller = new AbortController();
    const { client } = observedClient(() => new Promise(() => {}), { retry: false, timeoutMs: { perTry: 50 } });
    expect(await settle(client.resume("b").check())).toMatchObject({ reason: { kind: "timeout" } });
    const call = client.resume("b").check({ signal: controller.signal });
    controller.abort("enough");
    await expect(call).rejects.toMatchObject({ kind: "aborted", cause: "enough" });
  });

  it("is not needed for a call with an aborted signal, which sends nothing", async () => {
    const { client, requests } = observedClient(done);
    await expect(client.api.GET("/session", { signal: AbortSignal.abort("no") })).rejects.toMatchObject({
      cause: "no",
    });
    expect(requests).toEqual([]);
  });

  it("can be infinite", async () => {
    const infinite = { perTry: Number.POSITIVE_INFINITY, overall: Number.POSITIVE_INFINITY };
    const { client } = observedClient(ok(checked), { timeoutMs: infinite });
    await expect(client.resume("b").check()).resolves.toEqual(checked);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("can be set by an option", async () => {
    const { client, requests } = observedClient(silent, { timeoutMs: { perTry: 50, overall: 60 } });
    const start = Date.now();
    expect(await settle(client.resume("b").check())).toMatchObject({ reason: { kind: "timeout" } });
    expect(Date.now() - start).toBeLessThanOrEqual(60);
    expect(requests.length).toBeLessThanOrEqual(2);
  });

  it("covers a body that never arrives", async () => {
    const { client } = observedClient(
      (request) => {
        const body = new ReadableStream({
          start: (controller) =>
            request.signal.addEventListener("abort", () => controller.error(request.signal.reason)),
        });
        return new Response(body, { status: 200 });
      },
      { retry: false },
    );
    expect(await settle(client.resume("b").check())).toMatchObject({
      reason: {
        kind: "timeout",
        status: 200,
        message: "checkSession answered 200, but its body did not arrive completely in time",
      },
    });
  });

  it("does not delay an abort", async () => {
    const controller = new AbortController();
    const { client } = observedClient(silent);
    const call = client.api.GET("/session", { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("the user left")), 100);
    const start = Date.now();
    expect(await settle(call)).toMatchObject({
      reason: { kind: "aborted", message: "checkSession was aborted: the user left" },
    });
    expect(Date.now() - start).toBe(100);
  });

  it("does not delay a call with an aborted signal", async () => {
    const { client } = observedClient(silent);
    const call = client.api.GET("/session", { signal: AbortSignal.abort("too late") });
    await expect(call).rejects.toMatchObject({ kind: "aborted", cause: "too late" });
  });
});
