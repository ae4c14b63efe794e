import { type Settings, settings, toEnvironmentName } from "./settings.ts";
import { validateSettings } from "./validateSettings.ts";

export type Flags = Partial<Record<keyof Settings, string>>;

/** Thrown for wrong settings. Its message lists all mistakes, one a line. */
export class SettingsError extends Error {}

/**
 * Reads the settings. A flag goes before an environment variable, which goes before the default. Throws a
 * `SettingsError` that lists all mistakes.
 */
export function readSettings(flags: Flags, env: NodeJS.ProcessEnv): Settings {
  const mistakes: string[] = [];
  const read: Record<string, unknown> = {};
  for (const name of Object.keys(settings) as (keyof Settings)[]) {
    try {
      read[name] = readSetting(name, flags, env);
    } catch (error) {
      mistakes.push((error as Error).message);
    }
  }
  const { host, limits, mail, ...rest } = read as Partial<Settings>;
  const combined = {
    host,
    limits,
    mail,
    codeDigits: rest["code-digits"],
    sessionLifetimeSeconds: rest["session-lifetime-seconds"],
    sessionMaxAgeSeconds: rest["session-max-age-seconds"],
  };
  mistakes.push(...validateSettings(combined));
  if (mail === "console" && env.NODE_ENV === "production")
    mistakes.push("--mail console is not for production: give --mail smtp://…");
  if (mistakes.length > 0) throw new SettingsError(mistakes.join("\n"));
  return read as unknown as Settings;
}

/** Reads one setting, for a command that needs no other. Throws a `SettingsError`. */
export function readSetting<Name extends keyof Settings>(
  name: Name,
  flags: Flags,
  env: NodeJS.ProcessEnv,
): Settings[Name] {
  const { parse, default: fallback } = settings[name];
  const variable = toEnvironmentName(name);
  const value = flags[name] ?? (env[variable] || fallback);
  try {
    return (value === undefined ? undefined : parse(value)) as Settings[Name];
  } catch (error) {
    throw new SettingsError(`${flags[name] === undefined ? variable : `--${name}`} ${(error as Error).message}`);
  }
}
