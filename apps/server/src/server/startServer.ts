import { lookup } from "node:dns/promises";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { loadDocs } from "@session-api/contract/docs";
import type { FastifyInstance } from "fastify";
import pino from "pino";
import { createLimits, noLimits } from "../domain/createLimits.ts";
import { createKeyLine, parseKeys } from "../domain/keys.ts";
import { createAuthenticate } from "../handlers/authenticate.ts";
import { createHandlers } from "../handlers/createHandlers.ts";
import { createApp } from "../http/createApp.ts";
import { loadContract } from "../http/loadContract.ts";
import { createMailWorker } from "../mail/createMailWorker.ts";
import { createTransport } from "../mail/createTransport.ts";
import { readMailError } from "../mail/readMailError.ts";
import { createMetrics } from "../ops/createMetrics.ts";
import { startOps } from "../ops/startOps.ts";
import { validateSettings } from "../settings/validateSettings.ts";
import { addUser } from "../store/addUser.ts";
import { openStore } from "../store/openStore.ts";
import { startPruning } from "../store/startPruning.ts";
import { explainListenError } from "./explainListenError.ts";
import type { Server, ServerOptions } from "./ServerOptions.ts";

/** The longest wait for open requests. With the drain before and the mail after, closing stays below 10 seconds. */
const closeLimitMs = 3_000;

/**
 * Starts a live server of the session API and resolves once it listens. Rejects with an `Error` that says how to fix a
 * port that is in use, a database that cannot be opened, a wrong setting, or missing docs.
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
  const { host = "127.0.0.1", port = 0, clock = Date.now, limits = "on", drainMs = 0, mail, opsPort } = options;
  const { codeDigits = 6, sessionLifetimeSeconds = 24 * 60 * 60, sessionMaxAgeSeconds = 30 * 24 * 60 * 60 } = options;
  const rules = { codeDigits, sessionLifetimeSeconds, sessionMaxAgeSeconds };
  const mistakes = validateSettings({ host, limits, mail, ...rules });
  if (mistakes.length > 0) throw new Error(mistakes.join("; "));
  const logger = options.logger ?? pino({ level: "silent" });
  // Events of sessions are logged at every level but `silent`.
  const auditLog = logger.child({ audit: true }, logger.level === "silent" ? {} : { level: "info" });
  const keys = parseKeys(options.keys ?? createKeyLine(new Date()));
  const contract = loadContract();
  const docs = options.docs ? await loadDocs({ baseUrl: contract.basePath, kind: "server" }) : undefined;
  const metrics = opsPort === undefined ? undefined : createMetrics();
  let isDraining = false;

  // The parts are closed in the opposite order: at the end, or when a later part cannot be started.
  await using started = new AsyncDisposableStack();
  const store = openStore(options.database ?? "sqlite::memory:");
  started.defer(() => store.close());
  for (const user of options.users ?? []) await addUser(store, user);
  const assertReady = async () => {
    if (isDraining) throw new Error("the server is draining");
    await store.ping();
  };
  const ops = metrics && (await startOps(opsPort ?? 0, metrics.registry, assertReady));
  if (ops) started.defer(ops.close);
  const mailWorker = createMailWorker({
    store,
    keys,
    transport: createTransport(mail, options.mailFrom ?? "no-reply@localhost"),
    codeDigits,
    clock,
    onResult: metrics?.countMail,
    onMailFailed: (error) => logger.warn(readMailError(error), "a mail could not be sent"),
    onStoreFailed: (error) => logger.error({ err: error }, "the outbox could not be read; a retry follows"),
  });
  started.defer(mailWorker.stop);
  const onPruneError = (error: unknown) => logger.error({ err: error }, "expired rows could not be removed");
  started.defer(startPruning(store, clock, onPruneError).stop);
  const app = await createApp({
    contract,
    handlers: createHandlers({
      store,
      keys,
      limits: limits === "off" ? noLimits : createLimits(keys),
      rules,
      wakeMailWorker: mailWorker.wake,
      audit: (event) => auditLog.info(event),
    }),
    authenticate: createAuthenticate({ store }),
    clock,
    logger,
    trustProxy: options.trustProxy ?? [],
    corsOrigins: options.corsOrigins ?? [],
    checkReplies: options.checkReplies ?? false,
    docs,
    isDraining: () => isDraining,
    onResponse: metrics?.observeResponse,
  });
  started.defer(() => closeApp(app));
  await listen(app, host, port);
  mailWorker.wake();

  const running = started.move();
  let closing: Promise<void> | undefined;
  const close = () => {
    isDraining = true;
    closing ??= delay(drainMs).then(() => running.disposeAsync());
    return closing;
  };
  return { url: readUrl(app) + contract.basePath, opsUrl: ops?.url, close, [Symbol.asyncDispose]: close };
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<void> {
  try {
    // For `localhost`, Fastify would open a second server, whose sockets have no listener after an Upgrade.
    const { address } = await lookup(host);
    await app.listen({ port, host: address });
  } catch (cause) {
    throw new Error(explainListenError(cause as NodeJS.ErrnoException, host, port), { cause });
  }
}

/** Answers the requests that have arrived. Connections without a whole request are cut after a moment. */
async function closeApp(app: FastifyInstance): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), closeLimitMs);
  await app.close();
  clearTimeout(timer);
}

function readUrl(app: FastifyInstance): string {
  const { address, family, port } = app.server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}
