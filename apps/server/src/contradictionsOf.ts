interface Combined {
  host: string | undefined;
  limits: string | undefined;
  mail: unknown;
  codeDigits: number | undefined;
  sessionLifetimeSeconds: number | undefined;
  sessionMaxAgeSeconds: number | undefined;
}

/** What makes no sense together, or would be dangerous, in the words of the flags. What is undefined is not judged. */
export function contradictionsOf(combined: Combined): string[] {
  const { host, limits, mail, codeDigits = 6, sessionLifetimeSeconds = 1, sessionMaxAgeSeconds } = combined;
  const isPublic = host !== undefined && !isLoopback(host);
  const mistakes: [isMistake: boolean, text: string][] = [
    [limits === "off" && isPublic, `--limits off is for this machine alone: --host ${host} can be reached from others`],
    [
      mail === "console" && isPublic,
      `--mail console shows codes to whoever reads the output: with --host ${host}, give --mail smtp://…`,
    ],
    [!(Number.isInteger(codeDigits) && codeDigits >= 6 && codeDigits <= 10), "--code-digits is not from 6 to 10"],
    [!(sessionLifetimeSeconds > 0), "--session-lifetime-seconds is not positive"],
    [
      sessionMaxAgeSeconds !== undefined && sessionLifetimeSeconds > sessionMaxAgeSeconds,
      "--session-lifetime-seconds is greater than --session-max-age-seconds",
    ],
  ];
  return mistakes.filter(([isMistake]) => isMistake).map(([, text]) => text);
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
