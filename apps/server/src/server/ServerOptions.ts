import type { Logger } from "pino";
import type { SessionRules } from "../handlers/Context.ts";
import type { MailHandler } from "../mail/createTransport.ts";
import type { NewUser } from "../store/addUser.ts";

/** The options of `startServer`. Each has a default. */
export interface ServerOptions extends Partial<SessionRules> {
  /** The port to listen on. A free one by default. */
  port?: number | undefined;
  /** The address to listen on. 127.0.0.1 by default. */
  host?: string | undefined;
  /** `sqlite::memory:` (the default) or `sqlite:path/to/file.db`. */
  database?: string | undefined;
  /** `console`, an `smtp://` or `smtps://` URL, or a function. By default no mail is sent. */
  mail?: string | MailHandler | undefined;
  /** The sender of the mails. */
  mailFrom?: string | undefined;
  /** The keys, newest first, one `id secret` a line. By default a random key, so that codes end with the process. */
  keys?: string | undefined;
  /** Accounts to add at the start, unless they exist. */
  users?: NewUser[] | undefined;
  /** Returns milliseconds since 1970. `Date.now` by default. */
  clock?: (() => number) | undefined;
  /** `on` by default. `off` counts and refuses nothing, for benchmarks and fuzzing. */
  limits?: "on" | "off" | undefined;
  /** Addresses and CIDR ranges whose `X-Forwarded-For` is believed. None by default. */
  trustProxy?: string[] | undefined;
  /** Origins whose pages may call the API. None by default. */
  corsOrigins?: string[] | undefined;
  /** Whether every response is checked against the document. One that differs becomes a 500. Off by default. */
  checkReplies?: boolean | undefined;
  /**
   * Whether to serve the documentation site at `/`, from the package `@session-api/docs`, which must be installed. Its page
   * "Try it" offers this server. Off by default.
   */
  docs?: boolean | undefined;
  /** The port for `/livez`, `/readyz` and `/metrics`, on the loopback address. None by default. */
  opsPort?: number | undefined;
  /** Receives the log lines. By default nothing is logged. */
  logger?: Logger | undefined;
  /** Milliseconds at the end in which responses ask callers to close their connections. 0 by default. */
  drainMs?: number | undefined;
}

/** A running server. `await using` closes it. */
export interface Server extends AsyncDisposable {
  /** The base URL of the API, for clients. */
  readonly url: string;
  /** The URL of `/livez`, `/readyz` and `/metrics`. Undefined without `opsPort`. */
  readonly opsUrl: string | undefined;
  /** Answers the accepted requests, waits for the mail that is being sent, and closes the database. */
  close(): Promise<void>;
}
