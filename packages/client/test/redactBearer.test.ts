import { expect, it } from "vitest";
import { redactBearer } from "../src/http/redactBearer.ts";

const bearer = "s3cr3t-bearer";

it("returns an error without secrets as it is", () => {
  const plain = Object.assign(new TypeError("fetch failed", { cause: new Error("deeper") }), {
    code: "E",
    errno: null,
  });
  for (const cause of [plain, "text", undefined, new DOMException("over", "AbortError")])
    expect(redactBearer(cause, bearer)).toBe(cause);
});

it("redacts the bearer in the message, the stack and the cause", () => {
  for (const cause of [
    new TypeError(`cannot send ${bearer}`),
    Object.assign(new TypeError("x"), { stack: `at ${bearer}` }),
  ]) {
    const copy = redactBearer(cause, bearer) as Error;
    expect(copy).toBeInstanceOf(TypeError);
    expect(`${copy.message} ${copy.stack}`).toContain("…");
    expect(`${copy.message} ${copy.stack}`).not.toContain(bearer);
  }
  const outer = new Error("outer", { cause: new Error(bearer) });
  expect(redactBearer(outer, bearer)).toMatchObject({ message: "outer", cause: { message: "…" } });
});

it("does not redact a bearer of fewer than 8 characters, which could be part of any word", () => {
  const cause = new Error("a broken bath");
  expect(redactBearer(cause, "b")).toBe(cause);
  expect(redactBearer(new Error("it is 12345678"), "12345678")).toHaveProperty("message", "it is …");
});

it("drops all fields of an error but its name, message, stack, code and cause", () => {
  const copy = redactBearer(Object.assign(new RangeError("no"), { code: "E", request: {} }), bearer);
  expect(copy).toMatchObject({ name: "RangeError", message: "no", code: "E" });
  expect(copy).not.toHaveProperty("request");
});
