import {
  parseAddress,
  parseChoice,
  parseDatabase,
  parseInteger,
  parseMail,
  parseNetworks,
  parseOrigins,
  parseText,
} from "./parsers.ts";

interface Setting<T, Default extends string | undefined> {
  help: string;
  parse(text: string): T;
  /** As a user types it. Undefined for an optional setting. */
  default: Default;
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

const parseSeconds = parseInteger(60, 31_536_000);
const parsePort = parseInteger(0, 65_535);

/** Every setting of the server, by flag. The environment variable is `SESSION_SERVER_` and the flag in capitals. */
export const settings = {
  host: setting("address to listen on", parseText, "127.0.0.1"),
  port: setting("port to listen on; 0 takes a free one", parsePort, "4020"),
  database: setting("sqlite:path/to/file.db or sqlite::memory:", parseDatabase, "sqlite:./data/sessions.db"),
  mail: setting("console, or smtp://user:password@host:port", parseMail, "console"),
  "mail-from": setting("sender of the mails", parseAddress, "no-reply@localhost"),
  "keys-file": optional("file with the keys from which codes are computed", parseText),
  "trust-proxy": setting("addresses and CIDR ranges whose X-Forwarded-For is believed", parseNetworks, ""),
  "cors-origins": setting("origins whose pages may call the API", parseOrigins, ""),
  "code-digits": setting("number of digits of a code", parseInteger(6, 10), "6"),
  "session-lifetime-seconds": setting("lifetime of a session after verify and extend", parseSeconds, "86400"),
  "session-max-age-seconds": setting("age beyond which no session is extended", parseSeconds, "2592000"),
  limits: setting("on, or off for benchmarks and fuzzing on this machine", parseChoice("on", "off"), "on"),
  "check-replies": setting("check every response against the document", parseChoice("on", "off"), "off"),
  docs: setting("serve the documentation at /, from the package @session-api/docs", parseChoice("on", "off"), "off"),
  "ops-port": optional("port for /livez, /readyz and /metrics on 127.0.0.1", parsePort),
  "log-level": setting(
    "debug, info, warn, error or silent",
    parseChoice("debug", "info", "warn", "error", "silent"),
    "info",
  ),
};

type Table = typeof settings;
type Value<S> = S extends Setting<infer T, infer Default> ? (Default extends string ? T : T | undefined) : never;

export type Settings = { [Name in keyof Table]: Value<Table[Name]> };

export function toEnvironmentName(flag: string): string {
  return `SESSION_SERVER_${flag.replaceAll("-", "_").toUpperCase()}`;
}
