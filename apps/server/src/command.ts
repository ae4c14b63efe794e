#!/usr/bin/env node
import { parseArgs } from "node:util";
import { help } from "./cli/help.ts";
import { type AccountFlags, accountCommands, runAccountCommand } from "./cli/runAccountCommand.ts";
import { createKeyLine } from "./domain/keys.ts";
import { addKey } from "./settings/readKeys.ts";
import { type Flags, readSetting, SettingsError } from "./settings/readSettings.ts";
import { settings } from "./settings/settings.ts";

const text = { type: "string" } as const;
const options = {
  ...Object.fromEntries(Object.keys(settings).map((name) => [name, text])),
  alias: text,
  "full-name": text,
  roles: text,
  groups: text,
  "check-replies": { type: "boolean" } as const,
  docs: { type: "boolean" } as const,
  help: { type: "boolean" } as const,
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const { help: wantsHelp, "check-replies": checkReplies, docs, ...texts } = values;
  const switches = { ...(checkReplies && { "check-replies": "on" }), ...(docs && { docs: "on" }) };
  const flags = { ...texts, ...switches } as Flags & AccountFlags;
  if (wantsHelp) return void process.stdout.write(help);
  const [noun = "serve", verb, ...rest] = positionals;
  const name = verb === undefined ? noun : `${noun} ${verb}`;
  const surplus = rest[["users list", "keys new"].includes(name) ? 0 : 1];
  if (surplus !== undefined) throw new SettingsError(`unexpected argument: ${surplus}`);
  if (name === "serve") {
    const { serve } = await import("./cli/serve.ts");
    return serve(flags, process.env);
  }
  if (name === "keys new") return createKey(flags["keys-file"]);
  if (!Object.hasOwn(accountCommands, name)) throw new SettingsError(`unknown command: ${name}`);
  await runAccountCommand(name, rest[0], readSetting("database", flags, process.env), flags);
}

function createKey(path: string | undefined): void {
  if (path !== undefined) addKey(path);
  console.log(path === undefined ? createKeyLine(new Date()) : `added a new key as the first line of ${path}`);
}

main().catch((error: Error & { code?: string }) => {
  const isUsage = error instanceof SettingsError || error.code?.startsWith("ERR_PARSE_ARGS");
  for (const line of error.message.split("\n")) console.error(`session-server: ${line}`);
  if (isUsage) console.error("See session-server --help");
  process.exitCode = isUsage ? 2 : 1;
});
