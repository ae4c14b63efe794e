import {
  acknowledged,
  type Body,
  changed,
  check,
  close,
  createRequest,
  extend,
  type Fault,
  findVerified,
  instead,
  isSuccess,
  json,
  list,
  matches,
  owner,
  withBearer,
} from "../Fault.ts";
import { forwardAndNote, type WireAnswer } from "../startProxy.ts";

export const closeFaults: Fault[] = [
  instead(
    "close does nothing",
    /no longer lists the closed session: the second session is listed/,
    close,
    async (request, world) => {
      const asker = owner(world, request.bearer);
      const wanted = world.sessions.find((seen) => request.path === `/session/${seen.sessionID}`);
      const isAllowed = asker?.isVerified && asker.email === wanted?.email;
      return isAllowed ? acknowledged : forwardAndNote(request, world);
    },
  ),
  instead(
    "close of another session closes all",
    /no longer lists the closed session.*answered 401/,
    close,
    async (request, world) => {
      const asker = owner(world, request.bearer);
      const answer = await forwardAndNote(request, world);
      if (!isSuccess(answer)) return answer;
      for (const { bearer, sessionID, email } of world.sessions)
        if (email === asker?.email) await world.forward(createRequest("DELETE", `/session/${sessionID}`, bearer));
      return answer;
    },
  ),
  instead(
    "close of another session closes the bearer's own",
    /no longer lists the closed session.*answered 401/,
    close,
    async (request, world) => {
      const own = owner(world, request.bearer);
      const wanted = world.sessions.find((seen) => request.path === `/session/${seen.sessionID}`);
      if (!own?.isVerified || wanted?.email !== own.email) return forwardAndNote(request, world);
      return forwardAndNote({ ...request, path: `/session/${own.sessionID}` }, world);
    },
  ),
  instead(
    "a closed bearer still works",
    /refuses the bearer of the second session.*it was accepted with 200/,
    check,
    async (request, world) => {
      const answer = await forwardAndNote(request, world);
      if (isSuccess(answer)) world.memory.set(request.bearer, answer);
      return (world.memory.get(request.bearer) as WireAnswer | undefined) ?? answer;
    },
  ),
  changed("the list keeps what was closed", /the second session is listed/, list, (answer, { bearer }, { memory }) => {
    if (!isSuccess(answer)) return answer;
    const { sessions }: Body = JSON.parse(answer.body);
    const known = (memory.get(bearer) ?? []) as Body[];
    const kept = known.filter(({ sessionID }) => !sessions.some((session: Body) => session.sessionID === sessionID));
    const all = [...sessions, ...kept];
    memory.set(bearer, all);
    return { ...answer, body: JSON.stringify({ sessions: all }) };
  }),
  instead(
    "another user's session can be closed",
    /refuses to close the other user's session.*it was accepted with 202/,
    close,
    async (request, world) => {
      const wanted = world.sessions.find((seen) => request.path === `/session/${seen.sessionID}`);
      const asker = owner(world, request.bearer);
      return forwardAndNote(wanted && asker?.isVerified ? withBearer(request, wanted.bearer) : request, world);
    },
  ),
  instead(
    "the user who logged in last can close any session",
    /refuses to let the other user close the first user's session.*it was accepted with 202/,
    close,
    async (request, world) => {
      const wanted = world.sessions.find((seen) => request.path === `/session/${seen.sessionID}`);
      const [first] = world.sessions;
      const asker = owner(world, request.bearer);
      const isLast = asker?.isVerified && asker.email !== first?.email;
      return forwardAndNote(wanted && isLast ? withBearer(request, wanted.bearer) : request, world);
    },
  ),
  instead(
    "the bearer of a pending session closes those of its user",
    /refuses to close the first session with its bearer.*it was accepted with 202/,
    close,
    async (request, world) => {
      const verified = findVerified(world, request.bearer);
      return forwardAndNote(verified ? withBearer(request, verified.bearer) : request, world);
    },
  ),
  instead(
    "closing another user's session is refused, and yet done",
    /still names the other user's session.*answered 401/,
    close,
    async (request, world) => {
      const answer = await forwardAndNote(request, world);
      const wanted = world.sessions.find((seen) => request.path === `/session/${seen.sessionID}`);
      if (answer.status === 404 && wanted) await world.forward(withBearer(request, wanted.bearer));
      return answer;
    },
  ),
  instead(
    "a session that closes itself closes all sessions of its user",
    /names the other user's second session after that.*answered 401/,
    close,
    async (request, world) => {
      const own = owner(world, request.bearer);
      const answer = await forwardAndNote(request, world);
      if (!isSuccess(answer) || request.path !== `/session/${own?.sessionID}`) return answer;
      for (const { bearer, sessionID, email } of world.sessions)
        if (email === own?.email) await world.forward(createRequest("DELETE", `/session/${sessionID}`, bearer));
      return answer;
    },
  ),
  ...(["itself", "another one"] as const).flatMap((closer) => [
    stillGood(closer, "lists", list, { status: 200, headers: json, body: '{"sessions":[]}' }),
    stillGood(closer, "extends", extend, acknowledged),
    stillGood(closer, "closes", close, acknowledged),
  ]),
];

/** Accepts one request with the bearer of a closed session. */
function stillGood(closer: "itself" | "another one", does: string, wanted: string, good: WireAnswer): Fault {
  const whose = closer === "itself" ? "closed" : "second";
  return {
    name: `the bearer of a session that ${closer} closed still ${does}`,
    says: new RegExp(`refuses the bearer of the ${whose} session: it was accepted with ${good.status}`),
    async answer(request, world) {
      if (matches(request, wanted) && world.memory.has(request.bearer)) return good;
      const answer = await forwardAndNote(request, world);
      const closed = world.sessions.find(({ sessionID }) => request.line === `${close}${sessionID}`);
      const isMeant = (closed?.bearer === request.bearer) === (closer === "itself");
      if (closed && isMeant && isSuccess(answer)) world.memory.set(closed.bearer, true);
      return answer;
    },
  };
}
