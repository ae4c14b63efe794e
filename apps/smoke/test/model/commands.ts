import assert from "node:assert/strict";
import fc from "fast-check";
import { type Received, type Side, toComparable } from "./Side.ts";

/** The number of sessions so far. The mock is the model of everything else. */
export interface Model {
  sessions: number;
}

/** The live server and the mock that remembers. Each run has users of its own, so no run sees the sessions of another. */
export interface Real {
  server: Side;
  mock: Side;
  run: number;
}

type Command = fc.AsyncCommand<Model, Real>;

/** The index of a session, modulo their number. One of the first few, so that a run does much to the same session. */
const anySession = fc.nat({ max: 3 });
const hasSessions = ({ sessions }: Readonly<Model>) => sessions > 0;

/** Sends the same call to both, and expects the same response. `call` may send several. */
function compare(
  title: string,
  call: (side: Side, real: Real) => Promise<Received[]>,
  check: Command["check"] = hasSessions,
): Command {
  return {
    check,
    async run(model, real) {
      const [server, mock] = await Promise.all(
        [real.server, real.mock].map(async (side) => toComparable(side, await call(side, real))),
      );
      model.sessions = real.mock.known.length;
      assert.deepEqual(server, mock);
    },
    toString: () => title,
  };
}

const known = ({ known }: Side, index: number) => {
  const session = known[index % known.length];
  assert.ok(session);
  return session;
};
const bear = (side: Side, index: number) => ({ Authorization: `Bearer ${known(side, index).bearer}` });

/** Starts a session, whose status and expiry must be the same. `name` is undefined for an email without an account. */
const create = (name: string | undefined) =>
  compare(
    `create for ${name ?? "an unknown email"}`,
    async (side, { run }) => {
      const email = name === undefined ? "unknown@session-smoke.invalid" : `${name}${run}@doe.net`;
      const { response, data } = await side.api.POST("/session", { body: { email } });
      assert.ok(data);
      // Read now, because the server may not send the mail of an expired session later.
      const code = name === undefined ? "012345" : await side.readCode({ ...data, email });
      side.known.push({ ...data, code });
      const { bearer: _, verificationCodeID: __, ...shown } = data;
      return [{ response, data: shown }];
    },
    () => true,
  );

/** Tries wrong codes, often as many as a code allows, and then perhaps the right one. */
const verify = (index: number, wrongTries: number, isRightLast: boolean) =>
  compare(
    `verify session ${index} with ${wrongTries} wrong codes${isRightLast ? ", then the right one" : ""}`,
    async (side) => {
      const { verificationCodeID, code: right } = known(side, index);
      const wrong = `${right.slice(0, -1)}${(Number(right.at(-1)) + 1) % 10}`;
      const received: Received[] = [];
      for (const code of [...Array(wrongTries).fill(wrong), ...(isRightLast ? [right] : [])])
        received.push(await side.api.PUT("/session/verification", { body: { verificationCodeID, code } }));
      return received;
    },
  );

const check = (index: number) =>
  compare(`check of session ${index}`, async (side) => [
    await side.api.GET("/session", { headers: bear(side, index) }),
  ]);

const list = (index: number) =>
  compare(`list of session ${index}`, async (side) => {
    const { response, data } = await side.api.GET("/sessions", { headers: bear(side, index) });
    const inOrder = (id: string) => side.known.findIndex(({ sessionID }) => sessionID === id);
    // The document promises no order.
    return [{ response, data: data?.sessions.sort((a, b) => inOrder(a.sessionID) - inOrder(b.sessionID)) }];
  });

/** Extends a session, and checks it after that, because the response to extend does not show the expiry. */
const extend = (index: number) =>
  compare(`extend of session ${index}`, async (side) => [
    await side.api.PUT("/session/extend", { headers: bear(side, index) }),
    await side.api.GET("/session", { headers: bear(side, index) }),
  ]);

const close = (index: number, other: number) =>
  compare(`close session ${other} with the bearer of session ${index}`, async (side) => {
    const params = { path: { id: known(side, other).sessionID } };
    return [await side.api.DELETE("/session/{id}", { headers: bear(side, index), params })];
  });

const wait = (seconds: number) =>
  compare(
    `wait ${seconds} s`,
    async (side) => {
      side.advance(seconds);
      return [];
    },
    () => true,
  );

/** Creates calls of the six operations by each user, and waits: often until just before an expiry, or just after it. */
export function createCommands(names: string[]): fc.Arbitrary<Command>[] {
  return [
    fc.constantFrom(...names.map(create), create(undefined)),
    fc.tuple(anySession, fc.constantFrom(0, 0, 0, 1, 4, 5), fc.boolean()).map((tries) => verify(...tries)),
    anySession.map(check),
    anySession.map(list),
    anySession.map(extend),
    fc.tuple(anySession, anySession).map(([index, other]) => close(index, other)),
    fc.constantFrom(1, 60, 599, 600, 1_200, 1_799, 1_800, 1_801).map(wait),
  ];
}
