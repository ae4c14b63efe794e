import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect } from "vitest";
import { type Mock, startMock } from "../../src/index.ts";
import { bearer, it } from "../fixture.ts";

const documentPath = fileURLToPath(import.meta.resolve("@session-api/openapi/openapi.yaml"));
const source = (await readFile(documentPath, "utf8")).split("\n");

describe("an answer that the document does not allow", () => {
  const expireAt = { ...({} as Record<string, unknown>), sessionID: "x" };
  it.for<[string, (mock: Mock) => void, RegExp, string]>([
    [
      "a field of another type",
      (mock) =>
        mock.on("checkSession", { body: { ...mock.example("checkSession"), expireAt: "soon" as unknown as number } }),
      /^invalid answer to checkSession: body\.expireAt must be integer \(openapi\.yaml:(\d+) says `(.+)`\)$/,
      "type: integer",
    ],
    [
      "milliseconds",
      (mock) => mock.on("checkSession", { body: { ...mock.example("checkSession"), expireAt: 1_700_000_000_000 } }),
      /body\.expireAt must be <= 253402300799 \(openapi\.yaml:(\d+) says `(.+)`\)$/,
      "maximum: 253402300799",
    ],
    [
      "a missing field",
      (mock) => mock.on("createSession", { body: expireAt as never }),
      /: body\.bearer, body\.expireAt, .+, body\.verificationCodeID are required \(openapi\.yaml:(\d+) says `(.+?)`\)$/,
      "required: [bearer, sessionID, expireAt, ip, userAgent, verificationCodeID]",
    ],
    [
      "a missing required header",
      (mock) => mock.on("checkSession", { status: 404, headers: { "x-error-id": null } }),
      /header\.x-error-id is required \(openapi\.yaml:(\d+) says `(.+)`\)$/,
      "required: true",
    ],
    [
      "an empty header",
      (mock) => mock.on("checkSession", { status: 404, headers: { "X-Error": "" } }),
      /header\.X-Error must NOT have fewer than 1 characters \(openapi\.yaml:(\d+) says `(.+)`\)$/,
      "minLength: 1",
    ],
    [
      "another content type",
      (mock) => mock.on("checkSession", { headers: { "content-type": "text/html" } }),
      /header\.content-type must be application\/json \(openapi\.yaml:(\d+) says `(.+)`\)$/,
      "content:",
    ],
  ])("throws when it is set, and quotes the document: %s", ([_what, set, message, quoted], { mock }) => {
    expect(() => set(mock)).toThrow(message);
    const [, line, text] = message.exec(catchMessage(() => set(mock))) ?? [];
    expect(text).toBe(quoted);
    expect(source[Number(line) - 1]?.trim()).toBe(quoted);
  });

  it.for<[string, (mock: Mock) => void, RegExp]>([
    [
      "an undeclared status",
      (mock) => mock.on("checkSession", { status: 418 as 404 }),
      /openapi\.yaml:\d+ declares 200, 400, .+, not 418$/,
    ],
    [
      "an unknown example",
      (mock) => mock.on("checkSession", { example: "unknown" }),
      /no response has such an example .+checkedSession/,
    ],
    [
      "an example of another status",
      (mock) => mock.on("checkSession", { status: 404, example: "checkedSession" }),
      /example must be one of 404: none/,
    ],
    [
      "an unknown operation",
      (mock) => mock.on("getUsers" as "checkSession", {}),
      /declares no operation "getUsers": it declares createSession,/,
    ],
    [
      "an unknown field of an answer",
      (mock) => mock.on("checkSession", { statusCode: 404 } as never),
      /an answer has no "statusCode": it takes status, .+\. Did you mean status\?$/,
    ],
    // The compiler refuses these, and JavaScript may pass them: hence `as never`.
    ["no answer", (mock) => mock.on("checkSession", null as never), /an answer is an object or a function$/],
    ["an array", (mock) => mock.on("checkSession", [] as never), /an answer is an object or a function$/],
    [
      "a promise",
      (mock) => mock.on("checkSession", Promise.resolve({ status: 403 }) as never),
      /an answer is an object or a function$/,
    ],
    [
      "a response",
      (mock) => mock.on("checkSession", new Response("x") as never),
      /an answer is an object or a function$/,
    ],
    [
      "an instance of Headers",
      (mock) => mock.on("checkSession", { headers: new Headers() as never }),
      /headers must be an object of names and values$/,
    ],
    [
      "an operation in other letters",
      (mock) => mock.on("checksession" as "checkSession", {}),
      /declares no operation "checksession": .+\. Did you mean checkSession\?$/,
    ],
    [
      "a scenario with a wrong end",
      (mock) => mock.play("outrage" as "outage"),
      /^there is no scenario "outrage": .+, hang\. Did you mean outage\?$/,
    ],
    ["null for headers", (mock) => mock.on("checkSession", { headers: null as never }), /headers must be an object/],
    ["a string for cut", (mock) => mock.on("checkSession", { cut: "yes" as never }), /cut must be true$/],
    [
      "an unknown option",
      (mock) => mock.on("checkSession", {}, { onse: true } as never),
      /^on has no option "onse": it takes once\. Did you mean once\?$/,
    ],
    [
      "a boolean for options",
      (mock) => mock.on("checkSession", {}, true as never),
      /^on takes its options as an object: \{ once \}$/,
    ],
    ["a string for status", (mock) => mock.on("checkSession", { status: "404" as never }), /status must be a number$/],
    ["a string for delayMs", (mock) => mock.on("checkSession", { delayMs: "5" as never }), /delayMs must be a number/],
    [
      "a status with a cut connection",
      (mock) => mock.on("checkSession", { cut: true, status: 404 } as never),
      /a cut connection has only cut, delayMs$/,
    ],
    [
      "a header value outside ASCII",
      (mock) => mock.on("checkSession", { status: 404, headers: { "x-error": "nichts da – 何も" } }),
      /header\.x-error must be printable ASCII/,
    ],
    ["a negative delay", (mock) => mock.on("checkSession", { delayMs: -1 }), /delayMs must be a number, 0 or more$/],
    [
      "a header name with a space",
      (mock) => mock.on("checkSession", { headers: { "Retry After": "1" } }),
      /is not a header name/,
    ],
    ["an empty header name", (mock) => mock.on("checkSession", { headers: { "": "1" } }), /is not a header name/],
    [
      "a number for a header value",
      (mock) => mock.on("checkSession", { headers: { "x-any": 7 as unknown as string } }),
      /must be a string, or null to remove the header/,
    ],
    ["a framing header", (mock) => mock.on("checkSession", { headers: { Trailer: "x" } }), /is set by the mock itself/],
    [
      "a function for the body of a refusal",
      (mock) => mock.on("checkSession", { status: 401, body: () => 1 }),
      /cannot be written as JSON$/,
    ],
    [
      "a bigint in the body",
      (mock) => mock.on("checkSession", { body: { ...mock.example("checkSession"), big: 1n } as never }),
      /cannot be written as JSON$/,
    ],
    [
      "a content length",
      (mock) => mock.on("checkSession", { headers: { "Content-Length": "1" } }),
      /is set by the mock itself/,
    ],
  ])("throws when it is set: %s", ([_what, set, message], { mock }) => {
    expect(() => set(mock)).toThrow(message);
  });

  it("is described without the values that were set", ({ mock }) => {
    const body = { ...mock.example("createSession"), bearer: 5_550_123 as unknown as string };
    expect(catchMessage(() => mock.on("createSession", { body }))).not.toContain("5550123");
  });

  it("is a compile error: a status with a cut connection", ({ mock }) => {
    // @ts-expect-error a cut connection has no status
    expect(() => mock.on("checkSession", { cut: true, status: 404 })).toThrow();
  });

  it("leaves the response as it was", async ({ mock, check }) => {
    expect(() => mock.on("checkSession", { status: 418 as 404 })).toThrow();
    expect((await check()).response.status).toBe(200);
  });

  it("fails the next reset when a function throws instead", async ({ mock, check }) => {
    mock.on("checkSession", () => {
      throw new Error("no idea");
    });
    const { response } = await check();
    expect([response.status, response.headers.get("x-error")]).toEqual([
      500,
      "the mock failed: reset() and close() throw the reason",
    ]);
    expect(() => mock.reset()).toThrow("no idea");
    expect((await check()).response.status).toBe(200);
  });

  it("becomes a 500 when a function returns it, and close rejects with its error", async () => {
    await using own = await startMock();
    own.on("checkSession", () => ({ status: 418 as 404 }));
    const response = await fetch(`${own.url}/session`, { headers: bearer });
    expect(response.status).toBe(500);
    expect(response.headers.get("x-error")).toMatch(/^the mock failed: invalid answer to checkSession: /);
    await expect(own.close()).rejects.toThrow("invalid answer to checkSession");
    await expect(fetch(own.url)).rejects.toThrow("fetch failed");
  });
});

describe("a misspelt or mistyped option", () => {
  it("throws", async ({ mock }) => {
    expect(() => mock.reset({ failOnViolation: true } as never)).toThrow('reset has no option "failOnViolation"');
    await expect(mock.close({ failOnViolations: "yes" } as never)).rejects.toThrow(
      "failOnViolations of close must be a boolean",
    );
  });
});

describe("a function that answers", () => {
  it.for([null, "", 0])("fails when it returns no answer: %j", async (nothing, { mock, check }) => {
    mock.on("checkSession", () => nothing as never);
    expect((await check()).response.status).toBe(500);
    expect(() => mock.reset()).toThrow("an answer is an object or a function");
  });

  it("causes an error without the values that were sent", async ({ mock, api }) => {
    mock.on("verifySession", ({ body }) => ({ status: body.code as never }));
    const body = { verificationCodeID: "any", code: "987654" };
    const { response } = await api.PUT("/session/verification", { body });
    expect(response.headers.get("x-error")).toMatch(/status must be a number$/);
    expect(catchError(() => mock.reset()).message).not.toContain("987654");
  });

  it("causes an error that shows the line of its test", async ({ mock, check }) => {
    mock.on("checkSession", () => ({ status: 418 as 404 }));
    await check();
    const error = catchError(() => mock.reset());
    expect(String((error.cause as Error).stack)).toContain("checkAnswer.test.ts");
  });
});

function catchError(act: () => void): Error {
  try {
    act();
  } catch (error) {
    return error as Error;
  }
  throw new Error("nothing was thrown");
}

function catchMessage(act: () => void): string {
  return catchError(act).message;
}
