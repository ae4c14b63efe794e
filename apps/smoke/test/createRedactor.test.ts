import { expect, it } from "vitest";
import { createRedactor } from "../src/reports/createRedactor.ts";

it("redacts a secret in other letters and as it stands in a URL", () => {
  const { redact, addSecret, addAddress } = createRedactor();
  addAddress("User1+x@Doe.net");
  addSecret("aB+/=9");
  expect(redact("user1+x@doe.net USER1%2BX%40DOE.NET User1%2bx%40Doe.net")).toBe("U…@Doe.net U…@Doe.net U…@Doe.net");
  expect(redact("of aB+/=9, aB%2B%2F%3D9")).toBe("of …, …");
});

it("redacts a bearer that was never registered, and leaves words alone", () => {
  const { redact } = createRedactor();
  expect(redact("no session for Bearer 3f9c02aa71")).toBe("no session for Bearer …");
  expect(redact("invalid bearer authentication token")).toBe("invalid bearer authentication token");
});
