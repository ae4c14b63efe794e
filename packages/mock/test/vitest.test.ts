import { describe, expect, expectTypeOf, inject } from "vitest";
import { test } from "../src/vitest.ts";

const headers = { authorization: "Bearer any" };
// Vitest wants what belongs to the worker at the top of a file.
const outage = test.extend({ mockOptions: [{ scenario: "outage" }, { scope: "worker" }] });

describe("the fixture", () => {
  let url: string;

  test("hands out a mock", async ({ mock }) => {
    url = mock.url;
    mock.on("checkSession", { status: 401 });
    expect((await fetch(`${mock.url}/session`, { headers })).status).toBe(401);
  });

  test("hands out the same one to the next test, as if new", async ({ mock }) => {
    expect(mock.url).toBe(url);
    expect(mock.requests).toEqual([]);
    expect((await fetch(`${mock.url}/session`, { headers })).status).toBe(200);
  });

  const strict = test.extend({ failOnViolations: true });

  strict.fails("fails a test whose app breaks the document, if asked to", async ({ mock }) => {
    await fetch(`${mock.url}/session`);
  });

  test("lets one pass that does, if not", async ({ mock }) => {
    await fetch(`${mock.url}/session`);
    expect(mock.violations).toHaveLength(1);
  });

  outage("starts another mock where it is to be another one", async ({ mock }) => {
    expect(mock.url).not.toBe(url);
    expect((await fetch(`${mock.url}/session`, { headers })).status).toBe(500);
  });

  test.fails("fails a test whose function cannot answer", async ({ mock }) => {
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
