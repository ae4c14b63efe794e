import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

interface Setting<T, Default extends string | undefined> {
  help: string;
  parse(text: string): T;
  /** As it would be typed. Undefined for a setting that may be absent. */
  default: Default;
}

/** Thrown by a parser; the name of the flag is put before it. */
function wants(what: string): never {
  throw new Error(`wants ${what}`);
}

const text = (value: string) => value || wants("a value");
const list = (value: string) =>
  value
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
const integer = (least: number, most: number) => (value: string) => {
  const number = Number(value);
  return /^\d+$/.test(value) && number >= least && number <= most
    ? number
    : wants(`a whole number from ${least} to ${most}`);
};
const oneOf =
  <T extends string>(...values: T[]) =>
  (value: string): T =>
    values.find((known) => known === value) ?? wants(values.join(" or "));

function database(value: string): string {
  // It may be the URL of another kind, with a password in it, so it is not repeated.
  return /^sqlite:./.test(value) ? value : wants("sqlite:path/to/file.db or sqlite::memory:");
}

function address(value: string): string {
  return /^[^\r\n]*[^\s@]+@[^\s@]+$/.test(value) ? value : wants("an email address");
}

function mail(value: string): string {
  if (value === "console" || (/^smtps?:\/\/[^/]+\/?(\?.*)?$/.test(value) && URL.canParse(value))) return value;
  // The value may hold a password, so it is not repeated.
  return wants("console or smtp://user:password@host:port");
}

function networks(value: string): string[] {
  const isNetwork = (part: string) => isIP(part) !== 0 || ipaddr.isValidCIDR(part);
  const parts = list(value);
  return parts.every(isNetwork) ? parts : wants("addresses or CIDR ranges, separated by commas");
}

function origins(value: string): string[] {
  const parts = list(value);
  return parts.every((part) => URL.canParse(part) && new URL(part).origin === part)
    ? parts
    : wants("origins such as https://app.example, separated by commas");
}

const setting = <T>(help: string, parse: (value: string) => T, fallback: string): Setting<T, string> => ({
  help,
  parse,
  default: fallback,
});
const optional = <T>(help: string, parse: (value: string) => T): Setting<T, undefined> => ({
  help,
  parse,
  default: undefined,
});

/** Every setting of the server, by flag. Its environment variable is SESSION_SERVER_ and the name in capitals. */
export const settings = {
  host: setting("address to listen on", text, "127.0.0.1"),
  port: setting("port to listen on; 0 takes a free one", integer(0, 65_535), "4020"),
  database: setting("sqlite:path/to/file.db or sqlite::memory:", database, "sqlite:./data/sessions.db"),
  mail: setting("console, or smtp://user:password@host:port", mail, "console"),
  "mail-from": setting("sender of the mails", address, "no-reply@localhost"),
  "keys-file": optional("file with the keys that codes are made from", text),
  "trust-proxy": setting("addresses and CIDR ranges whose X-Forwarded-For is believed", networks, ""),
  "cors-origins": setting("origins whose pages may call", origins, ""),
  "code-digits": setting("digits of a code", integer(6, 10), "6"),
  "session-lifetime-seconds": setting(
    "how long a session lasts after verify and extend",
    integer(60, 31_536_000),
    "86400",
  ),
  "session-max-age-seconds": setting(
    "how long a session can be extended at the most",
    integer(60, 31_536_000),
    "2592000",
  ),
  limits: setting("on, or off for benches and fuzzing on this machine", oneOf("on", "off"), "on"),
  "check-replies": setting("hold every reply against the document", oneOf("on", "off"), "off"),
  "ops-port": optional("port for /livez, /readyz and /metrics on 127.0.0.1", integer(0, 65_535)),
  "log-level": setting("debug, info, warn, error or silent", oneOf("debug", "info", "warn", "error", "silent"), "info"),
};

type Table = typeof settings;
type ValueOf<S> = S extends Setting<infer T, infer Default> ? (Default extends string ? T : T | undefined) : never;

export type Settings = { [Name in keyof Table]: ValueOf<Table[Name]> };

export function environmentNameOf(flag: string): string {
  return `SESSION_SERVER_${flag.replaceAll("-", "_").toUpperCase()}`;
}
