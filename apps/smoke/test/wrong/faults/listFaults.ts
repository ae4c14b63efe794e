import { type Body, body, changed, entry, type Fault, instead, isSuccess, list, owner } from "../Fault.ts";
import { forwardAndNote, type WireAnswer } from "../startProxy.ts";

export const listFaults: Fault[] = [
  instead("the list is stale", /the second session is not listed/, list, async (request, world) => {
    const stale = world.memory.get(request.bearer) as WireAnswer | undefined;
    if (stale) return stale;
    const answer = await forwardAndNote(request, world);
    if (isSuccess(answer)) world.memory.set(request.bearer, answer);
    return answer;
  }),
  changed(
    "the list is of pending sessions too",
    /does not list the pending session.*the second session is listed/,
    list,
    (answer, { bearer }, world) => {
      if (!isSuccess(answer)) return answer;
      const { sessions }: Body = JSON.parse(answer.body);
      const asker = owner(world, bearer);
      const pending = world.sessions.filter((seen) => !seen.isVerified && seen.email === asker?.email);
      return {
        ...answer,
        body: JSON.stringify({ sessions: [...sessions, ...pending.map((seen) => ({ ...seen.body, current: false }))] }),
      };
    },
    { isOurs: true },
  ),
  entry("two are current", /2 sessions are current; one is right/, (e) => ({ ...e, current: true })),
  entry("none is current", /0 sessions are current; one is right/, (e) => ({ ...e, current: false })),
  body(`${list}: another one is current`, /another session than the bearer's own is current/, list, ({ sessions }) => ({
    sessions: sessions.length < 2 ? sessions : sessions.map((e: Body) => ({ ...e, current: !e.current })),
  })),
  body(`${list}: the bearer's own is missing`, /the bearer's own session is not listed/, list, ({ sessions }) => ({
    sessions: sessions.filter((e: Body) => !e.current),
  })),
  body(`${list}: a session stands in it twice`, /a session is listed twice/, list, ({ sessions }) => ({
    sessions: [...sessions, ...sessions.map((e: Body) => ({ ...e, current: false }))],
  })),
  {
    ...body(
      `${list}: a session that nobody opened`,
      /2 sessions are listed; this run has opened 1/,
      list,
      ({ sessions }) => ({ sessions: [...sessions, { ...sessions[0], sessionID: "ghost", current: false }] }),
    ),
    isOurs: true,
  },
  changed(
    "the sessions of others are listed",
    /the other user's session is listed/,
    list,
    (answer, { bearer }, world) => {
      if (!isSuccess(answer)) return answer;
      const { sessions }: Body = JSON.parse(answer.body);
      const asker = owner(world, bearer);
      const others = world.sessions.filter(
        (seen) => seen.isVerified && seen.email !== asker?.email && asker === world.sessions[0],
      );
      return {
        ...answer,
        body: JSON.stringify({ sessions: [...sessions, ...others.map((seen) => ({ ...seen.body, current: false }))] }),
      };
    },
  ),
  changed(
    "my sessions are listed to others",
    /the session of this run is listed/,
    list,
    (answer, { bearer }, world) => {
      if (!isSuccess(answer)) return answer;
      const { sessions }: Body = JSON.parse(answer.body);
      const asker = owner(world, bearer);
      const [first] = world.sessions;
      const others = first && asker?.email !== first.email ? [{ ...first.body, current: false }] : [];
      return { ...answer, body: JSON.stringify({ sessions: [...sessions, ...others] }) };
    },
  ),
];
