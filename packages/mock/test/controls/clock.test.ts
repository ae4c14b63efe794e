import { describe, expect, vi } from "vitest";
import { bearer, it } from "../fixture.ts";

const email = "john@doe.net";
const moment = new Date("2030-01-01T00:00:00.900Z");
const momentSeconds = Date.UTC(2030, 0, 1) / 1_000;
const day = 24 * 60 * 60;

describe("the expiry of a default response", () => {
  it("lies 10 minutes ahead for a pending session, and 24 hours for a verified one", async ({ mock, api }) => {
    mock.clock.set(moment);
    const created = await api.POST("/session", { body: { email } });
    const checked = await api.GET("/session");
    const listed = await api.GET("/sessions");
    expect(created.data?.expireAt).toBe(momentSeconds + 600);
    expect(checked.data?.expireAt).toBe(momentSeconds + day);
    expect(listed.data?.sessions.map(({ expireAt }) => expireAt)).toEqual([momentSeconds + day, momentSeconds + day]);
  });

  it("counts from now, so that a timer can wait for it", async ({ check }) => {
    const before = Math.floor(Date.now() / 1_000);
    const { data } = await check();
    const ahead = Number(data?.expireAt) - before;
    expect(ahead).toBeGreaterThanOrEqual(day);
    // A timer of more than 24.8 days fires at once.
    expect(1_000 * ahead).toBeLessThan(2 ** 31);
  });

  it("counts from the moment of each response by fake timers", async ({ check }) => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout"], now: moment });
    try {
      const expiries = [(await check()).data?.expireAt];
      const expired = vi.fn();
      setTimeout(expired, 1_000 * Number(expiries[0]) - Date.now());
      vi.advanceTimersByTime(1_000 * day - 1_000);
      expect(expired).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1_000);
      expect(expired).toHaveBeenCalled();
      expiries.push((await check()).data?.expireAt);
      expect(expiries).toEqual([momentSeconds + day, momentSeconds + 2 * day]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("is that of a scenario and of an answer without a body too", async ({ mock, api }) => {
    mock.clock.set(moment);
    mock.play("login");
    expect((await api.POST("/session", { body: { email } })).data?.expireAt).toBe(momentSeconds + 600);
    mock.on("checkSession", { headers: { "x-extra": "yes" } });
    expect((await api.GET("/session")).data?.expireAt).toBe(momentSeconds + day);
    const preferred = await fetch(`${mock.url}/session`, { headers: { ...bearer, prefer: "code=200" } });
    expect((await preferred.json()).expireAt).toBe(momentSeconds + day);
  });

  it("is that of `example`, so that a body of the test that starts from it has one", async ({ mock, check }) => {
    mock.clock.set(moment);
    mock.on("checkSession", { body: { ...mock.example("checkSession"), roles: [] } });
    mock.clock.advance(60);
    expect((await check()).data).toMatchObject({ expireAt: momentSeconds + day, roles: [] });
    expect(mock.example("createSession").expireAt).toBe(momentSeconds + 660);
  });

  it("is that of the document when the example is asked for by its name", async ({ mock, check }) => {
    const prefer = { ...bearer, prefer: "example=checkedSession" };
    const preferred = await (await fetch(`${mock.url}/session`, { headers: prefer })).json();
    mock.on("checkSession", { example: "checkedSession" });
    expect(preferred).toMatchObject({ alias: "johny", expireAt: Date.UTC(2100, 0, 1) / 1_000 });
    expect((await check()).data).toEqual(preferred);
  });

  it("is that of the body that a test set", async ({ mock, check }) => {
    mock.on("checkSession", { body: { ...mock.example("checkSession"), expireAt: 1 } });
    expect((await check()).data?.expireAt).toBe(1);
  });
});

describe("the clock", () => {
  it("shows the moment that the test set, moves forward, and shows the real time after reset", ({ mock }) => {
    mock.clock.set(moment);
    mock.clock.advance(1.5);
    expect(mock.clock.now()).toEqual(new Date("2030-01-01T00:00:02.400Z"));
    mock.reset();
    const [before, now, after] = [Date.now(), mock.clock.now().getTime(), Date.now()];
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(after);
  });

  it("runs on when it is moved without having been stopped", ({ mock }) => {
    const before = Date.now();
    mock.clock.advance(3_600);
    const [first, later] = [mock.clock.now().getTime(), Date.now() + 3_600_000];
    expect(first).toBeGreaterThanOrEqual(before + 3_600_000);
    expect(first).toBeLessThanOrEqual(later);
  });

  it("refuses anything but a valid date and seconds", ({ mock }) => {
    for (const wrong of [new Date("soon"), 5 as unknown as Date, "2030-01-01" as unknown as Date])
      expect(() => mock.clock.set(wrong)).toThrow("clock.set must be a valid date");
    for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY, "60" as unknown as number])
      expect(() => mock.clock.advance(wrong)).toThrow("clock.advance must be seconds, 0 or more");
  });
});
