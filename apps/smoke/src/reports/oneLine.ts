// Control characters, further line breaks, and characters that change the direction of a text.
const controls = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Makes a server's text safe to print within a line. It cannot move the cursor or start a line, so it cannot be a
 * workflow command of GitHub (`::error::`). Their older form, `##[error]`, also works within a line and is broken up.
 */
export function oneLine(text: string): string {
  const visible = text.replace(controls, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return visible.replaceAll("##[", "# #[");
}
