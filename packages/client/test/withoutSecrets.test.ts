import { expect, it } from "vitest";
import { withoutSecrets } from "../src/withoutSecrets.ts";

const bearer = "s3cr3t-bearer";

it("leaves alone what holds no secret", () => {
  const plain = Object.assign(new TypeError("fetch failed", { cause: new Error("deeper") }), {
    code: "E",
    errno: null,
  });
  for (const cause of [plain, "text", undefined, new DOMException("over", "AbortError")])
    expect(withoutSecrets(cause, bearer)).toBe(cause);
});

it("masks the bearer wherever an error quotes it", () => {
  for (const cause of [
    new TypeError(`cannot send ${bearer}`),
    Object.assign(new TypeError("x"), { stack: `at ${bearer}` }),
  ]) {
    const kept = withoutSecrets(cause, bearer) as Error;
    expect(kept).toBeInstanceOf(TypeError);
    expect(`${kept.message} ${kept.stack}`).toContain("…");
    expect(`${kept.message} ${kept.stack}`).not.toContain(bearer);
  }
  const outer = new Error("outer", { cause: new Error(bearer) });
  expect(withoutSecrets(outer, bearer)).toMatchObject({ message: "outer", cause: { message: "…" } });
});

it("does not take each letter of a made up bearer for a secret", () => {
  const cause = new Error("a broken bath");
  expect(withoutSecrets(cause, "b")).toBe(cause);
  expect(withoutSecrets(new Error("it is 12345678"), "12345678")).toHaveProperty("message", "it is …");
});

it("drops what an error carries beside its name, message, stack, code and cause", () => {
  const kept = withoutSecrets(Object.assign(new RangeError("no"), { code: "E", request: {} }), bearer);
  expect(kept).toMatchObject({ name: "RangeError", message: "no", code: "E" });
  expect(kept).not.toHaveProperty("request");
});
