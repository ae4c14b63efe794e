/** A number that stands alone: 4 to 10 digits, or two groups of three. */
const number = "(?<![\\w+])(?:\\d{3}[ -]\\d{3}|\\d{4,10})(?!\\w|[ .-]\\d)";

/** The places of a code in a text, the most likely one first. */
const places = [
  // Shortly after the word "code".
  new RegExp(`\\bcode\\b\\D{0,60}?(${number})`, "i"),
  // Alone on a line.
  new RegExp(`^[^\\S\\n]*(${number})[^\\S\\n]*$`, "m"),
  /(?<![\w+])(\d{6,10})(?!\w|[ .-]\d)/,
  new RegExp(`(${number})`),
  // Letters and digits after the word "code".
  /\bcode\b\W+(?:is\W+)?((?=[a-z]*\d)[a-z\d]{4,12})\b/i,
];

/** Finds the code in a mail, or in the output of a program. Returns undefined when there is none. */
export function findCode(text: string): string | undefined {
  // Links, images and addresses hold numbers that are not codes.
  const words = text.replace(/\b[a-z]+:\/\/\S+|\[\S*\/\S*\]|\S+@\S+/gi, " ");
  for (const place of places) {
    const code = place.exec(words)?.[1];
    if (code !== undefined) return code.replace(/[ -]/g, "");
  }
  return undefined;
}
