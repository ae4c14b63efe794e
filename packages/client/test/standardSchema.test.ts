import { startMock } from "@session-api/mock";
import { FormApi } from "@tanstack/form-core";
import { initTRPC } from "@trpc/server";
import { expect, expectTypeOf, it, onTestFinished } from "vitest";
import { type CheckedSession, createSessionClient } from "../src/index.ts";
import { checkedSessionSchema, createSessionRequestSchema, verifySessionRequestSchema } from "../src/validate.ts";
import { checked } from "./observedClient.ts";

const t = initTRPC.create();

it("shows its messages beside the fields of a TanStack form, and lets a valid form pass", async () => {
  const submitted: string[] = [];
  const form = new FormApi({
    defaultValues: { email: "john@doe" },
    validators: { onChange: createSessionRequestSchema },
    onSubmit: ({ value }) => {
      submitted.push(value.email);
    },
  });
  onTestFinished(form.mount());
  await form.handleSubmit();
  expect(form.getAllErrors().fields.email?.errors).toMatchObject([{ message: "email is not an email address" }]);
  expect(submitted).toEqual([]);

  form.setFieldValue("email", "john@doe.net");
  await form.handleSubmit();
  expect(submitted).toEqual(["john@doe.net"]);
});

it("gives every field of a TanStack form its own message at once", async () => {
  const form = new FormApi({
    defaultValues: { verificationCodeID: "", code: 12345 as unknown as string },
    validators: { onChange: verifySessionRequestSchema },
  });
  onTestFinished(form.mount());
  form.validate("change");
  const { fields } = form.getAllErrors();
  expect(fields.verificationCodeID?.errors).toMatchObject([{ message: "verificationCodeID is empty" }]);
  expect(fields.code?.errors).toMatchObject([{ message: "code is not a string" }]);
});

it("parses the input and the output of a tRPC procedure", async () => {
  await using mock = await startMock();
  const client = createSessionClient({ baseUrl: mock.url });
  const router = t.router({
    login: t.procedure.input(createSessionRequestSchema).mutation(async ({ input }) => {
      expectTypeOf(input).toEqualTypeOf<{ email: string }>();
      await client.login(input.email);
    }),
    check: t.procedure.output(checkedSessionSchema).query(() => client.resume("a-bearer").check()),
  });
  const caller = router.createCaller({});

  await caller.login({ email: "john@doe.net" });
  const session = await caller.check();
  expectTypeOf(session).toEqualTypeOf<CheckedSession>();
  expect(session.fullName).toBe("John Doe");
});

it("makes a wrong input of tRPC a BAD_REQUEST, and a wrong output an INTERNAL_SERVER_ERROR", async () => {
  const wrong = { ...checked, expireAt: "1900000000" as unknown as number };
  const router = t.router({
    login: t.procedure.input(createSessionRequestSchema).mutation(() => "done"),
    check: t.procedure.output(checkedSessionSchema).query(() => wrong),
  });
  const caller = router.createCaller({});
  await expect(caller.login({ email: "john" })).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: "email is not an email address",
    cause: { issues: [{ path: ["email"] }] },
  });
  await expect(caller.check()).rejects.toMatchObject({
    code: "INTERNAL_SERVER_ERROR",
    cause: { issues: [{ path: ["expireAt"], message: "expireAt is not an integer" }] },
  });
});
