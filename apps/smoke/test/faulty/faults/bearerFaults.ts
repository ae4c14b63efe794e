import {
  anything,
  type Body,
  body,
  check,
  type Fault,
  findVerified,
  instead,
  isSuccess,
  list,
  owner,
  withBearer,
} from "../Fault.ts";
import { forwardAndNote } from "../startProxy.ts";

export const bearerFaults: Fault[] = [
  instead("two bearers are swapped", /sessionID is not that of createSession/, check, async (request, world) => {
    const [mine, second] = world.sessions;
    const swapped = second?.isVerified && request.bearer === second.bearer ? mine?.bearer : undefined;
    return forwardAndNote(swapped ? withBearer(request, swapped) : request, world);
  }),
  instead(
    "the other user's bearer opens the first user's session",
    /checkSession names the other user's session: sessionID is not that of createSession/,
    check,
    async (request, world) => {
      const [mine, , theirs] = world.sessions;
      return forwardAndNote(
        mine && theirs?.isVerified && request.bearer === theirs.bearer ? withBearer(request, mine.bearer) : request,
        world,
      );
    },
  ),
  body(`${check}: all users have the same id`, /userID is that of another user/, check, (b) => ({
    ...b,
    userID: "john",
  })),
  instead(
    "no bearer is needed",
    /refuses a call without a bearer.*it was accepted with 200/,
    check,
    async (request, world) => {
      const { authorization, ...others } = request.headers;
      const open = world.sessions.find((seen) => seen.isVerified);
      return forwardAndNote(
        authorization === undefined && open ? withBearer({ ...request, headers: others }, open.bearer) : request,
        world,
      );
    },
  ),
  instead(
    "any bearer is good",
    /refuses an unknown bearer.*it was accepted with 200/,
    check,
    async (request, world) => {
      const open = world.sessions.find((seen) => seen.isVerified);
      const isUnknown = /^Bearer \S/.test(request.headers.authorization ?? "") && !owner(world, request.bearer);
      return forwardAndNote(isUnknown && open ? withBearer(request, open.bearer) : request, world);
    },
  ),
  instead(
    "the bearer of a pending session lists those of its user",
    /getSessions refuses its pending bearer.*it was accepted with 200/,
    list,
    async (request, world) => {
      const verified = findVerified(world, request.bearer);
      return forwardAndNote(verified ? withBearer(request, verified.bearer) : request, world);
    },
  ),
  ...(["sessionID", "verificationCodeID"] as const).map((id) =>
    instead(
      `a ${id} is a bearer`,
      new RegExp(`refuses its ${id} as a bearer.*it was accepted with 200`),
      check,
      async (request, world) => {
        const named = world.sessions.find((seen) => seen.isVerified && seen[id] === request.bearer);
        return forwardAndNote(named ? withBearer(request, named.bearer) : request, world);
      },
    ),
  ),
  {
    ...instead(
      `${check}: userAgent is that of the request`,
      /unchanged for another User-Agent: userAgent is not that of createSession/,
      check,
      async (request, world) => {
        const answer = await forwardAndNote(request, world);
        if (!isSuccess(answer)) return answer;
        const userAgent = request.headers["user-agent"];
        return { ...answer, body: JSON.stringify({ ...JSON.parse(answer.body), userAgent }) };
      },
    ),
    isOurs: true,
  },
  instead(
    "the scheme does not count",
    /refuses another scheme.*it was accepted with 200/,
    check,
    async (request, world) => {
      const open = world.sessions.find((seen) => seen.isVerified);
      return forwardAndNote(
        request.headers.authorization?.startsWith("Basic ") && open ? withBearer(request, open.bearer) : request,
        world,
      );
    },
  ),
  lenient(
    "only the first 16 characters of a bearer count",
    /refuses its bearer without the last character.*it was accepted with 200/,
    (authorization, bearer) => authorization.startsWith(`Bearer ${bearer.slice(0, 16)}`),
  ),
  lenient(
    "the last character of a bearer does not count",
    /refuses its bearer with another last character.*it was accepted with 200/,
    (authorization, bearer) => authorization.slice(0, -1) === `Bearer ${bearer.slice(0, -1)}`,
  ),
  lenient(
    "what follows a bearer does not count",
    /refuses its bearer with one more character.*it was accepted with 200/,
    (authorization, bearer) => authorization.startsWith(`Bearer ${bearer}`),
  ),
  lenient(
    "the case of a bearer does not count",
    /refuses its bearer in the other case.*it was accepted with 200/,
    (authorization, bearer) => authorization.toLowerCase() === `bearer ${bearer}`.toLowerCase(),
  ),
  instead(
    "the list shows the bearer of each session",
    /the response shows the bearer of another session/,
    list,
    async (request, world) => {
      const answer = await forwardAndNote(request, world);
      if (!isSuccess(answer)) return answer;
      const { sessions } = JSON.parse(answer.body) as { sessions: Body[] };
      const findBearer = (id: string) => world.sessions.find(({ sessionID }) => sessionID === id)?.bearer;
      const shown = sessions.map((session) => ({ ...session, bearer: findBearer(session.sessionID) }));
      return { ...answer, body: JSON.stringify({ sessions: shown }) };
    },
  ),
  lenient(
    "only the last 16 characters of a bearer count",
    /refuses its bearer with another first character.*it was accepted with 200/,
    (authorization, bearer) => authorization.endsWith(bearer.slice(-16)),
  ),
  lenient(
    "a bearer is good under another scheme",
    /refuses its bearer under another scheme.*it was accepted with 200/,
    (authorization, bearer) => authorization === `Basic ${bearer}`,
  ),
  lenient(
    "a bearer is good without a scheme",
    /refuses its bearer without a scheme.*it was accepted with 200/,
    (authorization, bearer) => authorization === bearer,
  ),
];

/** Accepts a text that is like the bearer of a verified session. */
function lenient(name: string, says: RegExp, isLike: (authorization: string, bearer: string) => boolean): Fault {
  return instead(name, says, anything, async (request, world) => {
    const { authorization = "" } = request.headers;
    const meant = world.sessions.find(({ bearer, isVerified }) => isVerified && isLike(authorization, bearer));
    return forwardAndNote(meant ? withBearer(request, meant.bearer) : request, world);
  });
}
