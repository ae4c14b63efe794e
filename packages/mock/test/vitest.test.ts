import { describe, expect, expectTypeOf, inject } from "vitest";
import { type MockFixtureOptions, test } from "../src/vitest.ts";

const headers = { authorization: "Bearer any" };
// Vitest wants fixtures of the worker at the top level of a file.
const outage = test.extend({ mockOptions: [{ scenario: "outage" }, { scope: "worker" }] });

interface OwnFixtures {
  check: () => Promise<number>;
}
const own = test.extend<OwnFixtures & MockFixtureOptions>({
  failOnViolations: true,
  mockOptions: [{ scenario: "outage" }, { scope: "worker" }],
  check: async ({ mock }, use) => use(async () => (await fetch(`${mock.url}/session`, { headers })).status),
});

describe("the fixture", () => {
  let url: string;

  test("provides a mock", async ({ mock }) => {
    url = mock.url;
    mock.on("checkSession", { status: 401 });
    expect((await fetch(`${mock.url}/session`, { headers })).status).toBe(401);
  });

  test("provides the same mock to the next test, reset", async ({ mock }) => {
    expect(mock.url).toBe(url);
    expect(mock.requests).toEqual([]);
    expect((await fetch(`${mock.url}/session`, { headers })).status).toBe(200);
  });

  const strict = test.extend({ failOnViolations: true });

  strict.fails("fails a test with violations when `failOnViolations` is set", async ({ mock }) => {
    await fetch(`${mock.url}/session`);
  });

  test("lets a test with violations pass otherwise", async ({ mock }) => {
    await fetch(`${mock.url}/session`);
    expect(mock.violations).toHaveLength(1);
  });

  outage("starts another mock for other options", async ({ mock }) => {
    expect(mock.url).not.toBe(url);
    expect((await fetch(`${mock.url}/session`, { headers })).status).toBe(500);
  });

  own("takes its options in one call with fixtures of a test's own", async ({ mock, check }) => {
    expectTypeOf(check).toEqualTypeOf<OwnFixtures["check"]>();
    expectTypeOf(mock.url).toEqualTypeOf<string>();
    expect(await check()).toBe(500);
  });

  own.fails("fails a test of that call when it has violations", async ({ mock }) => {
    await fetch(`${mock.url}/session`);
  });

  test("refuses a wrong option in that call at compile time", () => {
    test.extend<OwnFixtures & MockFixtureOptions>({
      // @ts-expect-error There is no such scenario.
      mockOptions: [{ scenario: "storm" }, { scope: "worker" }],
      // @ts-expect-error It is true or false.
      failOnViolations: "yes",
      check: async ({ mock }, use) => use(async () => mock.requests.length),
    });
  });

  test.fails("fails a test when its function fails", async ({ mock }) => {
    mock.on("checkSession", () => ({ status: 418 as 404 }));
    await fetch(`${mock.url}/session`, { headers });
  });
});

describe("the global set-up", () => {
  test("provides one mock for the whole run", async ({ mock }) => {
    const url = inject("sessionApiUrl");
    expectTypeOf(url).toEqualTypeOf<string>();
    expect(process.env.SESSION_API_URL).toBe(url);
    expect(url).not.toBe(mock.url);
    expect((await fetch(`${url}/session`, { headers })).status).toBe(200);
  });
});
