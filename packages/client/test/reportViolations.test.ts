import { expect, it } from "vitest";
import { reportViolations } from "../src/validate.ts";
import { checked, created, observedClient, ok } from "./observedClient.ts";

const violations: [difference: string, body: object, violation: string][] = [
  ["a renamed field", { ...checked, userID: undefined, userId: "john" }, "body.userID is not a string"],
  ["an expiry as a string", { ...checked, expireAt: "1900000000" }, "body.expireAt is not an integer"],
  ["a fraction of a second", { ...checked, expireAt: 1.5 }, "body.expireAt is not an integer"],
  ["a flag as a string", { ...checked, verified: "true" }, "body.verified is not a boolean"],
  ["a list as a string", { ...checked, roles: "admin" }, "body.roles is not an array"],
  ["a wrong item", { ...checked, groups: ["public", 7] }, "body.groups[1] is not a string"],
  ["a null", { ...checked, alias: null }, "body.alias is not a string"],
  ["a bare array", [checked], "body is not an object"],
];

it.each(violations)("refuses %s", async (_difference, body, violation) => {
  const { client } = observedClient(ok(body), { validate: reportViolations("throw") });
  await expect(client.resume("b").check()).rejects.toMatchObject({
    kind: "malformed",
    message: `checkSession answered 200 with an unusable body: ${violation}`,
  });
});

it.each(violations)("warns about %s and accepts it", async (_difference, body, violation) => {
  const reported: string[] = [];
  const validate = reportViolations("warn", (text) => reported.push(text));
  const { client } = observedClient(ok(body), { validate });
  await client.resume("b").check();
  expect(reported).toEqual([`checkSession: ${violation}`]);
});

it("checks the objects of a list", async () => {
  const session = { sessionID: "a", ip: "", userAgent: "", expireAt: 1, current: true };
  const { client } = observedClient(ok({ sessions: [session, { ...session, current: 1 }] }), {
    validate: reportViolations("throw"),
  });
  await expect(client.resume("b").list()).rejects.toThrow("body.sessions[1].current is not a boolean");
});

it("accepts valid responses, unknown fields and unknown values", async () => {
  const { client } = observedClient(
    [ok({ ...created, kind: "standard" }, 202), ok({ ...checked, alias: "", kind: 7 })],
    {
      validate: reportViolations("throw"),
    },
  );
  await client.login("john@doe.net");
  expect((await client.resume("b").check()).alias).toBe("");
});

it("quotes no value, because it may be a secret", async () => {
  const { client } = observedClient(ok({ ...created, expireAt: created.bearer }, 202), {
    validate: reportViolations("throw"),
  });
  await expect(client.login("john@doe.net")).rejects.not.toThrow(created.bearer);
});

it("refuses another mode, also when it was not called before it became `validate`", async () => {
  expect(() => reportViolations("error" as "warn")).toThrow(
    expect.objectContaining({
      name: "TypeError",
      code: "ERR_ARGUMENT_INVALID",
      message: 'reportViolations takes "warn" or "throw"',
    }),
  );
  // Called with an operation as its mode, it refuses that too.
  const { client } = observedClient(ok(checked), { validate: reportViolations as never });
  await expect(client.resume("b").check()).rejects.toThrow('reportViolations takes "warn" or "throw"');
  const wrong = observedClient(ok(checked), { validate: (() => ({})) as never });
  await expect(wrong.client.resume("b").check()).rejects.toThrow("validate must return a text or undefined");
});
