const maxLength = 512;

/** Shortens a `User-Agent` and removes its control characters before it is stored. */
export function cleanUserAgent(userAgent = ""): string {
  return userAgent.replace(/\p{Cc}/gu, "").slice(0, maxLength);
}

const browsers: [name: string, sign: RegExp][] = [
  ["Edge", /\bEdg\//],
  ["Opera", /\bOPR\//],
  ["Firefox", /\bFirefox\//],
  ["Chrome", /\bChrome\//],
  ["Safari", /\bVersion\/.+\bSafari\//],
];
const systems: [name: string, sign: RegExp][] = [
  ["iOS", /\b(iPhone|iPad)\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows NT\b/],
  ["macOS", /\bMac OS X\b/],
  ["Linux", /\bLinux\b/],
];

/**
 * Names the program of a `User-Agent` for a mail, with words from these lists only: a caller writes the header, and must
 * not write a sentence into a mail to another person.
 */
export function nameProgram(userAgent: string): string {
  const find = (list: [string, RegExp][]) => list.find(([, sign]) => sign.test(userAgent))?.[0];
  const browser = find(browsers);
  const system = find(systems);
  return browser && system ? `${browser} on ${system}` : "an unknown program";
}
