import { once } from "node:events";
import { request } from "node:http";
import { describe, expect } from "vitest";
import { type Mock, startMock } from "../../src/index.ts";
import { bearer as headers, it } from "../fixture.ts";

function createCalls({ url }: Mock) {
  const init = { method: "POST", headers: { "content-type": "application/json" } };
  return {
    create: () => fetch(`${url}/session`, { ...init, body: '{"email":"john@doe.net"}' }),
    /** Starts a request whose body comes later. */
    begin() {
      const upload = request(`${url}/session`, { ...init, headers: { ...init.headers, expect: "100-continue" } });
      upload.flushHeaders();
      return upload;
    },
  };
}

describe("reset", () => {
  it.for<[string, (mock: Mock) => void]>([
    ["a scenario", (mock) => mock.play("hang")],
    ["a function", (mock) => mock.on("checkSession", () => new Promise(() => {}))],
  ])("cuts a request that hangs because of %s", async ([_what, hang], { mock, check }) => {
    hang(mock);
    const hanging = check();
    await expect.poll(() => mock.requests.length).toBe(1);
    mock.reset();
    await expect(hanging).rejects.toThrow("fetch failed");
  });

  it("does not let a late function fail the next test", async ({ mock, check }) => {
    let fail: ((error: Error) => void) | undefined;
    mock.on("checkSession", () => new Promise((_resolve, reject) => (fail = reject)));
    const late = check();
    await expect.poll(() => fail).toBeDefined();
    mock.reset();
    fail?.(new Error("too late"));
    await expect(late).rejects.toThrow("fetch failed");
    mock.reset();
  });

  it.each([
    ["invalid", { email: 7 }, 400],
    ["valid", { email: "john@doe.net" }, 200],
  ])("does not let an earlier %s request leave a trace or take an answer", async (_what, body, status) => {
    await using own = await startMock({ dynamic: true });
    const { create, begin } = createCalls(own);
    await create();
    const second = await (await create()).text();
    own.reset();
    const upload = begin();
    // Node sends `100 Continue` once it has read the headers of the request.
    await once(upload, "continue");
    own.reset();
    own.on("createSession", { status: 500 }, { once: true });
    upload.end(JSON.stringify(body));
    const [response] = await once(upload, "response");
    expect([response.statusCode, own.requests, own.violations]).toEqual([status, [], []]);
    expect((await create()).status).toBe(500);
    expect(await (await create()).text()).toBe(second);
  });

  it("throws the error of a log, and the request got its response", async () => {
    await using own = await startMock({
      log: () => {
        throw new Error("no disk");
      },
    });
    expect((await fetch(`${own.url}/session`, { headers })).status).toBe(200);
    expect(() => own.reset()).toThrow("no disk");
  });
});

describe("close", () => {
  it("throws violations each time it is asked to, and a failure once", async () => {
    const own = await startMock();
    await fetch(`${own.url}/session`);
    await own.close();
    await expect(own.close({ failOnViolations: true })).rejects.toThrow("1 violation(s)");
    await own.close();
  });
});
