import assert from "node:assert/strict";
import type { paths } from "@session-api/client";
import fc from "fast-check";
import type { Client } from "openapi-fetch";
import type { ModelSession, ReferenceModel } from "./ReferenceModel.ts";

/** The live server, and the secrets of each session of the model. */
export interface Real {
  api: Client<paths>;
  codeFor(verificationCodeID: string): Promise<string>;
  advance(seconds: number): void;
  known: Map<ModelSession, { bearer: string; sessionID: string; verificationCodeID: string; code: string }>;
}

type Command = fc.AsyncCommand<ReferenceModel, Real>;

/** The index of a session, modulo their number. */
const anySession = fc.nat({ max: 1_000 });
const of = ({ sessions }: ReferenceModel, index: number) => sessions[index % sessions.length] as ModelSession;
const hasSessions = ({ sessions }: Readonly<ReferenceModel>) => sessions.length > 0;

function command(title: string, run: Command["run"], check: Command["check"] = hasSessions): Command {
  return { check, run, toString: () => title };
}

/** Calls with the bearer of a session. `expected` is the response to a good one. */
function bearing(
  title: string,
  index: number,
  call: (
    headers: { Authorization: string },
    real: Real,
    model: ReferenceModel,
  ) => Promise<{ response: Response; data?: unknown }>,
  expected: (session: ModelSession, model: ReferenceModel, real: Real) => [status: number, body?: unknown],
): Command {
  return command(`${title} of session ${index}`, async (model, real) => {
    const session = of(model, index);
    const headers = { Authorization: `Bearer ${real.known.get(session)?.bearer}` };
    const { response, data } = await call(headers, real, model);
    const refusal = model.refusal(session);
    const [status, body] = refusal === undefined ? expected(session, model, real) : [refusal];
    assert.equal(response.status, status);
    if (body !== undefined) assert.deepEqual(data, body);
  });
}

const create = (email: string, user: string | undefined) =>
  command(
    `create for ${user ?? "an unknown email"}`,
    async (model, real) => {
      const session = model.create(user);
      const { data } = await real.api.POST("/session", { body: { email } });
      assert.equal(data?.expireAt, session.expireAt);
      // Read now, because the server may not send the mail of an expired session later.
      const code = user === undefined ? "012345" : await real.codeFor(data.verificationCodeID);
      real.known.set(session, { ...data, code });
    },
    () => true,
  );

/** Tries wrong codes, often as many as a code allows, and then perhaps the right one. */
const verify = (index: number, wrongTries: number, isRightLast: boolean) =>
  command(
    `verify session ${index} with ${wrongTries} wrong codes${isRightLast ? ", then the right one" : ""}`,
    async (model, real) => {
      const session = of(model, index);
      const { verificationCodeID = "", code: right = "" } = real.known.get(session) ?? {};
      const wrong = `${right.slice(0, -1)}${(Number(right.at(-1)) + 1) % 10}`;
      for (const isRight of [...Array(wrongTries).fill(false), ...(isRightLast ? [true] : [])]) {
        const body = { verificationCodeID, code: isRight ? right : wrong };
        const { response } = await real.api.PUT("/session/verification", { body });
        assert.equal(response.status, model.verify(session, isRight));
      }
    },
  );

const check = (index: number) =>
  bearing(
    "check",
    index,
    async (headers, { api }) => {
      const { response, data } = await api.GET("/session", { headers });
      return {
        response,
        data: data && { sessionID: data.sessionID, expireAt: data.expireAt, fullName: data.fullName },
      };
    },
    (session, _model, { known }) => [
      200,
      { sessionID: known.get(session)?.sessionID, expireAt: session.expireAt, fullName: session.user },
    ],
  );

const list = (index: number) =>
  bearing(
    "list",
    index,
    async (headers, { api }) => {
      const { response, data } = await api.GET("/sessions", { headers });
      const plain = data?.sessions.map(({ sessionID, expireAt, current }) => ({ sessionID, expireAt, current }));
      return { response, data: plain?.sort((a, b) => a.sessionID.localeCompare(b.sessionID)) };
    },
    (session, model, { known }) => [
      200,
      model
        .list(session)
        .map((one) => ({
          sessionID: known.get(one)?.sessionID ?? "",
          expireAt: one.expireAt,
          current: one === session,
        }))
        .sort((a, b) => a.sessionID.localeCompare(b.sessionID)),
    ],
  );

const extend = (index: number) =>
  bearing(
    "extend",
    index,
    (headers, { api }) => api.PUT("/session/extend", { headers }),
    (session, model) => {
      model.extend(session);
      return [202];
    },
  );

const close = (index: number, other: number) =>
  bearing(
    `close session ${other} with the bearer`,
    index,
    (headers, { api, known }, model) => {
      const id = known.get(of(model, other))?.sessionID ?? "";
      return api.DELETE("/session/{id}", { headers, params: { path: { id } } });
    },
    (session, model) => [model.close(session, of(model, other))],
  );

const wait = (seconds: number) =>
  command(
    `wait ${seconds} s`,
    async (model, real) => {
      model.now += seconds;
      real.advance(seconds);
    },
    () => true,
  );

/** Creates calls of the six operations by each user, and waits: often until just before an expiry, or just after it. */
export function createCommands(users: Record<string, string>): fc.Arbitrary<Command>[] {
  const accounts = Object.entries(users).map(([user, email]) => create(email, user));
  return [
    fc.constantFrom(...accounts, create("unknown@session-smoke.invalid", undefined)),
    fc.tuple(anySession, fc.constantFrom(0, 0, 0, 1, 4, 5), fc.boolean()).map((tries) => verify(...tries)),
    anySession.map(check),
    anySession.map(list),
    anySession.map(extend),
    fc.tuple(anySession, anySession).map(([index, other]) => close(index, other)),
    fc.constantFrom(1, 60, 599, 600, 1_799, 1_800, 1_801).map(wait),
  ];
}
