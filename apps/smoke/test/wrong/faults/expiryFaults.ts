import {
  acknowledged,
  type Body,
  check,
  extend,
  type Fault,
  instead,
  isSuccess,
  requestOf,
  withBearer,
} from "../Fault.ts";
import { forwardAndNote } from "../startProxy.ts";

export const expiryFaults: Fault[] = [
  instead("extend does nothing", /expireAt was (\d+) and is now \1/, extend, async (request, world) => {
    const checked = await world.forward(requestOf("GET", "/session", request.bearer));
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
    /shows the other expiry unmoved.*expireAt was \d+ and is now \d+/,
    extend,
    async (request, world) => {
      for (const { bearer } of world.sessions)
        if (bearer !== request.bearer) await world.forward(withBearer(request, bearer));
      return forwardAndNote(request, world);
    },
    { isOurs: true },
  ),
];
