import {
  acknowledged,
  type Body,
  check,
  createRequest,
  extend,
  type Fault,
  instead,
  isSuccess,
  owner,
  withBearer,
} from "../Fault.ts";
import { forwardAndNote } from "../startProxy.ts";

export const expiryFaults: Fault[] = [
  instead("extend does nothing", /expireAt was (\d+) and is now \1/, extend, async (request, world) => {
    const checked = await world.forward(createRequest("GET", "/session", request.bearer));
    return isSuccess(checked) ? acknowledged : forwardAndNote(request, world);
  }),
  {
    name: "extend goes back",
    says: /shows a later expiry: expireAt was \d+ and is now \d+/,
    async answer(request, world) {
      const answer = await forwardAndNote(request, world);
      if (request.line === extend && isSuccess(answer)) world.memory.set("extended", request.bearer);
      if (request.line !== check || !isSuccess(answer) || world.memory.get("extended") !== request.bearer)
        return answer;
      const fields: Body = JSON.parse(answer.body);
      return { ...answer, body: JSON.stringify({ ...fields, expireAt: fields.expireAt - 60 }) };
    },
  },
  instead(
    "extend moves every session",
    /lists the other expiry unmoved.*expireAt of the second session was \d+ and is now \d+/,
    extend,
    async (request, world) => {
      for (const { bearer } of world.sessions)
        if (bearer !== request.bearer) await world.forward(withBearer(request, bearer));
      return forwardAndNote(request, world);
    },
  ),
  instead(
    "extend moves the user's oldest session",
    /shows a later expiry of the second session: expireAt was \d+ and is now \d+/,
    extend,
    async (request, world) => {
      const asker = owner(world, request.bearer);
      const oldest = world.sessions.find(({ email, isVerified }) => isVerified && email === asker?.email);
      return forwardAndNote(oldest && asker?.isVerified ? withBearer(request, oldest.bearer) : request, world);
    },
  ),
  instead(
    "extend by another session moves the user's oldest one, too",
    /lists the first expiry unmoved.*expireAt of the session of this run was \d+ and is now \d+/,
    extend,
    async (request, world) => {
      const asker = owner(world, request.bearer);
      const answer = await forwardAndNote(request, world);
      const oldest = world.sessions.find(({ email, isVerified }) => isVerified && email === asker?.email);
      if (oldest && isSuccess(answer)) await world.forward(withBearer(request, oldest.bearer));
      return answer;
    },
  ),
];
