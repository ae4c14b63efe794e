import { EventEmitter, once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type ServerOptions, startServer } from "@session-api/server";
import { faults } from "./faults.ts";
import type { Environment } from "./scenarios/Environment.ts";

const shortLifetimeSeconds = 6;

export interface Host extends AsyncDisposable {
  environment: Omit<Environment, "email" | "isBrowser">;
}

/**
 * Starts the servers of the flow: two live servers, and two test hosts, which hand out the codes of the mails, send faulty
 * responses on demand, and serve the page that a browser opens.
 */
export async function startHost(emails: string[], pageScript: string): Promise<Host> {
  const mailbox = createMailbox();
  const calls = new Map<string, number>();

  async function respond({ url = "", method }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(url, "http://host");
    const [, resource, fault = ""] = pathname.split("/");
    // A page of another origin may call, but sees no header.
    response.setHeader("Access-Control-Allow-Origin", "*").setHeader("Access-Control-Allow-Headers", "authorization");
    if (method === "OPTIONS") response.writeHead(204).end();
    else if (resource === "code") response.end(await mailbox.take(searchParams.get("email") ?? ""));
    else if (resource === "page.js")
      response.writeHead(200, { "Content-Type": "text/javascript" }).end(await readFile(pageScript));
    else if (resource === "faults") {
      const nth = (calls.get(pathname) ?? 0) + 1;
      calls.set(pathname, nth);
      faults[fault]?.(response, nth);
    } else {
      response.writeHead(200, { "Content-Type": "text/html" });
      response.end('<!doctype html><title>The flow</title><script type="module" src="/page.js"></script>');
    }
  }

  await using running = new AsyncDisposableStack();
  const listen = async (): Promise<string> => {
    const server = createServer(respond).listen(0, "127.0.0.1");
    await once(server, "listening");
    running.defer(() => close(server));
    return getUrl(server);
  };
  const hostUrl = await listen();
  const foreignHostUrl = await listen();
  const options: ServerOptions = {
    users: emails.map((email) => ({ email })),
    mail: mailbox.put,
    // So many digits do not appear in another number by chance.
    codeDigits: 10,
    limits: "off",
    checkReplies: true,
    corsOrigins: [hostUrl],
  };
  const live = running.use(await startServer(options));
  const short = running.use(await startServer({ ...options, sessionLifetimeSeconds: shortLifetimeSeconds }));
  const urls = {
    baseUrl: live.url,
    shortBaseUrl: short.url,
    closedUrl: await findClosedUrl(),
    hostUrl,
    foreignHostUrl,
  };
  const started = running.move();
  return { environment: urls, [Symbol.asyncDispose]: () => started.disposeAsync() };
}

function createMailbox() {
  const codes = new Map<string, string>();
  const arrivals = new EventEmitter();
  return {
    put({ to, code }: { to: string; code: string }): void {
      codes.set(to, code);
      arrivals.emit(to);
    },
    /** Waits for a code, and hands it out once. */
    async take(email: string): Promise<string> {
      if (!codes.has(email)) await once(arrivals, email);
      const code = codes.get(email) ?? "";
      codes.delete(email);
      return code;
    },
  };
}

function getUrl(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}

/** Returns the URL of a port where a server has just stopped listening. */
async function findClosedUrl(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = getUrl(server);
  await close(server);
  return url;
}
