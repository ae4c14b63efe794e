import { settings, toEnvironmentName } from "../settings/settings.ts";

const rows = Object.entries(settings).map(([name, { default: fallback, help }]) => {
  const value = fallback ? ` (default ${fallback})` : "";
  return `  --${name.padEnd(26)}${help}${value}`;
});

export const help: string = `session-server: a live server of the session API

Usage:
  session-server [serve] [options]                run the server
  session-server users add EMAIL [--alias NAME] [--full-name NAME] [--roles a,b] [--groups a,b]
  session-server users set EMAIL [--alias NAME] [--full-name NAME] [--roles a,b] [--groups a,b]
  session-server users list
  session-server users disable|enable EMAIL       disabling ends all sessions of the user
  session-server sessions list|close EMAIL
  session-server keys new [--keys-file FILE]      print a new key, or add it to the file as the first line

Options. Each has an environment variable too, for example ${toEnvironmentName("mail-from")}:
${rows.join("\n")}
  --help                      show this text

The users and sessions commands take --database, and work while the server runs.
SESSION_SERVER_KEYS takes the keys themselves in place of a file.

Examples:
  session-server users add john@doe.net --full-name "John Doe" --roles user
  session-server
  session-server --host 0.0.0.0 --mail smtps://user:password@mail.example --keys-file /etc/session-server/keys
`;
