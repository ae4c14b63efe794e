/**
 * Removes the blank lines, the `#` comments and the file name in the first line. Expressive Code leaves them out of the
 * code that a button copies, so pages and texts are compared without them.
 */
export function simplifyCode(code: string): string {
  const [first = "", ...rest] = code.trim().split("\n");
  const lines = /^(?:\/\/|<!--|\/\*) \S+\.\w+(?: -->| \*\/)?$/.test(first) ? rest : [first, ...rest];
  return lines
    .map((line) => line.trimEnd())
    .filter((line) => line && !/^\s*#(?!\w)/.test(line))
    .join("\n");
}
