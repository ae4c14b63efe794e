import { startServer } from "@session-api/server";
import { expect } from "vitest";
import { createSessionClient, type Session } from "../../src/index.ts";
import type { Target } from "./Target.ts";

/** Starts the live server for pages of an origin. */
export async function startLiveTarget(origin: string): Promise<Target> {
  const codes: string[] = [];
  const sessions = new Map<string, Session>();
  let hours = 0;
  const server = await startServer({
    users: [{ email: "john@doe.net", fullName: "John Doe" }],
    mail: ({ code }) => void codes.push(code),
    clock: () => Date.now() + hours * 60 * 60 * 1_000,
    limits: "off",
    checkReplies: true,
    corsOrigins: [origin],
  });
  return {
    url: server.url,
    async logIn(userAgent) {
      const client = createSessionClient({ baseUrl: server.url, headers: { "User-Agent": userAgent } });
      const pending = await client.login("john@doe.net");
      await expect.poll(() => codes.length).toBe(1);
      const session = await pending.verify(codes.pop() ?? "");
      sessions.set(pending.sessionID, session);
      return { bearer: session.exportBearer(), sessionID: pending.sessionID };
    },
    close: async (sessionID) => sessions.get(sessionID)?.close(),
    isOpen: async (sessionID) =>
      sessions
        .get(sessionID)
        ?.check()
        .then(
          () => true,
          () => false,
        ) ?? false,
    passHour: () => void hours++,
    [Symbol.asyncDispose]: () => server.close(),
  };
}
