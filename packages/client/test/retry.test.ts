import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { checked, created, cut, done, observedClient, ok, refused, silent } from "./observedClient.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets all waiting pass, and says what became of a call. */
async function settled<T>(call: Promise<T>): Promise<PromiseSettledResult<T>> {
  const result = Promise.allSettled([call]);
  await vi.runAllTimersAsync();
  const [first] = await result;
  if (!first) throw new Error("nothing settled");
  return first;
}

describe("a call that may be repeated", () => {
  it.each([
    ["a network error", cut],
    ["429", refused(429)],
    ["502", refused(502)],
    ["503", refused(503)],
    ["504", refused(504)],
  ])("is repeated after %s, and tells how often", async (_what, failure) => {
    const { client, requests, events } = observedClient([failure, ok(checked)]);
    expect(await settled(client.resume("b").check())).toMatchObject({ status: "fulfilled" });
    expect(requests).toHaveLength(2);
    expect(events.filter(({ type }) => type === "retry")).toHaveLength(1);
  });

  it.each([400, 401, 403, 404, 500])("is not repeated after %i", async (status) => {
    const { client, requests } = observedClient(refused(status));
    expect(await settled(client.resume("b").check())).toMatchObject({ reason: { status, attempts: 1, kind: "api" } });
    expect(requests).toHaveLength(1);
  });

  it("gives up after three tries by default, after as many as it is told, and after one if told not to", async () => {
    for (const [retry, tries] of [
      [undefined, 3],
      [{ maxAttempts: 5 }, 5],
      [false as const, 1],
    ] as const) {
      const { client, requests } = observedClient(refused(503), retry === undefined ? {} : { retry });
      expect(await settled(client.resume("b").list())).toMatchObject({ reason: { attempts: tries } });
      expect(requests).toHaveLength(tries);
    }
  });

  it("waits as long as the service asks, in seconds or until a date", async () => {
    for (const afterOf of [() => "7", () => new Date(Date.now() + 7_500).toUTCString()]) {
      const after = afterOf();
      const { client, events } = observedClient([refused(429, { "retry-after": after }), ok(checked)]);
      await settled(client.resume("b").check());
      const retry = events.find(({ type }) => type === "retry");
      expect(retry && "delayMs" in retry && retry.delayMs).toBeGreaterThan(5_500);
      expect(retry && "delayMs" in retry && retry.delayMs).toBeLessThanOrEqual(7_500);
    }
  });

  it("fails at once when it is asked to wait for more than a minute", async () => {
    const { client, requests } = observedClient(refused(429, { "retry-after": "61" }));
    await expect(client.resume("b").check()).rejects.toMatchObject({ retryAfterMs: 61_000, attempts: 1 });
    expect(requests).toHaveLength(1);
  });

  it("ignores a Retry-After that is neither", async () => {
    const { client } = observedClient(refused(500, { "retry-after": "soon" }));
    await expect(client.resume("b").check()).rejects.toMatchObject({ retryAfterMs: undefined });
  });

  it("ends its waiting at once when it is aborted, and listens no longer", async () => {
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

  it("goes by the service's clock when it is told a date", async () => {
    const serviceNow = Date.now() - 3_600_000;
    const headers = {
      date: new Date(serviceNow).toUTCString(),
      "retry-after": new Date(serviceNow + 5_000).toUTCString(),
    };
    const { client } = observedClient(refused(500, headers));
    await expect(client.resume("b").check()).rejects.toMatchObject({ retryAfterMs: 5_000 });
  });

  it("is not repeated when it was aborted while it failed", async () => {
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

  it("leaves no listener and no timer behind when it succeeds", async () => {
    const { signal } = new AbortController();
    const { client } = observedClient([refused(503, { "retry-after": "1" }), ok(checked)]);
    const call = client.resume("b").check({ signal });
    await vi.advanceTimersByTimeAsync(1_000);
    await call;
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("tells each try, its answer or failure, and each pause, with the time they took", async () => {
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
    await settled(client.resume("b").check());
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

describe("calls that do something", () => {
  it("createSession is repeated on an explicit 429 alone: each one sends a mail", async () => {
    const bodies: string[] = [];
    const limited = observedClient(async (request) => {
      bodies.push(await request.text());
      return (bodies.length < 3 ? refused(429) : ok(created, 202))(request);
    });
    expect(await settled(limited.client.login("john@doe.net"))).toMatchObject({ status: "fulfilled" });
    expect(bodies).toEqual(Array(3).fill(`{"email":"john@doe.net"}`));
    for (const failure of [cut, refused(502), refused(503)]) {
      const { client, requests } = observedClient(failure);
      expect(await settled(client.login("john@doe.net"))).toMatchObject({ status: "rejected" });
      expect(requests).toHaveLength(1);
    }
  });

  it("verifySession is never repeated", async () => {
    for (const failure of [refused(429), refused(503), refused(401)]) {
      const { client, requests } = observedClient([ok(created, 202), failure, refused(403)]);
      const pending = await client.login("john@doe.net");
      expect(await settled(pending.verify("012345"))).toMatchObject({ status: "rejected" });
      expect(requests.filter(({ method }) => method === "PUT")).toHaveLength(1);
    }
  });

  it("extendSession is repeated", async () => {
    const { client, requests } = observedClient([cut, done, ok(checked)]);
    expect(await settled(client.resume("b").extend())).toMatchObject({ value: checked.expireAt });
    expect(requests.map(({ method }) => method)).toEqual(["PUT", "PUT", "GET"]);
  });

  it.each([401, 404])("a repeated closeSession of one's own that answers %i has closed", async (status) => {
    const { client } = observedClient([ok(checked), cut, refused(status)]);
    expect(await settled(client.resume("b").close())).toMatchObject({ status: "fulfilled" });
  });

  it("a repeated closeSession of another that answers 404 has closed", async () => {
    const { client } = observedClient([cut, refused(404)]);
    expect(await settled(client.resume("b").closeOther("x"))).toMatchObject({ status: "fulfilled" });
  });

  it.each([400, 401, 403, 500])("a repeated closeSession of another that answers %i has not", async (status) => {
    const { client } = observedClient([cut, refused(status)]);
    expect(await settled(client.resume("b").closeOther("x"))).toMatchObject({ reason: { status, attempts: 2 } });
  });

  it.each([401, 404])("a first closeSession that answers %i has not", async (status) => {
    const { client } = observedClient(refused(status));
    expect(await settled(client.resume("b").closeOther("x"))).toMatchObject({ reason: { status } });
  });
});

describe("time", () => {
  it("ends a try after 10 seconds and all tries after 30", async () => {
    const { client, requests } = observedClient(silent);
    const start = Date.now();
    const call = client.resume("b").check();
    expect(await settled(call)).toMatchObject({
      reason: { kind: "timeout", message: "checkSession got no answer in time" },
    });
    expect(requests.length).toBe(3);
    expect(Date.now() - start).toBeLessThanOrEqual(30_000);
  });

  it("ends for a fetch that does not listen to its signal, too", async () => {
    const controller = new AbortController();
    const { client } = observedClient(() => new Promise(() => {}), { retry: false, timeoutMs: { perTry: 50 } });
    expect(await settled(client.resume("b").check())).toMatchObject({ reason: { kind: "timeout" } });
    const call = client.resume("b").check({ signal: controller.signal });
    controller.abort("enough");
    await expect(call).rejects.toMatchObject({ kind: "aborted", cause: "enough" });
  });

  it("does not send what was aborted before", async () => {
    const { client, requests } = observedClient(done);
    await expect(client.api.GET("/session", { signal: AbortSignal.abort("no") })).rejects.toMatchObject({
      cause: "no",
    });
    expect(requests).toEqual([]);
  });

  it("can be without end", async () => {
    const infinite = { perTry: Number.POSITIVE_INFINITY, overall: Number.POSITIVE_INFINITY };
    const { client } = observedClient(ok(checked), { timeoutMs: infinite });
    await expect(client.resume("b").check()).resolves.toEqual(checked);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("can be set", async () => {
    const { client, requests } = observedClient(silent, { timeoutMs: { perTry: 50, overall: 60 } });
    const start = Date.now();
    expect(await settled(client.resume("b").check())).toMatchObject({ reason: { kind: "timeout" } });
    expect(Date.now() - start).toBeLessThanOrEqual(60);
    expect(requests.length).toBeLessThanOrEqual(2);
  });

  it("covers a body that never comes", async () => {
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
    expect(await settled(client.resume("b").check())).toMatchObject({
      reason: {
        kind: "timeout",
        status: 200,
        message: "checkSession answered 200, but not whole in time",
      },
    });
  });

  it("does not run on after an abort", async () => {
    const controller = new AbortController();
    const { client } = observedClient(silent);
    const call = client.api.GET("/session", { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("the user left")), 100);
    const start = Date.now();
    expect(await settled(call)).toMatchObject({
      reason: { kind: "aborted", message: "checkSession was aborted: the user left" },
    });
    expect(Date.now() - start).toBe(100);
  });

  it("is not waited for after a signal that was aborted before", async () => {
    const { client } = observedClient(silent);
    const call = client.api.GET("/session", { signal: AbortSignal.abort("too late") });
    await expect(call).rejects.toMatchObject({ kind: "aborted", cause: "too late" });
  });
});
