import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** Ways to be a wrong server, one at a time. */
export type Fault =
  | "refuses without headers"
  | "refuses without an id"
  | "omits the bearer"
  | "create says tomorrow"
  | "check says unverified"
  | "roles is a string"
  | "lists strings for booleans"
  | "extend answers nothing"
  | "echoes the bearer"
  | "never answers"
  | "pending sessions are verified"
  | "any code verifies"
  | "a code verifies twice"
  | "check names another session"
  | "expiry is a string"
  | "lists nothing as current"
  | "extend moves back"
  | "no bearer is needed"
  | "any body is accepted"
  | "close of an unknown id works"
  | "close does nothing"
  | "redirects";

interface Session {
  sessionID: string;
  verificationCodeID: string;
  code: string | undefined;
  verified: boolean;
  expireAt: number;
}

const device = { ip: "198.51.100.7", userAgent: "" };

/** A server that remembers, as small as it can be, so that the whole flow and each way to break it can be shown. */
export async function startMemoryServer(fault?: Fault) {
  const sessions = new Map<string, Session>();
  const codes: string[] = [];

  async function answer(request: IncomingMessage): Promise<[status: number, body?: object]> {
    const [, resource, id = ""] = (request.url ?? "").split("/");
    const bearer = request.headers.authorization?.slice("Bearer ".length) ?? "";
    const session = sessions.get(bearer) ?? (fault === "no bearer is needed" ? [...sessions.values()][0] : undefined);
    const body = request.headers["content-type"] ? Object(await json(request)) : {};
    const { method } = request;

    if (fault === "redirects") return [302];
    if (fault === "never answers") return new Promise(() => {});
    if (method === "POST" && resource === "session") {
      if (typeof body.email !== "string" && fault !== "any body is accepted") return [400];
      const created = newSession();
      codes.push(created.code);
      const secret = randomUUID();
      sessions.set(secret, created);
      const expireAt = fault === "create says tomorrow" ? "tomorrow" : created.expireAt;
      return [
        202,
        { ...created, ...device, expireAt, code: undefined, ...(fault !== "omits the bearer" && { bearer: secret }) },
      ];
    }
    if (method === "PUT" && id === "verification") {
      const found = [...sessions.values()].find((s) => s.verificationCodeID === body.verificationCodeID);
      if (!found || (found.code !== body.code && fault !== "any code verifies")) return [401];
      found.verified = true;
      if (fault !== "a code verifies twice") found.code = undefined;
      return [202, { message: "acknowledged" }];
    }
    if (!session) return [401];
    if (fault === "echoes the bearer" && session.verified) return [500];
    if (!session.verified && fault !== "pending sessions are verified") return [403];
    if (method === "GET" && resource === "sessions") {
      const list = [...sessions.values()].filter(({ verified }) => verified);
      const isCurrent = (s: Session) => s === session && fault !== "lists nothing as current";
      const flag = (is: boolean) => (fault === "lists strings for booleans" ? String(is) : is);
      return [200, { sessions: list.map((s) => ({ ...s, ...device, current: flag(isCurrent(s)) })) }];
    }
    if (method === "GET") {
      return [
        200,
        {
          ...session,
          ...device,
          userID: "john",
          alias: "johny",
          fullName: "John Doe",
          verified: fault !== "check says unverified",
          roles: fault === "roles is a string" ? "admin" : [],
          groups: [],
          ...(fault === "check names another session" && { sessionID: "other" }),
          ...(fault === "expiry is a string" && { expireAt: String(session.expireAt) }),
        },
      ];
    }
    if (method === "PUT") {
      session.expireAt += fault === "extend moves back" ? -60 : 60;
      if (fault === "extend answers nothing") return [202];
      return [202, { message: "acknowledged" }];
    }
    const closing = [...sessions].find(([, { sessionID }]) => sessionID === id)?.[0];
    if (closing === undefined && fault !== "close of an unknown id works") return [404];
    if (closing !== undefined && fault !== "close does nothing") sessions.delete(closing);
    return [202, { message: "acknowledged" }];
  }

  const server = createServer(async (request, response) => {
    const [status, body] = await answer(request);
    const isError = ![200, 202].includes(status) && fault !== "refuses without headers";
    response.writeHead(status, {
      "Content-Type": "application/json",
      ...(isError && {
        "x-error": fault === "echoes the bearer" ? `refused ${request.headers.authorization}` : "refused",
      }),
      ...(isError && fault !== "refuses without an id" && { "x-error-id": randomUUID() }),
      ...(status === 302 && { Location: "/elsewhere" }),
    });
    response.end(body && JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sessions,
    readCode: async () => codes.at(-1) ?? "",
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function newSession(): Session & { code: string } {
  return {
    sessionID: randomUUID(),
    verificationCodeID: randomUUID(),
    code: "012345",
    verified: false,
    expireAt: Math.floor(Date.now() / 1_000) + 600,
  };
}
