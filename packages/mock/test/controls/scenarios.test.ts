import { describe, expect, it } from "vitest";
import { scenarios } from "../../src/controls/scenarios.ts";
import { type Mock, type ScenarioName, startMock } from "../../src/index.ts";

const bearer = { authorization: "Bearer any" };
const json = { "content-type": "application/json" };

/** Sends a valid request to each operation. Returns the statuses, undefined where there is no response. */
async function statuses(mock: Mock, headers: Record<string, string> = {}): Promise<(number | undefined)[]> {
  const calls: [string, RequestInit][] = [
    ["/session", { method: "POST", headers: json, body: '{"email":"john@doe.net"}' }],
    ["/session/verification", { method: "PUT", headers: json, body: '{"verificationCodeID":"any","code":"012345"}' }],
    ["/session", { headers: bearer }],
    ["/sessions", { headers: bearer }],
    ["/session/extend", { method: "PUT", headers: bearer }],
    ["/session/any", { method: "DELETE", headers: bearer }],
  ];
  return Promise.all(
    calls.map(async ([path, init]) => {
      const signal = AbortSignal.timeout(1_000);
      const all = { ...init, headers: { ...(init.headers as object), ...headers }, signal };
      return (await fetch(mock.url + path, all).catch(() => undefined))?.status;
    }),
  );
}

/** In the order create, verify, check, list, extend, close. */
const expected: Record<ScenarioName, (number | undefined)[]> = {
  login: [202, 202, 200, 200, 202, 202],
  "wrong-code": [200, 401, 200, 200, 200, 200],
  "code-expired": [200, 401, 401, 401, 401, 401],
  "session-expired": [200, 200, 401, 401, 401, 401],
  "closed-elsewhere": [200, 200, 401, 401, 401, 401],
  "rate-limited": [429, 429, 429, 429, 429, 429],
  outage: [500, 500, 500, 500, 500, 500],
  hang: Array(6).fill(undefined),
};
const names = Object.keys(scenarios) as ScenarioName[];

describe("a scenario", () => {
  it.each(names)("%s plays from the start, and again after reset", async (scenario) => {
    await using mock = await startMock({ scenario });
    expect(await statuses(mock)).toEqual(expected[scenario]);
    mock.play("login");
    expect(await statuses(mock)).toEqual(expected.login);
    mock.reset();
    expect(await statuses(mock)).toEqual(expected[scenario]);
  });

  it.each(names)("%s plays for one request that prefers it", async (scenario) => {
    await using mock = await startMock({ scenario: "outage" });
    expect(await statuses(mock, { prefer: `scenario=${scenario}` })).toEqual(expected[scenario]);
    expect(await statuses(mock)).toEqual(expected.outage);
  });

  it("is overridden by an answer of the test", async () => {
    await using mock = await startMock({ scenario: "outage" });
    mock.on("checkSession", { status: 200 });
    expect((await statuses(mock))[2]).toBe(200);
  });

  it("sets Retry-After for rate-limited, and sends headers without a body for an outage", async () => {
    await using mock = await startMock({ scenario: "rate-limited" });
    const limited = await fetch(`${mock.url}/session`, { headers: bearer });
    expect(limited.headers.get("retry-after")).toBe("60");
    mock.play("outage");
    const outage = await fetch(`${mock.url}/session`, { headers: bearer });
    expect([await outage.text(), outage.headers.get("content-length")]).toEqual(["", "0"]);
    expect(outage.headers.get("x-error-id")).toMatch(/./);
  });

  it("cuts the requests of hang when the mock is closed", async () => {
    const mock = await startMock({ scenario: "hang" });
    const hanging = fetch(`${mock.url}/session`, { headers: bearer }).then(
      () => "response",
      () => "cut",
    );
    await expect.poll(() => mock.requests.length).toBe(1);
    await mock.close();
    expect(await hanging).toBe("cut");
  });

  it("is refused when it is unknown, with the names of all scenarios", async () => {
    await expect(startMock({ scenario: "storm" as "hang" })).rejects.toThrow(
      /^there is no scenario "storm": .+, hang$/,
    );
    await using mock = await startMock();
    const response = await fetch(`${mock.url}/session`, { headers: { ...bearer, prefer: "scenario=storm" } });
    expect(response.headers.get("x-error")).toMatch(/^Prefer: scenario must be one of login, /);
  });
});
