import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { forwardAndNote, type Seen, type WireAnswer, type WireRequest, type World } from "./startProxy.ts";

/** One way in which a server may be faulty. */
export interface Fault {
  name: string;
  /** The failure that smoke must print for it. */
  says: RegExp;
  answer(request: WireRequest, world: World, response: ServerResponse): Promise<WireAnswer | undefined>;
  /** Whether the API's page allows it, or does not show it, on servers that are not this project's. */
  isOurs?: true;
  /** How long a request may take, in milliseconds, when the fault takes longer. */
  timeoutMs?: number;
}

export const create = "POST /session";
export const check = "GET /session";
export const list = "GET /sessions";
export const extend = "PUT /session/extend";
export const verify = "PUT /session/verification";
export const close = "DELETE /session/";
export const anything = "";

// biome-ignore lint/suspicious/noExplicitAny: JSON of any shape, which faults change.
export type Body = Record<string, any>;
type Change = (answer: WireAnswer, request: WireRequest, world: World) => WireAnswer | undefined;

export const isSuccess = ({ status }: WireAnswer) => status === 200 || status === 202;
export const isError = (answer: WireAnswer) => !isSuccess(answer);
export const matches = ({ line }: WireRequest, wanted: string) =>
  wanted === anything || wanted === close ? line.startsWith(wanted) : line === wanted;

/** Changes the responses of the live server to one operation. */
export function changed(name: string, says: RegExp, wanted: string, change: Change, more: Partial<Fault> = {}): Fault {
  return {
    name,
    says,
    async answer(request, world) {
      const answer = await forwardAndNote(request, world);
      return matches(request, wanted) ? (change({ ...answer }, request, world) ?? answer) : answer;
    },
    ...more,
  };
}

/** Changes the body of a success. */
export function body(name: string, says: RegExp, wanted: string, change: (body: Body, world: World) => unknown): Fault {
  return changed(name, says, wanted, (answer, _request, world) =>
    isSuccess(answer) ? { ...answer, body: JSON.stringify(change(JSON.parse(answer.body), world)) } : answer,
  );
}

export function renamed(wanted: string, from: string, to: string): Fault {
  const says = new RegExp(`body\\.${from} is required, the server sent none \\(openapi.yaml:\\d+ says \`required: `);
  return body(`${wanted}: ${from} is called ${to}`, says, wanted, ({ [from]: value, ...rest }) => ({
    ...rest,
    [to]: value,
  }));
}

export function dropped(wanted: string, field: string): Fault {
  const says = new RegExp(`body\\.${field} is required, the server sent none \\(openapi.yaml:\\d+ says \`required: `);
  return body(`${wanted}: ${field} is dropped`, says, wanted, ({ [field]: _, ...rest }) => rest);
}

export function typed(wanted: string, field: string, value: unknown, says: RegExp): Fault {
  const name = `${wanted}: ${field} is ${JSON.stringify(value)}`;
  return body(name, says, wanted, (fields) => ({ ...fields, [field]: value }));
}

/** Changes an entry of the list. */
export function entry(name: string, says: RegExp, change: (entry: Body) => Body): Fault {
  return body(`${list}: ${name}`, says, list, ({ sessions }) => ({ sessions: sessions.map(change) }));
}

/** Answers with another status. */
export function status(
  name: string,
  says: RegExp,
  wanted: string,
  when: (answer: WireAnswer) => boolean,
  to: Partial<WireAnswer>,
): Fault {
  return changed(name, says, wanted, (answer) => (when(answer) ? { ...answer, ...to } : answer));
}

/** Changes the headers of an error, or of a success. */
export function headers(
  name: string,
  says: RegExp,
  when: (answer: WireAnswer) => boolean,
  change: (headers: Body) => Body,
  wanted = anything,
): Fault {
  return changed(name, says, wanted, (answer) =>
    when(answer) ? { ...answer, headers: change({ ...answer.headers }) } : answer,
  );
}

/** Answers one operation in place of the live server. */
export function instead(
  name: string,
  says: RegExp,
  wanted: string,
  answer: Fault["answer"],
  more: Partial<Fault> = {},
): Fault {
  return {
    name,
    says,
    answer: async (request, world, response) =>
      matches(request, wanted) ? answer(request, world, response) : forwardAndNote(request, world),
    ...more,
  };
}

export const json = { "content-type": "application/json" };
export const acknowledged: WireAnswer = { status: 202, headers: json, body: '{"message":"acknowledged"}' };
export const refusal = (code: number): WireAnswer => ({
  status: code,
  headers: { "x-error": "refused", "x-error-id": randomUUID() },
  body: "",
});
export const without = (name: string) => (all: Body) =>
  Object.fromEntries(Object.entries(all).filter(([key]) => key !== name));
/** The response to a check of the session, as if it were verified. */
export const shownVerified = ({ body: shown }: Seen): WireAnswer => {
  const user = { userID: "u", alias: "a", fullName: "f", verified: true, roles: [], groups: [] };
  return { status: 200, headers: json, body: JSON.stringify({ ...shown, ...user }) };
};
/** A session as an entry of the list, not the bearer's own. */
export const toEntry = ({ body: { sessionID, ip, userAgent, expireAt } }: Seen): Body => ({
  ...{ sessionID, ip, userAgent, expireAt, current: false },
});
export const owner = (world: World, bearer: string): Seen | undefined =>
  world.sessions.find((seen) => seen.bearer === bearer);
/** Finds a verified session of the same user, if the bearer belongs to a pending one. */
export const findVerified = (world: World, bearer: string): Seen | undefined => {
  const pending = owner(world, bearer);
  if (pending?.isVerified !== false) return undefined;
  return world.sessions.find(({ email, isVerified }) => isVerified && email === pending.email);
};
export const withBearer = (request: WireRequest, bearer: string): WireRequest => ({
  ...request,
  headers: { ...request.headers, authorization: `Bearer ${bearer}` },
  bearer,
});
export const createRequest = (method: string, path: string, bearer: string): WireRequest =>
  withBearer({ line: `${method} ${path}`, method, path, headers: {}, body: "", bearer }, bearer);
export const parsed = ({ body: text }: WireRequest): Body => {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
};
