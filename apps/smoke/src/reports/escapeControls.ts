// Controls of the terminal, other ends of a line, and characters that turn the direction of a text.
const controls = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Makes a text of a server a part of one line. It cannot move the cursor, and cannot start a line, so it is not a
 * workflow command of GitHub (`::error::`). The older form of these, `##[error]`, works within a line.
 */
export function escapeControls(text: string): string {
  const visible = text.replace(controls, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return visible.replaceAll("##[", "# #[");
}
