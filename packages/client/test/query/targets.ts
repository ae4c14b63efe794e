import { startMock } from "@session-api/mock";
import { startServer } from "@session-api/server";
import type { ListedSession } from "@session-api/types";
import { expect } from "vitest";
import { createSessionClient, type Session } from "../../src/index.ts";

/** A service that the page runs against, with one user. */
export interface Target extends AsyncDisposable {
  url: string;
  /** Logs in on a device. */
  logIn(userAgent: string): Promise<{ bearer: string; sessionID: string }>;
  /** Closes a session without the page. */
  close(sessionID: string): Promise<void>;
  isOpen(sessionID: string): Promise<boolean>;
  /** Moves the clock of the service, so that an extension moves the expiry. */
  passHour(): void;
}

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

/** Starts the mock, and lets its answers remember the sessions. */
export async function startMockTarget(): Promise<Target> {
  const mock = await startMock();
  let sessions: ListedSession[] = [];
  let hours = 0;
  const now = Math.floor(Date.now() / 1_000);
  const getExpiry = () => now + (24 + hours) * 60 * 60;
  const isOpen = (id: string) => sessions.some(({ sessionID }) => sessionID === id);
  const close = (id: string) => {
    sessions = sessions.filter(({ sessionID }) => sessionID !== id);
  };
  const findCurrent = ({ parameters }: { parameters: { header: Record<string, string> } }) =>
    sessions.find(({ sessionID }) => parameters.header.authorization === `Bearer bearer-of-${sessionID}`);

  mock.on("checkSession", (request) => {
    const current = findCurrent(request);
    return current ? { body: { ...mock.example("checkSession"), ...current } } : { status: 401 };
  });
  mock.on("getSessions", (request) => {
    const current = findCurrent(request);
    if (!current) return { status: 401 };
    return { body: { sessions: sessions.map((session) => ({ ...session, current: session === current })) } };
  });
  mock.on("extendSession", (request) => {
    const current = findCurrent(request);
    if (current) current.expireAt = getExpiry();
    return current ? undefined : { status: 401 };
  });
  mock.on("closeSession", (request) => {
    if (!findCurrent(request)) return { status: 401 };
    const { id } = request.parameters.path;
    if (!isOpen(id)) return { status: 404 };
    close(id);
    return undefined;
  });
  return {
    url: mock.url,
    async logIn(userAgent) {
      const sessionID = `session-${userAgent.replaceAll(" ", "-")}`;
      sessions.push({ sessionID, ip: "198.51.100.7", userAgent, expireAt: getExpiry(), current: false });
      return { bearer: `bearer-of-${sessionID}`, sessionID };
    },
    close: async (sessionID) => close(sessionID),
    isOpen: async (sessionID) => isOpen(sessionID),
    passHour: () => void hours++,
    [Symbol.asyncDispose]: () => mock.close({ failOnViolations: true }),
  };
}
