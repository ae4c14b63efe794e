import { createSessionClient, type Session, type SessionEvent } from "@session-api/client";
import { equal, ok, refusal } from "../assert.ts";
import { codeFor, type Place, type Scenario } from "../Place.ts";

export async function logIn(place: Place, onEvent?: (event: SessionEvent) => void): Promise<Session> {
  const client = createSessionClient({ baseUrl: place.baseUrl, ...(onEvent && { onEvent }) });
  const pending = await client.login(place.email);
  return pending.verify(await codeFor(place));
}

export const sessions: Record<string, Scenario> = {
  async "logs in, checks, lists, extends and closes"(place) {
    const pending = await createSessionClient({ baseUrl: place.baseUrl }).login(place.email);
    const session = await pending.verify(await codeFor(place));
    const checked = await session.check();
    equal([checked.verified, checked.sessionID], [true, pending.sessionID], "what check answers");
    const list = await session.list();
    equal(
      list.map(({ current }) => current),
      [true],
      "which sessions are current",
    );
    ok((await session.extend()) >= checked.expireAt, "the expiry moved back");
    await session.close();
    equal((await refusal(session.check())).status, 401, "the status after the close");
  },

  async "refuses a wrong code with an error id, and leaves the login as it was"(place) {
    const pending = await createSessionClient({ baseUrl: place.baseUrl }).login(place.email);
    const code = await codeFor(place);
    const error = await refusal(pending.verify(code.endsWith("0") ? `${code.slice(0, -1)}1` : `${code.slice(0, -1)}0`));
    equal([error.kind, error.status, error.operation], ["api", 401, "verifySession"], "the refusal");
    // In a page, these two are readable only because the server exposes them.
    ok(error.errorId !== undefined && error.errorText !== undefined, "the refusal has no error id or no text");
    ok(error.message.includes(`${error.errorId}`), "the message does not name the error id");
    await (await pending.verify(code)).close();
  },

  async "resends a code as another login"(place) {
    const first = await createSessionClient({ baseUrl: place.baseUrl }).login(place.email);
    const firstCode = await codeFor(place);
    const second = await first.resend();
    ok(second.sessionID !== first.sessionID, "the second login is the first");
    const session = await second.verify(await codeFor(place));
    const other = await first.verify(firstCode);
    equal((await session.list()).length, 2, "the number of sessions");
    equal(await session.closeAllOthers(), 1, "the number of others");
    equal((await refusal(other.check())).status, 401, "the status of the other");
    await session.close();
  },

  async "closes another session"(place) {
    const [mine, other] = [await logIn(place), await logIn(place)];
    await mine.closeOther((await other.check()).sessionID);
    equal((await refusal(other.check())).status, 401, "the status of the other");
    await mine.close();
  },

  async "continues a stored session"(place) {
    const session = await logIn(place);
    const resumed = createSessionClient({ baseUrl: place.baseUrl }).resume(session.exportBearer());
    equal((await resumed.check()).sessionID, (await session.check()).sessionID, "the session");
    await resumed.close();
  },

  async "closes when an `await using` block ends"(place) {
    const session = await logIn(place);
    {
      await using used = session;
      await used.check();
    }
    equal((await refusal(session.check())).status, 401, "the status after the block");
  },

  async "extends once for many callers"(place) {
    const asked: (string | undefined)[] = [];
    const session = await logIn(place, (event) => event.type === "request" && asked.push(event.operation));
    asked.length = 0;
    await Promise.all([session.extend(), session.extend(), session.extend()]);
    equal(asked, ["extendSession", "checkSession"], "what was sent");
    await session.close();
  },

  async "offers every operation of the document by its path"(place) {
    const session = await logIn(place);
    const { data } = await session.api.GET("/sessions");
    equal(data?.sessions.length, 1, "the number of sessions");
    await session.close();
  },
};
