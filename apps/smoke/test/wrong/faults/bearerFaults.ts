import { body, check, type Fault, instead, owner, withBearer } from "../Fault.ts";
import { forwardAndNote } from "../startProxy.ts";

export const bearerFaults: Fault[] = [
  instead("two bearers are swapped", /sessionID is not that of createSession/, check, async (request, world) => {
    const [mine, second] = world.sessions;
    const swapped = second?.isVerified && request.bearer === second.bearer ? mine?.bearer : undefined;
    return forwardAndNote(swapped ? withBearer(request, swapped) : request, world);
  }),
  instead(
    "the other user's bearer opens my session",
    /checkSession names the other user's session to its bearer.*sessionID is not that of createSession/,
    check,
    async (request, world) => {
      const [mine, , theirs] = world.sessions;
      return forwardAndNote(
        mine && theirs?.isVerified && request.bearer === theirs.bearer ? withBearer(request, mine.bearer) : request,
        world,
      );
    },
  ),
  body(`${check}: everybody is the same user`, /userID is that of another user/, check, (b) => ({
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
    "the scheme does not matter",
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
];
