import { environmentNameOf, type Settings, settings } from "./settings.ts";

export type Flags = Partial<Record<keyof Settings, string>>;

/** Thrown with every mistake at once, so that nobody has to find them one by one. */
export class SettingsError extends Error {}

/** Reads the settings: a flag before an environment variable before the default. Throws a `SettingsError`. */
export function readSettings(flags: Flags, env: NodeJS.ProcessEnv): Settings {
  const mistakes: string[] = [];
  const read: Record<string, unknown> = {};
  for (const [name, { default: fallback, parse }] of Object.entries(settings)) {
    const flag = flags[name as keyof Settings];
    const variable = environmentNameOf(name);
    const value = flag ?? env[variable] ?? fallback;
    try {
      read[name] = value === undefined ? undefined : parse(value);
    } catch (error) {
      mistakes.push(`${flag === undefined ? variable : `--${name}`} ${(error as Error).message}`);
    }
  }
  mistakes.push(...contradictions(read, env));
  if (mistakes.length > 0) throw new SettingsError(mistakes.join("\n"));
  return read as Settings;
}

function contradictions(read: Partial<Settings>, env: NodeJS.ProcessEnv): string[] {
  const { host, limits, mail, "session-lifetime-seconds": lifetime, "session-max-age-seconds": maxAge } = read;
  const isPublic = host !== undefined && !isLoopback(host);
  const mistakes: [isMistake: boolean, text: string][] = [
    [limits === "off" && isPublic, `--limits off is for this machine alone: --host ${host} can be reached from others`],
    [
      mail === "console" && isPublic,
      `--mail console shows codes to whoever reads the output: with --host ${host}, give --mail smtp://…`,
    ],
    [mail === "console" && env.NODE_ENV === "production", "--mail console is not for production: give --mail smtp://…"],
    [Number(lifetime) > Number(maxAge), "--session-lifetime-seconds is greater than --session-max-age-seconds"],
  ];
  return mistakes.filter(([isMistake]) => isMistake).map(([, text]) => text);
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
