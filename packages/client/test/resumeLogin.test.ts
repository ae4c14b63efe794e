import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { checked, created, cut, done, observedClient, ok, refused } from "./observedClient.ts";

afterEach(() => vi.useRealTimers());

/** Starts a login and exports it, as the first request of a login page does. */
async function exportLogin(response: object = created, email = "john@doe.net"): Promise<string> {
  return (await observedClient(ok(response)).client.login(email)).exportPending();
}

describe("resumeLogin", () => {
  it("continues a login in another client", async () => {
    const { client, requests } = observedClient([done, ok(checked)]);
    const pending = client.resumeLogin(await exportLogin());
    const { sessionID, expireAt, ip, userAgent } = created;
    expect(pending).toMatchObject({ sessionID, expireAt, ip, userAgent });
    const session = await pending.verify("012345");
    expect(await requests[0]?.json()).toEqual({ verificationCodeID: "code-1", code: "012345" });
    expect(session.exportBearer()).toBe(created.bearer);
    await session.check();
    expect(requests[1]?.headers.get("authorization")).toBe(`Bearer ${created.bearer}`);
  });

  it("asks whether the session is verified after a lost response", async () => {
    const { client, requests } = observedClient([cut, ok(checked)]);
    await expect(client.resumeLogin(await exportLogin()).verify("012345")).resolves.toBeDefined();
    expect(requests.map(({ method, url }) => [method, new URL(url).pathname])).toEqual([
      ["PUT", "/api/session/verification"],
      ["GET", "/api/session"],
    ]);
  });

  it("requests another code for the same email address, in any script", async () => {
    const { client, requests } = observedClient([ok({ ...created, verificationCodeID: "code-2" }), done]);
    const second = await client.resumeLogin(await exportLogin(created, "jürgen@日本.example")).resend();
    await second.verify("012345");
    expect(await requests[0]?.json()).toEqual({ email: "jürgen@日本.example" });
    expect(await requests[1]?.json()).toMatchObject({ verificationCodeID: "code-2" });
  });

  it("keeps a refused code a refusal, and lets it be tried again", async () => {
    const { client, requests } = observedClient([refused(401), refused(403), done]);
    const pending = client.resumeLogin(await exportLogin());
    await expect(pending.verify("012345")).rejects.toMatchObject({ status: 401, operation: "verifySession" });
    await pending.verify("012345");
    expect(requests.length).toBe(3);
  });

  it("succeeds for a form that was sent twice, because the first request has verified the session", async () => {
    const text = await exportLogin();
    const { client, requests } = observedClient([refused(401), ok(checked)]);
    const session = await client.resumeLogin(text).verify("012345");
    expect(session.exportBearer()).toBe(created.bearer);
    expect(requests.map(({ method }) => method)).toEqual(["PUT", "GET"]);
  });

  it.each([429, 500])("asks nothing after a %i, which says nothing about the code", async (status) => {
    const { client, requests } = observedClient(refused(status));
    await expect(client.resumeLogin(await exportLogin()).verify("012345")).rejects.toMatchObject({ status });
    expect(requests.length).toBe(1);
  });

  it("takes its own export again", async () => {
    const text = await exportLogin();
    expect(observedClient(done).client.resumeLogin(text).exportPending()).toBe(text);
  });

  it("works when the service leaves out the fields that the client does not need", async () => {
    const { bearer, verificationCodeID } = created;
    const pending = observedClient(done).client.resumeLogin(await exportLogin({ bearer, verificationCodeID }));
    await expect(pending.verify("012345")).resolves.toBeDefined();
  });

  it("shows its text to no log: it is opaque, and inspecting the login shows no secret", async () => {
    const { client } = observedClient(ok(created));
    const pending = await client.login("john@doe.net");
    const text = pending.exportPending();
    expect(text).toMatch(/^pending1\.[\w-]+$/);
    for (const shown of [text, inspect(pending, { depth: 9, showHidden: true }), JSON.stringify(pending)])
      for (const secret of [created.bearer, created.verificationCodeID, "john@doe.net"])
        expect(shown).not.toContain(secret);
  });

  it("fits into a cookie", async () => {
    expect(
      (await exportLogin({ ...created, bearer: "b".repeat(512) }, `${"a".repeat(242)}@example.org`)).length,
    ).toBeLessThan(2_048);
  });

  const malformed = async (): Promise<unknown[]> => {
    const text = await exportLogin();
    const encode = (values: unknown) => `pending1.${btoa(encodeURIComponent(JSON.stringify(values)))}`;
    return [
      undefined,
      null,
      7,
      {},
      "",
      "pending1.",
      "secret-bearer",
      text.slice(0, -6),
      text.slice(9),
      text.replace("pending1", "pending2"),
      `pending1.${btoa("%")}`,
      encode(null),
      encode({}),
      encode([]),
      encode(["two words", "id", "s", 9e9, "", "", "a@b.c", 0]),
      encode(["bearer", 7, "s", 9e9, "", "", "a@b.c", 0]),
      encode(["bearer", "id", "s", 9e9, "", "", null, 0]),
    ];
  };

  it("refuses a text that is cut off, foreign or of another version, without quoting it", async () => {
    const { client, requests } = observedClient(done);
    for (const text of await malformed()) {
      const resume = () => client.resumeLogin(text as string);
      expect(resume).toThrow(TypeError);
      expect(resume).toThrow(
        expect.objectContaining({
          code: "ERR_PENDING_MALFORMED",
          message: "resumeLogin needs the text of exportPending, of this version",
        }),
      );
    }
    expect(requests).toEqual([]);
  });

  it("refuses an expired login, by the clock of the service", async () => {
    vi.useFakeTimers({ now: created.expireAt * 1_000 - 60_000 });
    // Our clock is an hour behind that of the service, or ahead of it.
    const export_ = async (dateMs: number) =>
      (
        await observedClient(ok(created, 200, { date: new Date(dateMs).toUTCString() })).client.login("a@b.c")
      ).exportPending();
    const behind = await export_(Date.now() + 3_600_000);
    const inTime = await export_(Date.now());
    const ahead = await export_(Date.now() - 3_600_000);
    const { client } = observedClient(done);
    const expired = expect.objectContaining({ name: "TypeError", code: "ERR_PENDING_EXPIRED" });
    expect(() => client.resumeLogin(behind)).toThrow(expired);
    client.resumeLogin(inTime);
    vi.advanceTimersByTime(60_000);
    expect(() => client.resumeLogin(inTime)).toThrow(expired);
    client.resumeLogin(ahead);
  });
});
