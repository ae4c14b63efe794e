const fileName = /^(?:\/\/|#|<!--|\/\*) \S+\.\w+(?: -->| \*\/)?$/;

/**
 * Removes the blank lines, the `#` comments and a file name in the first four lines. Expressive Code leaves them out of
 * the code that a button copies, so pages and texts are compared without them.
 */
export function simplifyCode(code: string): string {
  const lines = code.split("\n").map((line) => line.trimEnd());
  return lines.filter((line, index) => line && !/^\s*#/.test(line) && !(index < 4 && fileName.test(line))).join("\n");
}
