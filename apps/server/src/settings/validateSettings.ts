interface CheckedSettings {
  host: string | undefined;
  limits: string | undefined;
  mail: unknown;
  codeDigits: number | undefined;
  sessionLifetimeSeconds: number | undefined;
  sessionMaxAgeSeconds: number | undefined;
}

/** Lists settings that contradict each other or are dangerous together, by flag. Undefined settings are not checked. */
export function validateSettings(settings: CheckedSettings): string[] {
  const { host, limits, mail, codeDigits = 6, sessionLifetimeSeconds = 1, sessionMaxAgeSeconds } = settings;
  const isPublic = host !== undefined && !isLoopback(host);
  const isTooLong = sessionMaxAgeSeconds !== undefined && sessionLifetimeSeconds > sessionMaxAgeSeconds;
  const mistakes: [isMistake: boolean, text: string][] = [
    [limits === "off" && isPublic, `--limits off needs a loopback address: other machines can reach --host ${host}`],
    [
      mail === "console" && isPublic,
      `--mail console prints codes and needs a loopback address: with --host ${host}, give --mail smtp://…`,
    ],
    [
      !(Number.isInteger(codeDigits) && codeDigits >= 6 && codeDigits <= 10),
      "--code-digits must be a whole number from 6 to 10",
    ],
    [!(sessionLifetimeSeconds > 0), "--session-lifetime-seconds must be positive"],
    [isTooLong, "--session-lifetime-seconds must not be greater than --session-max-age-seconds"],
  ];
  return mistakes.filter(([isMistake]) => isMistake).map(([, text]) => text);
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
