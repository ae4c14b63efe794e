// Controls of the terminal, other ends of a line, and what turns the direction of a text.
const controls = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A text of a server as a part of one line: it moves no cursor and starts no line, so it can be no workflow command of
 * GitHub (`::error::`) either; the older form of these works in the middle of a line.
 */
export function oneLine(text: string): string {
  const visible = text.replace(controls, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return visible.replaceAll("##[", "# #[");
}
