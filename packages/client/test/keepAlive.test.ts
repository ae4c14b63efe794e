import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { KeepAliveOptions } from "../src/index.ts";
import { collectUncaughtErrors } from "./collectUncaughtErrors.ts";
import { checked, cut, done, observedClient, ok, refused } from "./observedClient.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const start = Date.UTC(2030, 0, 1);

beforeEach(() => {
  vi.useFakeTimers({ now: start, toFake: ["setTimeout", "clearTimeout", "Date"] });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

interface Service {
  expireAt: number;
  extendsBy: number;
  status: number;
  headers: Record<string, string>;
  isVerified: boolean;
  isDown: boolean;
  /** How far its clock is ahead of ours. Undefined when its responses have no `Date` header. */
  skewMs: number | undefined;
  /** How far our clock is ahead of the true time. */
  aheadMs: number;
  /** Delays the responses. */
  gate: Promise<void> | false;
}

/** Keeps a session of one hour alive. A test can change the responses of the service meanwhile. */
function keepSession(options: KeepAliveOptions = {}, initial: Partial<Service> = {}) {
  const service: Service & { extends: number[] } = {
    expireAt: (start + hourMs) / 1_000,
    extendsBy: hourMs,
    status: 200,
    headers: {},
    isVerified: true,
    isDown: false,
    skewMs: 0,
    aheadMs: 0,
    gate: false,
    extends: [],
    ...initial,
  };
  const headers = (): Record<string, string> =>
    service.skewMs === undefined ? {} : { date: new Date(Date.now() + service.skewMs).toUTCString() };
  const { client, events, requests } = observedClient(
    async (request) => {
      await service.gate;
      if (service.isDown) return cut(request);
      const now = Date.now() + (service.skewMs ?? 0) - service.aheadMs;
      const status = now >= service.expireAt * 1_000 ? 401 : service.status;
      if (status !== 200) return new Response(null, { status, headers: { ...headers(), ...service.headers } });
      if (request.method === "PUT") {
        service.extends.push(Date.now() - start);
        if (service.extendsBy > 0) service.expireAt = Math.floor((now + service.extendsBy) / 1_000);
        return Response.json({ message: "acknowledged" }, { status: 202, headers: headers() });
      }
      return Response.json(
        { ...checked, expireAt: service.expireAt, verified: service.isVerified },
        { headers: headers() },
      );
    },
    { retry: false },
  );
  const extended: number[] = [];
  const lost: unknown[] = [];
  const session = client.resume("b");
  const errors: unknown[] = [];
  const keepAlive = session.keepAlive({
    onExtended: (expireAt) => extended.push(expireAt),
    onLost: ({ reason, ...rest }) => {
      lost.push(reason);
      if ("error" in rest) errors.push(rest.error);
    },
    ...options,
  });
  return {
    errors,
    service,
    session,
    keepAlive,
    extended,
    lost,
    events,
    requests,
  };
}

describe("keepAlive", () => {
  it("extends within the lead before each expiry", async () => {
    const { service, extended, keepAlive, events } = keepSession();
    await vi.advanceTimersByTimeAsync(3 * hourMs);
    expect(service.extends.length).toBeGreaterThanOrEqual(3);
    const [first = 0] = service.extends;
    expect(first).toBeGreaterThanOrEqual(hourMs - 5 * minuteMs);
    expect(first).toBeLessThan(hourMs - 3 * minuteMs);
    expect(extended).toHaveLength(service.extends.length);
    expect(events.filter(({ type }) => type === "extended")).toHaveLength(extended.length);
    keepAlive.stop();
  });

  it("extends at a different moment in each client", async () => {
    const firsts = new Set<number | undefined>();
    for (let client = 0; client < 5; client++) {
      vi.setSystemTime(start);
      const { service, keepAlive } = keepSession();
      await vi.advanceTimersByTimeAsync(hourMs);
      firsts.add(service.extends[0]);
      keepAlive.stop();
    }
    expect(firsts.size).toBeGreaterThan(1);
  });

  it("uses the clock of the service when it is known", async () => {
    const { service, keepAlive } = keepSession({}, { skewMs: 30 * minuteMs });
    await vi.advanceTimersByTimeAsync(hourMs / 2);
    expect(service.extends).toHaveLength(1);
    keepAlive.stop();
  });

  it("assumes no skew when the service sends no `Date` header", async () => {
    const { service, keepAlive, lost } = keepSession({}, { skewMs: undefined });
    await vi.advanceTimersByTimeAsync(hourMs);
    expect([service.extends.length, lost]).toEqual([1, []]);
    keepAlive.stop();
  });

  it("extends at most every 30 seconds, even when a session is shorter", async () => {
    const { service, keepAlive } = keepSession({}, { expireAt: (start + 40_000) / 1_000, extendsBy: 40_000 });
    await vi.advanceTimersByTimeAsync(10 * minuteMs);
    const pauses = service.extends.slice(1).map((time, index) => time - (service.extends[index] ?? 0));
    expect(pauses.length).toBeGreaterThan(5);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(30_000);
    keepAlive.stop();
  });

  it("reports the limit once, when a session that cannot be extended expires", async () => {
    const { service, lost, events, extended, errors } = keepSession({}, { extendsBy: 0 });
    await vi.advanceTimersByTimeAsync(hourMs - 1_000);
    expect(service.extends).toHaveLength(1);
    expect(lost).toEqual([]);
    await vi.advanceTimersByTimeAsync(hourMs);
    expect([service.extends.length, lost, extended, errors.length]).toEqual([1, ["limit"], [], 1]);
    expect(events.filter(({ type }) => type === "lost")).toEqual([
      { type: "lost", operation: "extendSession", sessionID: "mine", reason: "limit" },
    ]);
  });

  it.each([401, 403])("reports once that the session has ended when the service answers %i", async (status) => {
    const { service, lost, errors, requests } = keepSession();
    await vi.advanceTimersByTimeAsync(0);
    service.status = status;
    await vi.advanceTimersByTimeAsync(3 * hourMs);
    expect(lost).toEqual(["ended"]);
    expect(errors).toMatchObject([{ status, operation: "extendSession" }]);
    expect(requests).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("reports an unverified session as ended", async () => {
    const { lost } = keepSession({}, { isVerified: false });
    await vi.advanceTimersByTimeAsync(0);
    expect(lost).toEqual(["ended"]);
  });

  it("continues after the service was unreachable for a while", async () => {
    const { service, lost, extended, keepAlive } = keepSession();
    await vi.advanceTimersByTimeAsync(hourMs - 5 * minuteMs);
    service.isDown = true;
    await vi.advanceTimersByTimeAsync(2 * minuteMs);
    service.isDown = false;
    await vi.advanceTimersByTimeAsync(hourMs);
    expect(lost).toEqual([]);
    expect(extended.length).toBeGreaterThan(0);
    keepAlive.stop();
  });

  it("continues after the service was unreachable at first", async () => {
    const { service, lost, extended, keepAlive } = keepSession({}, { isDown: true });
    await vi.advanceTimersByTimeAsync(2 * minuteMs);
    service.isDown = false;
    await vi.advanceTimersByTimeAsync(hourMs);
    expect([lost, extended.length]).toEqual([[], 1]);
    keepAlive.stop();
  });

  it("reports an expired session when the service was unreachable for too long", async () => {
    const { service, lost } = keepSession();
    await vi.advanceTimersByTimeAsync(0);
    service.isDown = true;
    await vi.advanceTimersByTimeAsync(2 * hourMs);
    expect(lost).toEqual(["expired"]);
  });

  it("checks the session when the machine slept until after the expiry", async () => {
    for (const [extendedMs, reasons, extensions] of [
      [0, ["expired"], 0],
      [4 * hourMs, [], 1], // another client extended it
    ] as const) {
      vi.setSystemTime(start);
      const { service, lost, keepAlive } = keepSession();
      await vi.advanceTimersByTimeAsync(0);
      vi.setSystemTime(start + 2 * hourMs);
      service.expireAt += extendedMs / 1_000;
      await vi.advanceTimersByTimeAsync(hourMs - minuteMs);
      expect([lost, service.extends.length]).toEqual([reasons, extensions]);
      keepAlive.stop();
    }
  });

  it("extends a session that has expired only by our own wrong clock", async () => {
    const { service, lost, keepAlive, requests } = keepSession({}, { skewMs: undefined, aheadMs: 2 * hourMs });
    service.expireAt = (start - hourMs) / 1_000;
    await vi.advanceTimersByTimeAsync(hourMs);
    expect(lost).toEqual([]);
    expect(service.extends.length).toBeGreaterThan(10);
    expect(requests.length).toBeLessThan(400);
    keepAlive.stop();
  });

  it.each([undefined, "2030-01-01"])("checks at most every 30 seconds when the expiry is %j", async (expireAt) => {
    const { requests, keepAlive, lost } = keepSession({}, { expireAt: expireAt as unknown as number });
    await vi.advanceTimersByTimeAsync(10 * minuteMs);
    expect([requests.length, lost]).toEqual([21, []]);
    keepAlive.stop();
  });

  it.each([0, -1, Number.NaN])("refuses a leadMs of %j", (leadMs) => {
    expect(() => keepSession({ leadMs })).toThrow(/^leadMs must be a number above 0$/);
  });

  it("waits as long as the Retry-After of the service says", async () => {
    const { service, keepAlive, requests, lost } = keepSession();
    await vi.advanceTimersByTimeAsync(0);
    service.status = 429;
    service.headers = { "retry-after": "120" };
    await vi.advanceTimersByTimeAsync(hourMs - 3 * minuteMs);
    const before = requests.length;
    await vi.advanceTimersByTimeAsync(100_000);
    expect(requests.length - before).toBeLessThanOrEqual(1);
    expect(lost).toEqual([]);
    keepAlive.stop();
  });

  it("leaves 30 seconds between two extensions when it was started twice", async () => {
    const { service, session, keepAlive } = keepSession();
    const second = session.keepAlive();
    await vi.advanceTimersByTimeAsync(3 * hourMs);
    const pauses = service.extends.slice(1).map((time, index) => time - (service.extends[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(30_000);
    keepAlive.stop();
    second.stop();
  });

  it("continues after the limit when another client has moved it", async () => {
    const { service, lost, keepAlive } = keepSession({}, { extendsBy: 0 });
    await vi.advanceTimersByTimeAsync(hourMs - minuteMs);
    expect(service.extends).toHaveLength(1);
    service.expireAt += hourMs / 1_000;
    service.extendsBy = hourMs;
    await vi.advanceTimersByTimeAsync(hourMs);
    expect([lost, service.extends.length]).toEqual([[], 3]);
    keepAlive.stop();
  });

  it("continues when a callback throws, and reports the error as uncaught", async () => {
    const fail = (message: string) => () => {
      throw new RangeError(message);
    };
    const { service, events } = keepSession({ onExtended: fail("extended"), onLost: fail("lost") });
    const errors = await collectUncaughtErrors(async () => {
      await vi.advanceTimersByTimeAsync(hourMs);
      service.status = 401;
      await vi.advanceTimersByTimeAsync(2 * hourMs);
    });
    expect(errors).toEqual([new RangeError("extended"), new RangeError("lost")]);
    expect(service.extends).toHaveLength(1);
    expect(events.some(({ type }) => type === "lost")).toBe(true);
  });

  it("reports the limit when its page was hidden until after the limit", async () => {
    const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
    vi.stubGlobal("document", page);
    const { service, lost } = keepSession({}, { extendsBy: 0 });
    await vi.advanceTimersByTimeAsync(hourMs - minuteMs);
    expect(service.extends).toHaveLength(1);
    page.visibilityState = "hidden";
    page.dispatchEvent(new Event("visibilitychange"));
    service.status = 401;
    await vi.advanceTimersByTimeAsync(2 * hourMs);
    expect(lost).toEqual([]);
    page.visibilityState = "visible";
    page.dispatchEvent(new Event("visibilitychange"));
    await vi.advanceTimersByTimeAsync(0);
    expect(lost).toEqual(["limit"]);
    expect(getEventListeners(page, "visibilitychange")).toEqual([]);
  });

  it("waits for weeks when a session lasts that long", async () => {
    const days = 24 * hourMs;
    const { service, keepAlive } = keepSession({}, { expireAt: (start + 60 * days) / 1_000 });
    await vi.advanceTimersByTimeAsync(60 * days - 6 * minuteMs);
    expect(service.extends).toEqual([]);
    await vi.advanceTimersByTimeAsync(3 * minuteMs);
    expect(service.extends).toHaveLength(1);
    keepAlive.stop();
  });

  it("works without callbacks", async () => {
    const longer = ok({ ...checked, expireAt: checked.expireAt + 3_600 });
    const { client, events, requests } = observedClient([ok(checked), done, longer, done, longer, refused(401)]);
    vi.setSystemTime(checked.expireAt * 1_000 - hourMs);
    client.resume("b").keepAlive();
    await vi.advanceTimersByTimeAsync(3 * hourMs);
    expect(events.at(-1)).toMatchObject({ type: "lost", reason: "limit" });
    expect(requests).toHaveLength(6);
  });

  it("stops on `stop`, when its signal aborts, and when the session is closed", async () => {
    type Setup = ReturnType<typeof keepSession>;
    const stops = [
      ({ keepAlive }: Setup) => keepAlive.stop(),
      (_setup: Setup, controller: AbortController) => controller.abort(),
      ({ session }: Setup) => session.close(),
    ];
    for (const stop of stops) {
      vi.setSystemTime(start);
      const controller = new AbortController();
      const setup = keepSession({ signal: controller.signal });
      await vi.advanceTimersByTimeAsync(0);
      await stop(setup, controller);
      expect(getEventListeners(controller.signal, "abort")).toEqual([]);
      await vi.advanceTimersByTimeAsync(3 * hourMs);
      expect([setup.service.extends, setup.lost]).toEqual([[], []]);
    }
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each<[moment: string, afterMs: number, initial: Partial<Service>]>([
    ["the expiry is read", 0, {}],
    ["the expiry of an unverified session is read", 0, { isVerified: false }],
    ["a read of the expiry fails", 0, { isDown: true }],
    ["the session is extended", hourMs - 6 * minuteMs, {}],
  ])("does nothing more when it is stopped while %s", async (_moment, afterMs, initial) => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { service, keepAlive, extended, lost, requests } = keepSession(
      {},
      { ...initial, gate: afterMs === 0 && gate },
    );
    await vi.advanceTimersByTimeAsync(0);
    service.gate = gate;
    await vi.advanceTimersByTimeAsync(afterMs);
    while (afterMs > 0 && requests.at(-1)?.method !== "PUT") await vi.advanceTimersByTimeAsync(1_000);
    const sent = requests.length;
    expect(requests.at(-1)?.method).toBe(afterMs === 0 ? "GET" : "PUT");
    keepAlive.stop();
    open();
    await vi.advanceTimersByTimeAsync(3 * hourMs);
    expect([extended, lost, vi.getTimerCount()]).toEqual([[], [], 0]);
    // The check that reads the new expiry is part of the extension.
    expect(requests.length - sent).toBe(afterMs === 0 ? 0 : 1);
  });

  it("does nothing when its signal has already aborted", async () => {
    const signal = AbortSignal.abort();
    const { requests } = keepSession({ signal });
    await vi.advanceTimersByTimeAsync(hourMs);
    expect(requests).toEqual([]);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("waits while its page is hidden, and checks the session when the page is shown", async () => {
    const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
    vi.stubGlobal("document", page);
    const { service, keepAlive, requests } = keepSession();
    await vi.advanceTimersByTimeAsync(0);
    page.visibilityState = "hidden";
    page.dispatchEvent(new Event("visibilitychange"));
    await vi.advanceTimersByTimeAsync(58 * minuteMs);
    expect([service.extends, requests.length]).toEqual([[], 1]);
    const before = requests.length;
    page.visibilityState = "visible";
    page.dispatchEvent(new Event("visibilitychange"));
    page.dispatchEvent(new Event("visibilitychange"));
    await vi.advanceTimersByTimeAsync(2 * minuteMs);
    expect(requests.length).toBeGreaterThan(before);
    expect(service.extends).toHaveLength(1);
    keepAlive.stop();
    expect(getEventListeners(page, "visibilitychange")).toEqual([]);
  });

  it("waits when its page was hidden before the first response", async () => {
    const page = Object.assign(new EventTarget(), { visibilityState: "hidden" });
    vi.stubGlobal("document", page);
    const { keepAlive } = keepSession();
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
    keepAlive.stop();
  });

  it("accepts numbers as timers, as browsers have them", async () => {
    const { setTimeout } = globalThis;
    vi.stubGlobal("setTimeout", (act: () => void, delayMs: number) => Number(setTimeout(act, delayMs)));
    const { service, keepAlive } = keepSession();
    await vi.advanceTimersByTimeAsync(hourMs);
    expect(service.extends).toHaveLength(1);
    keepAlive.stop();
  });

  it("does not keep a Node process running", async () => {
    vi.useRealTimers();
    const unref = vi.spyOn(Object.getPrototypeOf(setTimeout(() => {}, 0)), "unref");
    const { keepAlive } = keepSession();
    await expect.poll(() => unref.mock.calls.length).toBeGreaterThan(0);
    keepAlive.stop();
    unref.mockRestore();
  });
});
