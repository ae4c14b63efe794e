import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface WireRequest {
  /** `POST /session`: below the base path, with ids as they were sent. */
  line: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  bearer: string;
}

export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A session that was created through the proxy. */
export interface Seen {
  email: string;
  bearer: string;
  sessionID: string;
  verificationCodeID: string;
  isVerified: boolean;
  body: Record<string, unknown>;
}

/** The state that the proxy keeps for a fault. */
export interface World {
  /** All sessions that were created through this proxy, in order. */
  sessions: Seen[];
  /** Sends the request to the live server. */
  forward(request: WireRequest): Promise<WireAnswer>;
  codeFor(verificationCodeID: string): Promise<string>;
  /** For the use of the fault. */
  memory: Map<string, unknown>;
}

/** Answers in place of the live server. Undefined means that it has written the response itself. */
export type Answering = (
  request: WireRequest,
  world: World,
  response: ServerResponse,
) => Promise<WireAnswer | undefined>;

/** Starts a proxy in front of the live server that answers as `answering` says. */
export async function startProxy(
  server: { url: string; codeFor(verificationCodeID: string): Promise<string> },
  answering: Answering,
): Promise<{ url: string } & AsyncDisposable> {
  const { origin, pathname: basePath } = new URL(server.url);
  const agent = new Agent({ keepAlive: true });
  const world: World = { sessions: [], memory: new Map(), codeFor: server.codeFor, forward };

  function forward({ method, path, headers, body }: WireRequest): Promise<WireAnswer> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(origin);
      const { "content-length": _, ...others } = headers;
      const length = body === "" ? {} : { "content-length": String(Buffer.byteLength(body)) };
      const request = send({ hostname, port, agent, method, path: basePath + path, headers: { ...others, ...length } });
      request.on("error", reject);
      request.on("response", async (response) => {
        const { "transfer-encoding": __, ...sent } = response.headers as Record<string, string>;
        resolve({ status: response.statusCode ?? 0, headers: sent, body: await text(response) });
      });
      request.end(body);
    });
  }

  const proxy = createServer(async (incoming: IncomingMessage, response: ServerResponse) => {
    const { method = "", url = "" } = incoming;
    const path = url.slice(basePath.length);
    const headers = incoming.headers as Record<string, string>;
    const bearer = headers.authorization?.slice("Bearer ".length) ?? "";
    const request = { line: `${method} ${path}`, method, path, headers, body: await text(incoming), bearer };
    const answer = await answering(request, world, response).catch((error: Error) => {
      response.destroy(error);
      return undefined;
    });
    if (!answer) return;
    const { "content-length": _, ...rest } = answer.headers;
    response.writeHead(answer.status, { ...rest, "content-length": Buffer.byteLength(answer.body) });
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}${basePath}`,
    async [Symbol.asyncDispose]() {
      agent.destroy();
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

/** Sends the request to the live server, and keeps the sessions that it creates and verifies. */
export async function forwardAndNote(request: WireRequest, world: World): Promise<WireAnswer> {
  const answer = await world.forward(request);
  if (answer.status !== 202) return answer;
  if (request.line === "POST /session") {
    const body = JSON.parse(answer.body);
    world.sessions.push({ ...body, email: JSON.parse(request.body).email, isVerified: false, body });
  }
  if (request.line === "PUT /session/verification") {
    const { verificationCodeID } = JSON.parse(request.body);
    const session = world.sessions.find((seen) => seen.verificationCodeID === verificationCodeID);
    if (session) session.isVerified = true;
  }
  return answer;
}
