import { EventEmitter, once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type ServerOptions, startServer } from "@session-api/server";
import { faults } from "./faults.ts";
import type { Place } from "./Place.ts";

const shortLifetimeSeconds = 6;

export interface Host extends AsyncDisposable {
  place: Omit<Place, "email" | "isBrowser">;
}

/**
 * Starts what the flow meets: two live servers, and beside them the host, which hands out the codes from their mails,
 * answers wrongly where that is asked for, and serves the page that a browser opens.
 */
export async function startHost(emails: string[], pageScript: string): Promise<Host> {
  const mailbox = createMailbox();
  const calls = new Map<string, number>();

  async function answer({ url = "", method }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(url, "http://host");
    const [, room, fault = ""] = pathname.split("/");
    // So that a page of another origin may call, and sees no header.
    response.setHeader("Access-Control-Allow-Origin", "*").setHeader("Access-Control-Allow-Headers", "authorization");
    if (method === "OPTIONS") response.writeHead(204).end();
    else if (room === "code") response.end(await mailbox.take(searchParams.get("email") ?? ""));
    else if (room === "page.js")
      response.writeHead(200, { "Content-Type": "text/javascript" }).end(await readFile(pageScript));
    else if (room === "faults") {
      const nth = (calls.get(pathname) ?? 0) + 1;
      calls.set(pathname, nth);
      faults[fault]?.(response, nth);
    } else {
      response.writeHead(200, { "Content-Type": "text/html" });
      response.end('<!doctype html><title>The flow</title><script type="module" src="/page.js"></script>');
    }
  }

  await using started = new AsyncDisposableStack();
  const listen = async (): Promise<string> => {
    const server = createServer(answer).listen(0, "127.0.0.1");
    await once(server, "listening");
    started.defer(() => close(server));
    return urlOf(server);
  };
  const hostUrl = await listen();
  const foreignHostUrl = await listen();
  const options: ServerOptions = {
    users: emails.map((email) => ({ email })),
    mail: mailbox.put,
    // Too long to stand in another number by chance.
    codeDigits: 10,
    limits: "off",
    checkReplies: true,
    corsOrigins: [hostUrl],
  };
  const live = started.use(await startServer(options));
  const short = started.use(await startServer({ ...options, sessionLifetimeSeconds: shortLifetimeSeconds }));
  const place = { baseUrl: live.url, shortBaseUrl: short.url, closedUrl: await closedUrl(), hostUrl, foreignHostUrl };
  const running = started.move();
  return { place, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

function createMailbox() {
  const codes = new Map<string, string>();
  const arrivals = new EventEmitter();
  return {
    put({ to, code }: { to: string; code: string }): void {
      codes.set(to, code);
      arrivals.emit(to);
    },
    /** The code of the next mail that nobody has taken. */
    async take(email: string): Promise<string> {
      if (!codes.has(email)) await once(arrivals, email);
      const code = codes.get(email) ?? "";
      codes.delete(email);
      return code;
    },
  };
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}

/** Where somebody listened a moment ago, and nobody does now. */
async function closedUrl(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = urlOf(server);
  await close(server);
  return url;
}
