import { startMock } from "@session-api/mock";
import type { ListedSession } from "@session-api/types";
import type { Target } from "./Target.ts";

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
