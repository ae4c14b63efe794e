import { createSessionClient, type Session, type SessionEvent } from "@session-api/client";
import { equal, getRefusal, ok } from "./assert.ts";
import { type Environment, type Scenario, takeCode } from "./Environment.ts";

export async function logIn(environment: Environment, onEvent?: (event: SessionEvent) => void): Promise<Session> {
  const client = createSessionClient({ baseUrl: environment.baseUrl, onEvent });
  const pending = await client.login(environment.email);
  return pending.verify(await takeCode(environment));
}

export const sessions: Record<string, Scenario> = {
  async "logs in, checks, lists, extends and closes"(environment) {
    const pending = await createSessionClient({ baseUrl: environment.baseUrl }).login(environment.email);
    const session = await pending.verify(await takeCode(environment));
    const checked = await session.check();
    equal([checked.verified, checked.sessionID], [true, pending.sessionID], "the checked session");
    const list = await session.list();
    equal(
      list.map(({ current }) => current),
      [true],
      "the current sessions",
    );
    ok((await session.extend()) >= checked.expireAt, "the expiry moved back");
    await session.close();
    equal((await getRefusal(session.check())).status, 401, "the status after the close");
  },

  async "refuses a wrong code with an error id, and accepts the right one afterwards"(environment) {
    const pending = await createSessionClient({ baseUrl: environment.baseUrl }).login(environment.email);
    const code = await takeCode(environment);
    const error = await getRefusal(
      pending.verify(code.endsWith("0") ? `${code.slice(0, -1)}1` : `${code.slice(0, -1)}0`),
    );
    equal([error.kind, error.status, error.operation], ["api", 401, "verifySession"], "the refusal");
    // A browser shows these two headers only because the server exposes them.
    ok(error.errorId !== undefined && error.errorText !== undefined, "the refusal has no error id or no text");
    ok(error.message.includes(`${error.errorId}`), "the message does not name the error id");
    await (await pending.verify(code)).close();
  },

  async "resends a code as another login"(environment) {
    const first = await createSessionClient({ baseUrl: environment.baseUrl }).login(environment.email);
    const firstCode = await takeCode(environment);
    const second = await first.resend();
    ok(second.sessionID !== first.sessionID, "the second login is the first");
    const session = await second.verify(await takeCode(environment));
    const other = await first.verify(firstCode);
    equal((await session.list()).length, 2, "the number of sessions");
    equal(await session.closeAllOthers(), 1, "the number of others");
    equal((await getRefusal(other.check())).status, 401, "the status of the other");
    await session.close();
  },

  async "continues a login in another client"(environment) {
    const createClient = () => createSessionClient({ baseUrl: environment.baseUrl });
    const text = (await createClient().login(environment.email)).exportPending();
    const session = await createClient()
      .resumeLogin(text)
      .verify(await takeCode(environment));
    equal((await session.check()).verified, true, "verified");
    await session.close();
  },

  async "shows `userAgent` in the list of sessions"(environment) {
    // A browser decides by its own rules: Chromium sends its own, other browsers ask the service first.
    if (environment.isBrowser) return;
    const client = createSessionClient({ baseUrl: environment.baseUrl, userAgent: "my-app/1.0" });
    const session = await (await client.login(environment.email)).verify(await takeCode(environment));
    equal((await session.list())[0]?.userAgent, "my-app/1.0", "the user agent");
    await session.close();
  },

  async "closes another session"(environment) {
    const [session, other] = [await logIn(environment), await logIn(environment)];
    await session.closeOther((await other.check()).sessionID);
    equal((await getRefusal(other.check())).status, 401, "the status of the other");
    await session.close();
  },

  async "continues a stored session"(environment) {
    const session = await logIn(environment);
    const resumed = createSessionClient({ baseUrl: environment.baseUrl }).resume(session.exportBearer());
    equal((await resumed.check()).sessionID, (await session.check()).sessionID, "the session");
    await resumed.close();
  },

  async "closes at the end of an `await using` block"(environment) {
    const session = await logIn(environment);
    {
      await using used = session;
      await used.check();
    }
    equal((await getRefusal(session.check())).status, 401, "the status after the block");
  },

  async "extends once for concurrent callers"(environment) {
    const sent: (string | undefined)[] = [];
    const session = await logIn(environment, (event) => event.type === "request" && sent.push(event.operation));
    sent.length = 0;
    await Promise.all([session.extend(), session.extend(), session.extend()]);
    equal(sent, ["extendSession", "checkSession"], "the requests");
    await session.close();
  },

  async "calls an operation of the document by its path"(environment) {
    const session = await logIn(environment);
    const { data } = await session.api.GET("/sessions");
    equal(data?.sessions.length, 1, "the number of sessions");
    await session.close();
  },
};
