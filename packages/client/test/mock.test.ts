import { startMock } from "@session-api/mock";
import { expect, it } from "vitest";
import { createSessionClient, SessionError } from "../src/index.ts";

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
