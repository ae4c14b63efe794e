/** A number by itself: 4 to 10 digits, or two groups of three. */
const number = "(?<![\\w+])(?:\\d{3}[ -]\\d{3}|\\d{4,10})(?!\\w|[ .-]\\d)";

/** From what tells most to what tells least. */
const places = [
  // Not too far behind the word, and before any other number.
  new RegExp(`\\bcode\\b\\D{0,60}?(${number})`, "i"),
  new RegExp(`^[^\\S\\n]*(${number})[^\\S\\n]*$`, "m"),
  /(?<![\w+])(\d{6,10})(?!\w|[ .-]\d)/,
  new RegExp(`(${number})`),
  /\bcode\b\W+(?:is\W+)?((?=[a-z]*\d)[a-z\d]{4,12})\b/i,
];

/** The code that a mail tells, or what a program prints of one. Undefined where there is none. */
export function codeIn(text: string): string | undefined {
  // Links, images and addresses have numbers of their own.
  const words = text.replace(/\b[a-z]+:\/\/\S+|\[\S*\/\S*\]|\S+@\S+/gi, " ");
  for (const place of places) {
    const code = place.exec(words)?.[1];
    if (code !== undefined) return code.replace(/[ -]/g, "");
  }
  return undefined;
}
