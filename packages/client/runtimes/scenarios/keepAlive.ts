import { createSessionClient, type SessionEvent } from "@session-api/client";
import { equal, ok } from "./assert.ts";
import { type Scenario, takeCode } from "./Environment.ts";
import { logIn } from "./sessions.ts";

export const keepAlive: Record<string, Scenario> = {
  async "extends a session before it expires, and not after a stop"(environment) {
    const pending = await createSessionClient({ baseUrl: environment.shortBaseUrl }).login(environment.email);
    const session = await pending.verify(await takeCode(environment));
    const { expireAt } = await session.check();
    let extendedAfterStop = 0;
    session.keepAlive({ onExtended: () => extendedAfterStop++ }).stop();
    const extendedTo = await new Promise<number>((resolve, reject) => {
      // The stopped `keepAlive` would have extended the session earlier than this one.
      session.keepAlive({
        leadMs: 2_000,
        onExtended: resolve,
        onLost: ({ reason }) => reject(new Error(`the session was lost: ${reason}`)),
      });
    });
    ok(extendedTo > expireAt, "the expiry did not move");
    equal(extendedAfterStop, 0, "the extensions after the stop");
    await session.close();
  },

  async "sends nothing when its signal has already aborted"(environment) {
    const events: SessionEvent[] = [];
    const session = await logIn(environment, (event) => events.push(event));
    events.length = 0;
    session.keepAlive({ signal: AbortSignal.abort() });
    equal(events, [], "the events");
    await session.close();
  },

  async "reports a session that was closed elsewhere"(environment) {
    const session = await logIn(environment);
    await createSessionClient({ baseUrl: environment.baseUrl }).resume(session.exportBearer()).close();
    const lost = await new Promise<{ reason: string }>((resolve) => session.keepAlive({ onLost: resolve }));
    equal(lost.reason, "ended", "the reason");
  },
};
