import { createSessionClient, type SessionEvent } from "@session-api/client";
import { equal, ok } from "../assert.ts";
import { codeFor, type Scenario } from "../Place.ts";
import { logIn } from "./sessions.ts";

export const keeping: Record<string, Scenario> = {
  async "extends a session before it expires"(place) {
    const pending = await createSessionClient({ baseUrl: place.shortBaseUrl }).login(place.email);
    const session = await pending.verify(await codeFor(place));
    const { expireAt } = await session.check();
    const extendedTo = await new Promise<number>((resolve, reject) => {
      session.keepAlive({ onExtended: resolve, onLost: ({ reason }) => reject(new Error(`it was lost: ${reason}`)) });
    });
    ok(extendedTo > expireAt, "the expiry did not move");
    await session.close();
  },

  async "sends nothing for a session that is kept no longer"(place) {
    const events: SessionEvent[] = [];
    const session = await logIn(place, (event) => events.push(event));
    events.length = 0;
    session.keepAlive().stop();
    session.keepAlive({ signal: AbortSignal.abort() });
    await session.check();
    await session.close();
    const asked = events.flatMap(({ type, operation }) => (type === "request" ? [operation] : []));
    equal(asked, ["checkSession", "checkSession", "closeSession"], "what was sent");
  },

  async "tells once that a session was closed elsewhere"(place) {
    const session = await logIn(place);
    await createSessionClient({ baseUrl: place.baseUrl }).resume(session.exportBearer()).close();
    const lost = await new Promise<{ reason: string }>((resolve) => session.keepAlive({ onLost: resolve }));
    equal(lost.reason, "ended", "why it was lost");
  },
};
