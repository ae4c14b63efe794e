import { lookup } from "node:dns/promises";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import pino, { type Logger } from "pino";
import { contradictionsOf } from "./contradictionsOf.ts";
import { createLimits, noLimits } from "./domain/limits.ts";
import { createAuthenticate } from "./handlers/authenticate.ts";
import type { SessionRules } from "./handlers/Context.ts";
import { createHandlers } from "./handlers/createHandlers.ts";
import { createApp } from "./http/createApp.ts";
import { loadDocument } from "./http/document.ts";
import { newKeyLine, parseKeys } from "./keys.ts";
import { createMailWorker } from "./mail/createMailWorker.ts";
import { mailErrorFacts } from "./mail/mailErrorFacts.ts";
import { consoleTransport, smtpTransport, type Transport } from "./mail/transport.ts";
import { createMetrics, startOps } from "./ops.ts";
import { startPruning } from "./startPruning.ts";
import { openStore } from "./store/openStore.ts";
import { addUser, type NewUser } from "./users.ts";

/** With the drain before it and the mail after it, well within the 10 seconds of the command. */
const closeLimitMs = 3_000;

/** Receives what would be mailed, where a test wants the code without a mail server. */
export type MailHandler = (mail: { to: string; code: string; verificationCodeID: string }) => void | Promise<void>;

export interface ServerOptions extends Partial<SessionRules> {
  /** The port to listen on. A free one by default. */
  port?: number;
  /** The address to listen on. 127.0.0.1 by default. */
  host?: string;
  /** `sqlite::memory:` (the default) or `sqlite:path/to/file.db`. */
  database?: string;
  /** `console`, an `smtp://` or `smtps://` URL, or a function. By default nothing is sent and codes are lost. */
  mail?: string | MailHandler;
  /** The sender of the mails. */
  mailFrom?: string;
  /** The keys, newest first, one `id secret` a line. A random one by default, so that codes end with the process. */
  keys?: string;
  /** Accounts to add at the start, where they do not exist. */
  users?: NewUser[];
  /** Milliseconds since 1970. `Date.now` by default. */
  clock?: () => number;
  /** `off` counts and refuses nothing: for benches and fuzzing. `on` by default. */
  limits?: "on" | "off";
  /** Addresses and CIDR ranges whose `X-Forwarded-For` is believed. None by default. */
  trustProxy?: string[];
  /** Origins whose pages may call. None by default. */
  corsOrigins?: string[];
  /** Whether every reply is held against the document, and answered 500 if it differs. */
  checkReplies?: boolean;
  /** The port for `/livez`, `/readyz` and `/metrics`, on the loopback address. None by default. */
  opsPort?: number;
  /** Where log lines go. Nowhere by default. */
  logger?: Logger;
  /** How long, at the end, answers ask callers to close their connections before the server stops to listen. */
  drainMs?: number;
}

export interface Server extends AsyncDisposable {
  /** Where the API is served, for a client's base URL. */
  readonly url: string;
  /** Where operators look, if `opsPort` was given. */
  readonly opsUrl: string | undefined;
  /** Answers what was accepted, sends the mail that is on its way, and closes the database. */
  close(): Promise<void>;
}

/**
 * Starts a live server of the session API and resolves once it listens. Rejects with an `Error` that says what to
 * do when the port is taken, the database cannot be opened, or a setting makes no sense.
 *
 * @example
 * ```ts
 * import { startServer } from "@session-api/server";
 *
 * const codes: string[] = [];
 * await using server = await startServer({
 *   users: [{ email: "john@doe.net" }],
 *   mail: ({ code }) => void codes.push(code),
 * });
 * ```
 */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const { host = "127.0.0.1", port = 0, clock = Date.now, limits = "on", drainMs = 0 } = options;
  const { codeDigits = 6, sessionLifetimeSeconds = 24 * 60 * 60, sessionMaxAgeSeconds = 30 * 24 * 60 * 60 } = options;
  const contradiction = contradictionsOf({
    host,
    limits,
    mail: options.mail,
    codeDigits,
    sessionLifetimeSeconds,
    sessionMaxAgeSeconds,
  });
  if (contradiction.length > 0) fail(contradiction.join("; "));
  const logger = options.logger ?? pino({ level: "silent" });
  const keys = parseKeys(options.keys ?? newKeyLine(new Date()));
  const document = await loadDocument();
  const metrics = options.opsPort === undefined ? undefined : createMetrics();
  // What happened to sessions is written at every level but `silent`.
  const auditLog = logger.child({ audit: true }, logger.level === "silent" ? {} : { level: "info" });
  let isDraining = false;

  // Closed in the opposite order, at the end or when a later one cannot be started.
  await using started = new AsyncDisposableStack();
  const store = openStore(options.database ?? "sqlite::memory:");
  started.defer(() => store.close());
  for (const user of options.users ?? []) await addUser(store, user);
  const isReady = async () => (isDraining ? fail("draining") : store.ping());
  const ops = metrics && (await startOps(options.opsPort ?? 0, metrics, isReady));
  if (ops) started.defer(ops.close);
  const mailWorker = createMailWorker({
    store,
    keys,
    transport: transportOf(options.mail, options.mailFrom ?? "no-reply@localhost"),
    codeDigits,
    clock,
    onMailFailed: (error) => logger.warn(mailErrorFacts(error), "a mail could not be sent"),
    onStoreFailed: (error) => logger.error({ err: error }, "the outbox cannot be read and will be tried again"),
    ...(metrics && { onResult: metrics.mail }),
  });
  started.defer(mailWorker.stop);
  const onPruneError = (error: unknown) => logger.error({ err: error }, "expired rows could not be removed");
  started.defer(startPruning(store, clock, onPruneError).stop);
  const app = await createApp({
    document,
    handlers: createHandlers({
      store,
      keys,
      limits: limits === "off" ? noLimits : createLimits(keys),
      rules: { codeDigits, sessionLifetimeSeconds, sessionMaxAgeSeconds },
      wakeMailWorker: mailWorker.wake,
      audit: (event) => auditLog.info(event),
    }),
    authenticate: createAuthenticate({ store }),
    clock,
    logger,
    trustProxy: options.trustProxy ?? [],
    corsOrigins: options.corsOrigins ?? [],
    checkReplies: options.checkReplies ?? false,
    isDraining: () => isDraining,
    onAnswer: metrics?.answer,
  });
  started.defer(() => closeApp(app));
  // For `localhost`, Fastify would open a second server, which leaves the sockets of an Upgrade without a listener.
  await lookup(host)
    .then(({ address }) => app.listen({ port, host: address }))
    .catch((error) => fail(listenAdvice(error, host, port), error));
  mailWorker.wake();

  const running = started.move();
  let closing: Promise<void> | undefined;
  const close = () => {
    isDraining = true;
    closing ??= delay(drainMs).then(() => running.disposeAsync());
    return closing;
  };
  const { address, family, port: listening } = app.server.address() as AddressInfo;
  const hostname = family === "IPv6" ? `[${address}]` : address;
  const url = `http://${hostname}:${listening}${document.basePath}`;
  return { url, opsUrl: ops?.url, close, [Symbol.asyncDispose]: close };
}

/** Answers what has arrived. Who has sent nothing, or half of it, is not waited for longer than a moment. */
async function closeApp(app: FastifyInstance): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), closeLimitMs);
  await app.close();
  clearTimeout(timer);
}

function fail(message: string, cause?: unknown): never {
  throw new Error(message, { cause });
}

function transportOf(mail: ServerOptions["mail"], from: string): Transport {
  if (mail === "console") return consoleTransport;
  if (typeof mail === "string") return smtpTransport(mail, from);
  return {
    async send({ to }, code) {
      await mail?.({ to: to.address, ...code });
    },
    close() {},
  };
}

function listenAdvice({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === "EADDRINUSE") return `port ${port} on ${host} is taken: stop what listens there, or choose another port`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `this machine has no address ${host}: try 127.0.0.1 or 0.0.0.0`;
  return `cannot listen on ${host}:${port}: ${message}`;
}
