import { describe, expect, it } from "vitest";
import { isBearer, type Session } from "../src/index.ts";
import { createSessionClient } from "./createSessionClient.ts";
import { created, done, observedClient, ok } from "./observedClient.ts";

describe("an option of createSessionClient", () => {
  it.each<[options: object, message: RegExp]>([
    [
      { baseUrl: "" },
      /^baseUrl must be the text of an http or https URL without credentials, query or fragment, or in a page a path alone$/,
    ],
    [{ baseUrl: "/api" }, /^baseUrl/],
    [{ baseUrl: "ftp://session.example" }, /^baseUrl/],
    [{ baseUrl: "xhttp://session.example" }, /^baseUrl/],
    [{ baseUrl: "httpx://session.example" }, /^baseUrl/],
    [{ baseUrl: "https://session.example/?k=v" }, /^baseUrl/],
    [{ baseUrl: "https://session.example/#f" }, /^baseUrl/],
    [{ baseUrl: " https://session.example" }, /^baseUrl/],
    [{ baseUrl: "https://john:s3cr3t@session.example" }, /^baseUrl/],
    [{ timeoutMs: { perTry: 0 } }, /^timeoutMs\.perTry must be a number above 0$/],
    [{ timeoutMs: { overall: Number.NaN } }, /^timeoutMs\.overall/],
    [{ timeoutMs: { overall: "5s" } }, /^timeoutMs\.overall/],
    [{ retry: {} }, /^retry\.maxAttempts must be a number of at least 1$/],
    [{ retry: { maxAttempts: Number.NaN } }, /^retry\.maxAttempts/],
    [{ headers: { "x-key": "s3cr3t\n" + "x" } }, /^headers must be an object of valid header names and values$/],
  ])("refuses %j without quoting the value", (options, message) => {
    const create = () => createSessionClient(options);
    expect(create).toThrow(TypeError);
    expect(create).toThrow(message);
  });

  it.each<object>([
    { timeoutMs: { perTry: undefined } },
    { retry: { maxAttempts: 1 } },
    { headers: { "x-key": "any" } },
    { baseUrl: undefined, retry: undefined, headers: undefined, timeoutMs: undefined },
  ])("accepts %j", (options) => {
    expect(() => createSessionClient(options)).not.toThrow();
  });

  it.each<[options: unknown, message: string | RegExp]>([
    [
      "https://session.example",
      "createSessionClient takes its options as an object: { baseUrl, fetch, timeoutMs, retry, userAgent, headers, validate, onEvent }",
    ],
    [null, "createSessionClient takes its options as an object"],
    [[], "createSessionClient takes its options as an object"],
    [new AbortController().signal, "createSessionClient takes its options as an object"],
    [
      { baseURL: "https://session.example" },
      'createSessionClient has no option "baseURL": it takes baseUrl, fetch, timeoutMs, retry, userAgent, headers, validate, onEvent. Did you mean baseUrl?',
    ],
    [{ timeout: 5 }, "Did you mean timeoutMs?"],
    [{ xyz: 5 }, /onEvent$/],
    [{ toString: 5 }, 'has no option "toString"'],
    [{ baseUrl: new URL("https://session.example") }, "baseUrl must be the text of an http or https URL"],
    [{ fetch: "fetch" }, "fetch must be a function"],
    [{ fetch: null }, "fetch must be a function"],
    [{ onEvent: {} }, "onEvent must be a function"],
    [{ validate: "warn" }, "validate must be a function"],
    [{ timeoutMs: 5_000 }, "timeoutMs takes its options as an object: { perTry, overall }"],
    [{ timeoutMs: "5s" }, "timeoutMs takes"],
    [{ timeoutMs: 0 }, "timeoutMs takes"],
    [{ timeoutMs: { perTry: "5000" } }, "timeoutMs.perTry must be a number above 0"],
    [{ timeoutMs: { perTyr: 5 } }, 'timeoutMs has no option "perTyr": it takes perTry, overall. Did you mean perTry?'],
    [{ retry: true }, "retry takes its options as an object: { maxAttempts }"],
    [{ retry: { attempts: 2 } }, 'retry has no option "attempts": it takes maxAttempts'],
    [{ retry: { maxAttempts: "3" } }, "retry.maxAttempts must be a number of at least 1"],
    [{ headers: new Headers({ "x-key": "any" }) }, "headers must be an object of valid header names and values"],
    [{ headers: { "x-key": undefined } }, "headers must be an object of valid header names and values"],
    [{ userAgent: "" }, "userAgent must be a text that a header can hold"],
    [{ userAgent: "two\nlines" }, "userAgent must be"],
    [{ userAgent: 7 }, "userAgent must be"],
  ])("is refused: %j", (options, message) => {
    const create = () => createSessionClient(options as object);
    expect(create).toThrow(TypeError);
    expect(create).toThrow(message);
    expect(create).toThrow(expect.objectContaining({ code: expect.stringMatching(/^ERR_OPTION_(UNKNOWN|INVALID)$/) }));
  });

  it("tells an unknown option from a wrong value by the code of its error", () => {
    const create = (options: object) => () => createSessionClient(options);
    expect(create({ baseURL: "any" })).toThrow(expect.objectContaining({ code: "ERR_OPTION_UNKNOWN" }));
    expect(create({ baseUrl: "any" })).toThrow(expect.objectContaining({ code: "ERR_OPTION_INVALID" }));
  });

  it("sends `userAgent` with every request, unless `headers` has its own", async () => {
    const userAgent = "my-app/1.0 (+https://app.example)";
    const first = observedClient([ok(created), done, done], { userAgent });
    const session = await (await first.client.login("john@doe.net")).verify("012345");
    await session.close();
    const second = observedClient(done, { userAgent, headers: { "user-agent": "other/2.0" } });
    await second.client.api.PUT("/session/extend");
    const sent = [...first.requests, ...second.requests].map(({ headers }) => headers.get("user-agent"));
    expect(sent).toEqual([userAgent, userAgent, userAgent, "other/2.0"]);
  });
});

describe("an option of a call", () => {
  const wrong: [options: unknown, message: RegExp][] = [
    ["soon", /takes its options as an object: \{ signal \}$/],
    [AbortSignal.timeout(1), /takes its options as an object/],
    [new Event("click"), /takes its options as an object/],
    [{ singal: AbortSignal.timeout(1) }, /has no option "singal": it takes signal. Did you mean signal\?$/],
    [{ timeoutMs: 5 }, /has no option "timeoutMs": it takes signal$/],
    [{ signal: new AbortController() }, /^signal must be an AbortSignal$/],
    [{ signal: null }, /^signal must be an AbortSignal$/],
  ];
  const methods: [name: string, call: (session: Session, options: object) => Promise<unknown>][] = [
    ["check", (session, options) => session.check(options)],
    ["list", (session, options) => session.list(options)],
    ["extend", (session, options) => session.extend(options)],
    ["close", (session, options) => session.close(options)],
    ["closeOther", (session, options) => session.closeOther("other", options)],
    ["closeAllOthers", (session, options) => session.closeAllOthers(options)],
  ];

  it.each(methods)("of `%s` is refused before a request is sent", async (name, call) => {
    const { client, requests } = observedClient(done);
    for (const [options, message] of wrong) {
      const outcome: Promise<unknown> = call(client.resume("secret"), options as object);
      const error = await outcome.catch((error: Error) => error);
      if (!(error instanceof Error)) return expect.unreachable("the call did not fail");
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toMatch(message);
      if (!error.message.startsWith("signal")) expect(error.message.startsWith(`${name} `)).toBe(true);
    }
    expect(requests).toEqual([]);
  });

  it("of a login is refused before a request is sent", async () => {
    const { client, requests } = observedClient(ok(created));
    const pending = await client.login("john@doe.net");
    for (const [options, message] of wrong) {
      await expect(client.login("john@doe.net", options as object)).rejects.toThrow(message);
      await expect(pending.verify("012345", options as object)).rejects.toThrow(message);
      await expect(pending.resend(options as object)).rejects.toThrow(message);
    }
    expect(requests.length).toBe(1);
  });

  it.each<[options: object, message: string]>([
    [{ lead: 5 }, 'keepAlive has no option "lead": it takes leadMs, signal, onExtended, onLost. Did you mean leadMs?'],
    [{ leadMs: "5" }, "leadMs must be a number above 0"],
    [{ onLost: true }, "onLost must be a function"],
  ])("of `keepAlive` is refused: %j", (options, message) => {
    const { client, requests } = observedClient(done);
    expect(() => client.resume("secret").keepAlive(options)).toThrow(message);
    expect(requests).toEqual([]);
  });
});

describe("an argument", () => {
  it.each([undefined, null, "", 12_345, {}])("%j is refused before a request is sent", async (value) => {
    const { client, requests } = observedClient(ok(created));
    const pending = await client.login("john@doe.net");
    const refusal = { name: "TypeError", code: "ERR_ARGUMENT_INVALID" };
    await expect(client.login(value as string)).rejects.toMatchObject(refusal);
    await expect(pending.verify(value as string)).rejects.toMatchObject(refusal);
    await expect(client.resume("secret").closeOther(value as string)).rejects.toMatchObject(refusal);
    expect(requests.length).toBe(1);
  });

  it("that cannot be a bearer has a code of its own, as `isBearer` tells before", () => {
    const { client } = observedClient(done);
    const values = [undefined, "", "two words", "line\n", "ü", 7, {}];
    for (const value of values)
      expect(() => client.resume(value as string)).toThrow(expect.objectContaining({ code: "ERR_BEARER_MALFORMED" }));
    expect(values.filter(isBearer)).toEqual([]);
    expect(isBearer("eyJ.any~+/=")).toBe(true);
  });
});
