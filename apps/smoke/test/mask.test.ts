import { expect, it } from "vitest";
import { createMask } from "../src/reports/redact.ts";

it("hides a secret in other letters and as it stands in a URL", () => {
  const mask = createMask();
  mask.hideAddress("User1+x@Doe.net");
  mask.hide("aB+/=9");
  expect(mask("user1+x@doe.net USER1%2BX%40DOE.NET User1%2bx%40Doe.net")).toBe("U…@Doe.net U…@Doe.net U…@Doe.net");
  expect(mask("of aB+/=9, aB%2B%2F%3D9")).toBe("of …, …");
});

it("hides a bearer that nobody told of, and leaves words alone", () => {
  const mask = createMask();
  expect(mask("no session for Bearer 3f9c02aa71")).toBe("no session for Bearer …");
  expect(mask("invalid bearer authentication token")).toBe("invalid bearer authentication token");
});
