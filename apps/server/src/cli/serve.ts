import closeWithGrace from "close-with-grace";
import pino from "pino";
import { startServer } from "../server/startServer.ts";
import { readKeys } from "../settings/readKeys.ts";
import { type Flags, readSettings } from "../settings/readSettings.ts";

/** The process ends after this time in any case. Before that, accepted requests are answered and the database is closed. */
const closeLimitMs = 10_000;
const drainMs = 500;

/** Runs the server until SIGINT or SIGTERM. */
export async function serve(flags: Flags, env: NodeJS.ProcessEnv): Promise<void> {
  const settings = readSettings(flags, env);
  const { host, port, database, mail, limits } = settings;
  const warn = (text: string) => console.error(`session-server: ${text}`);
  const keys = readKeys({ keysFile: settings["keys-file"], database, env, warn });
  // Log lines go to standard error. Standard output is for people, and for `--mail console`.
  const logger = pino({ level: settings["log-level"], base: null }, pino.destination(2));
  const server = await startServer({
    host,
    port,
    database,
    mail,
    limits,
    keys,
    logger,
    drainMs,
    mailFrom: settings["mail-from"],
    trustProxy: settings["trust-proxy"],
    corsOrigins: settings["cors-origins"],
    codeDigits: settings["code-digits"],
    sessionLifetimeSeconds: settings["session-lifetime-seconds"],
    sessionMaxAgeSeconds: settings["session-max-age-seconds"],
    checkReplies: settings["check-replies"] === "on",
    docs: settings.docs === "on",
    opsPort: settings["ops-port"],
  });
  if (server.opsUrl) console.log(`operations: ${server.opsUrl}/livez, /readyz and /metrics`);
  console.log(`session-server serves ${server.url} (stop with Ctrl-C)`);
  if (settings.docs === "on") console.log(`Docs  ${new URL("/", server.url)}`);
  closeWithGrace({ delay: closeLimitMs, logger: false }, async ({ err }) => {
    if (err) logger.fatal({ err }, "the server stops because of an error");
    await server.close();
  });
}
