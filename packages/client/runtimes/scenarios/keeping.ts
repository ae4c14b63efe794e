import { createSessionClient, type SessionEvent } from "@session-api/client";
import { equal, ok } from "../assert.ts";
import { codeFor, type Scenario } from "../Place.ts";
import { logIn } from "./sessions.ts";

export const keeping: Record<string, Scenario> = {
  async "extends a session before it expires, unless it was stopped"(place) {
    const pending = await createSessionClient({ baseUrl: place.shortBaseUrl }).login(place.email);
    const session = await pending.verify(await codeFor(place));
    const { expireAt } = await session.check();
    let byStopped = 0;
    session.keepAlive({ onExtended: () => byStopped++ }).stop();
    const extendedTo = await new Promise<number>((resolve, reject) => {
      // The stopped one would have come first.
      session.keepAlive({
        leadMs: 2_000,
        onExtended: resolve,
        onLost: ({ reason }) => reject(new Error(`it was lost: ${reason}`)),
      });
    });
    ok(extendedTo > expireAt, "the expiry did not move");
    equal(byStopped, 0, "how often the stopped one has extended");
    await session.close();
  },

  async "sends nothing for a signal that was aborted before"(place) {
    const events: SessionEvent[] = [];
    const session = await logIn(place, (event) => events.push(event));
    events.length = 0;
    session.keepAlive({ signal: AbortSignal.abort() });
    equal(events, [], "what was told");
    await session.close();
  },

  async "tells once that a session was closed elsewhere"(place) {
    const session = await logIn(place);
    await createSessionClient({ baseUrl: place.baseUrl }).resume(session.exportBearer()).close();
    const lost = await new Promise<{ reason: string }>((resolve) => session.keepAlive({ onLost: resolve }));
    equal(lost.reason, "ended", "why it was lost");
  },
};
