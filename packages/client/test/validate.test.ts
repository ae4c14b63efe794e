import { expect, it } from "vitest";
import { driftGuard } from "../src/validate.ts";
import { checked, created, observedClient, ok } from "./observedClient.ts";

const drifts: [what: string, body: object, problem: string][] = [
  ["a renamed field", { ...checked, userID: undefined, userId: "john" }, "the body.userID is no string"],
  ["an expiry as a string", { ...checked, expireAt: "1900000000" }, "the body.expireAt is no integer"],
  ["a fraction of a second", { ...checked, expireAt: 1.5 }, "the body.expireAt is no integer"],
  ["a flag as a string", { ...checked, verified: "true" }, "the body.verified is no boolean"],
  ["a list as a string", { ...checked, roles: "admin" }, "the body.roles is no array"],
  ["a wrong item", { ...checked, groups: ["public", 7] }, "the body.groups[1] is no string"],
  ["null", { ...checked, alias: null }, "the body.alias is no string"],
  ["a bare array", [checked], "the body is no object"],
];

it.each(drifts)("refuses %s", async (_what, body, problem) => {
  const { client } = observedClient(ok(body), { validate: driftGuard("throw") });
  await expect(client.resume("b").check()).rejects.toMatchObject({
    kind: "malformed",
    message: `checkSession answered 200 with an unusable body: ${problem}`,
  });
});

it.each(drifts)("warns of %s and lets it pass", async (_what, body, problem) => {
  const problems: string[] = [];
  const validate = driftGuard("warn", (text) => problems.push(text));
  const { client } = observedClient(ok(body), { validate });
  await client.resume("b").check();
  expect(problems).toEqual([`checkSession: ${problem}`]);
});

it("looks into lists of objects", async () => {
  const session = { sessionID: "a", ip: "", userAgent: "", expireAt: 1, current: true };
  const { client } = observedClient(ok({ sessions: [session, { ...session, current: 1 }] }), {
    validate: driftGuard("throw"),
  });
  await expect(client.resume("b").list()).rejects.toThrow("the body.sessions[1].current is no boolean");
});

it("lets unknown fields and values pass, and right answers", async () => {
  const { client } = observedClient(
    [ok({ ...created, kind: "standard" }, 202), ok({ ...checked, alias: "", kind: 7 })],
    {
      validate: driftGuard("throw"),
    },
  );
  await client.login("john@doe.net");
  expect((await client.resume("b").check()).alias).toBe("");
});

it("repeats no value, which may be a secret", async () => {
  const { client } = observedClient(ok({ ...created, expireAt: created.bearer }, 202), {
    validate: driftGuard("throw"),
  });
  await expect(client.login("john@doe.net")).rejects.not.toThrow(created.bearer);
});
