import { startMock } from "@session-api/mock";
import { expect, it } from "vitest";
import { SessionError } from "../src/index.ts";
import { createSessionClient } from "./createSessionClient.ts";
import { observedClient, refused } from "./observedClient.ts";

it("runs the flow against the mock, and turns a refusal of the mock into a SessionError", async () => {
  await using mock = await startMock();
  const client = createSessionClient({ baseUrl: mock.url });
  const { data: created } = await client.api.POST("/session", { body: { email: "john@doe.net" } });
  const { verificationCodeID = "", bearer = "" } = created ?? {};
  await client.api.PUT("/session/verification", { body: { verificationCodeID, code: "012345" } });
  const { data: checked } = await client.resume(bearer).api.GET("/session");
  expect(checked?.verified).toBe(true);

  const refused = await client.api.GET("/sessions").catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(SessionError);
  expect(refused).toMatchObject({ status: 401, operation: "getSessions", errorId: expect.stringMatching(/./) });
});

it("shows the differences that the mock lists", async () => {
  await using mock = await startMock();
  const { api } = createSessionClient({ baseUrl: mock.url });
  await expect(api.POST("/session", { body: { mail: "john@doe.net" } as never })).rejects.toMatchObject({
    violations: ["body must have required property 'email'"],
    message: expect.stringMatching(
      /^createSession answered 400: .+; body must have required property 'email' \(error id .+\)$/,
    ),
  });
  await expect(api.POST("/session", { body: { email: "nonsense" } })).rejects.toMatchObject({
    violations: ['body.email must match format "email"'],
  });
  await expect(api.GET("/session")).rejects.toMatchObject({ violations: ["Invalid security scheme used"] });
});

it("ignores a list of differences that it cannot read", async () => {
  for (const header of ["no JSON", "{}", "[7]", "null"]) {
    const { client } = observedClient(refused(400, { "sl-violations": header }));
    await expect(client.login("john@doe.net")).rejects.toMatchObject({
      violations: undefined,
      message: "createSession answered 400: refused (error id id)",
    });
  }
});
