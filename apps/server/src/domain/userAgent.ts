const maxLength = 512;

/** A `User-Agent` as it is stored: callers write it, so it is cut and has no control characters. */
export function plainUserAgent(userAgent = ""): string {
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
 * What a mail says of the program that asks: names from these lists only. A caller chooses the header's text, and
 * must not choose a sentence in somebody's mail.
 */
export function programOf(userAgent: string): string {
  const find = (list: [string, RegExp][]) => list.find(([, sign]) => sign.test(userAgent))?.[0];
  const browser = find(browsers);
  const system = find(systems);
  return browser && system ? `${browser} on ${system}` : "an unknown program";
}
