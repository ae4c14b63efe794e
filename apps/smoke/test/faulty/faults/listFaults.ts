import { type Body, body, changed, entry, type Fault, instead, isSuccess, list, owner, toEntry } from "../Fault.ts";
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
    "the list has pending sessions too",
    /does not list the pending session.*the second session is listed/,
    list,
    (answer, { bearer }, world) => {
      if (!isSuccess(answer)) return answer;
      const { sessions }: Body = JSON.parse(answer.body);
      const asker = owner(world, bearer);
      const pending = world.sessions.filter((seen) => !seen.isVerified && seen.email === asker?.email);
      return {
        ...answer,
        body: JSON.stringify({ sessions: [...sessions, ...pending.map(toEntry)] }),
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
      `${list}: a session that was never opened`,
      /2 sessions are listed; this run has opened 1/,
      list,
      ({ sessions }) => ({ sessions: [...sessions, { ...sessions[0], sessionID: "ghost", current: false }] }),
    ),
    isOurs: true,
  },
  changed(
    "the first user's list has the other user's sessions",
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
        body: JSON.stringify({ sessions: [...sessions, ...others.map(toEntry)] }),
      };
    },
  ),
  changed(
    "the other user's list has the first user's session",
    /the session of this run is listed/,
    list,
    (answer, { bearer }, world) => {
      if (!isSuccess(answer)) return answer;
      const { sessions }: Body = JSON.parse(answer.body);
      const asker = owner(world, bearer);
      const [first] = world.sessions;
      const others = first && asker?.email !== first.email ? [toEntry(first)] : [];
      return { ...answer, body: JSON.stringify({ sessions: [...sessions, ...others] }) };
    },
  ),
  toLater(
    "the oldest session is current for all of the user's",
    /lists both for the second bearer.*another session than the bearer's own is current/,
    (sessions) => sessions.map((e: Body) => ({ ...e, current: !e.current })),
  ),
  toLater(
    "the list is empty except for the user's oldest session",
    /lists both for the second bearer.*the bearer's own session is not listed/,
    () => [],
  ),
  toLater(
    "a session lists only itself, except the user's oldest one",
    /lists both for the second bearer.*the session of this run is not listed/,
    (sessions) => sessions.filter((e: Body) => e.current),
  ),
  others(
    "expireAt",
    4_000_000_000,
    /expireAt of the second session was|lists both for the second bearer.*expireAt was 4000000000/,
  ),
  others("ip", "1.2.3.4", /ip of the second session is not that of createSession/),
  others("userAgent", "another", /userAgent of the second session is not that of createSession/),
];

/** Changes the list for a session that is not its user's oldest one. */
function toLater(name: string, says: RegExp, change: (sessions: Body[]) => Body[]): Fault {
  return changed(name, says, list, (answer, { bearer }, world) => {
    const asker = owner(world, bearer);
    const oldest = world.sessions.find(({ email }) => email === asker?.email);
    if (!isSuccess(answer) || asker === oldest) return answer;
    return { ...answer, body: JSON.stringify({ sessions: change(JSON.parse(answer.body).sessions) }) };
  });
}

/** Changes a field of the listed sessions that are not the bearer's own. */
function others(field: string, value: unknown, says: RegExp): Fault {
  return entry(`${field} of the other sessions is ${JSON.stringify(value)}`, says, (e) =>
    e.current ? e : { ...e, [field]: value },
  );
}
